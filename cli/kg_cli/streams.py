"""Streams: standard output whose failures are told in words, and messages kept apart from it."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable

from kg._typing import Any, TextIO, cast
from kg.errors import OutputError
from kg.export.terminal import printable

MESSAGE = 1_000
"""Characters of a message that are shown; one that repeats a pasted text could be endless."""


class ReaderGoneError(Exception):
    """Whoever read standard output has had enough, as `head` does. That is no fault."""


class Results:
    """Stands for standard output, and tells failures of writing to it as errors of this program.

    Typer and rich end the process at a broken pipe in ways of their own, and at a full disk with
    a traceback; neither knows these errors, so both let them pass. As a context it is what
    `print` writes to, and has all of it written at the end.

    Args:
        stream: what results go to; None where a process was started without any.
    """

    def __init__(self, stream: TextIO | None) -> None:
        self._stream = stream

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)

    def isatty(self) -> bool:
        """Whether a person is reading."""
        return self._stream is not None and self._stream.isatty()

    def __enter__(self) -> Results:
        sys.stdout = cast(TextIO, self)
        return self

    def __exit__(self, *_: object) -> None:
        sys.stdout = cast(TextIO, self._stream)
        self.flush()

    def write(self, text: str) -> int:
        """Write text, and return how many characters that were."""
        if self._stream is None:
            raise OutputError("standard output is closed, so the result has nowhere to go")
        try:
            return self._stream.write(text)
        except OSError as error:
            raise _in_words(error, self._stream) from error

    def writelines(self, lines: Iterable[str]) -> None:
        """Write each of the lines."""
        for line in lines:
            self.write(line)

    def flush(self) -> None:
        """Write what is still held back."""
        if self._stream is not None:
            try:
                self._stream.flush()
            except OSError as error:
                raise _in_words(error, self._stream) from error


def _in_words(error: OSError, stream: TextIO) -> Exception:
    """What to raise for a failure to write to a stream."""
    # What could not be written is still held back: keep Python from trying again at exit.
    try:  # noqa: SIM105 - contextlib takes a millisecond to import
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
    except (OSError, ValueError):
        pass
    if isinstance(error, BrokenPipeError):
        return ReaderGoneError()
    return OutputError(f"standard output: can't be written ({error.strerror or error})")


def say(line: str) -> None:
    """Write a line to standard error, where there is one that takes it."""
    if sys.stderr is not None:
        try:  # noqa: SIM105 - as above
            sys.stderr.write(f"{printable(line)}\n")
        except OSError:
            pass  # there is nowhere left to tell of this one


def tell(message: str) -> None:
    """Say something that is not a result."""
    text = message if len(message) <= MESSAGE else f"{message[: MESSAGE - 1]}…"
    say(f"kg: {text}")
