"""Streams: standard output whose failures are told in words, and messages kept apart from it."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, redirect_stdout, suppress

from kg.errors import OutputError
from kg.render.terminal import printable
from kg.typed import Any, TextIO, cast

MESSAGE = 1_000
"""Characters of a message that are shown; one that repeats a pasted text could be endless."""


class ReaderGoneError(Exception):
    """Whoever read standard output has had enough, as `head` does. That is no fault."""


class Results:
    """Standard output, with the failures of writing to it as errors of this program.

    Typer and rich end the process at a broken pipe in ways of their own, and at a full disk with
    a traceback; neither knows these errors, so both let them pass.

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

    def write(self, text: str) -> int:
        """Write text, and return how many characters that were."""
        if self._stream is None:
            raise OutputError("standard output is closed, so the result has nowhere to go")
        with self._failing_in_words(self._stream):
            return self._stream.write(text)

    def writelines(self, lines: Iterable[str]) -> None:
        """Write each of the lines."""
        for line in lines:
            self.write(line)

    def flush(self) -> None:
        """Write what is still held back."""
        if self._stream is not None:
            with self._failing_in_words(self._stream):
                self._stream.flush()

    @contextmanager
    def _failing_in_words(self, stream: TextIO) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            # What could not be written is still held back: keep Python from trying again at exit.
            with suppress(OSError, ValueError):
                os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
            if isinstance(error, BrokenPipeError):
                raise ReaderGoneError from error
            reason = error.strerror or error
            raise OutputError(f"standard output: can't be written ({reason})") from error


def say(line: str) -> None:
    """Write a line to standard error, where there is one that takes it."""
    if sys.stderr is not None:
        with suppress(OSError):  # there is nowhere left to tell of this one
            sys.stderr.write(f"{printable(line)}\n")


def tell(message: str) -> None:
    """Say something that is not a result."""
    text = message if len(message) <= MESSAGE else f"{message[: MESSAGE - 1]}…"
    say(f"kg: {text}")


@contextmanager
def guarded() -> Iterator[None]:
    """Guard standard output as `Results` does, and have all of it written at the end."""
    results = Results(sys.stdout)
    with redirect_stdout(cast(TextIO, results)):
        try:
            yield
        finally:
            results.flush()
