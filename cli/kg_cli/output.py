"""Output."""

from __future__ import annotations

import sys

from kg._typing import TYPE_CHECKING, Any
from kg.errors import OutputError

if TYPE_CHECKING:
    from pathlib import Path


import os
from collections.abc import Iterable

from kg._typing import TextIO, cast
from kg.export.terminal import printable

_C1 = {code: f"\\u{code:04x}" for code in range(0x7F, 0xA0)}


def print_json(data: Any, *, indent: int | None = 2) -> None:
    """Print data as JSON, on one line when indent is None."""
    sys.stdout.write(as_json(data, indent=indent))


def as_json(data: Any, *, indent: int | None = 2) -> str:
    """Data as JSON that is valid in any encoding and steers no terminal."""
    import json  # imported late: people read text

    # What the encoding lacks would be written as \xe9, which JSON does not know.
    plain = not (getattr(sys.stdout, "encoding", None) or "utf-8").lower().startswith("utf")
    text = json.dumps(data, ensure_ascii=plain, indent=indent)
    return text.translate(_C1) + "\n"


def write_text(text: str, file: Path | None) -> None:
    """Write a result to standard output, or to a file as `write_bytes` does."""
    if file is None or str(file) == "-":
        sys.stdout.write(text)
        return
    write_bytes(text.encode("utf-8", "replace"), file)


def write_bytes(content: bytes, file: Path) -> None:
    """Write a result to a file, whole or not at all.

    A device or a pipe is written to as it is, and a link stays one.

    Raises:
        OutputError: the file can't be written; what was there is as it was.
    """
    from kg.system.files import replace_file  # imported late: most results go to the terminal
    from kg_cli.graphs import on_disk

    on_disk(file)
    try:
        if file.exists() and not file.is_file() and not file.is_dir():
            file.write_bytes(content)
        else:
            replace_file(file, content)
    except OSError as error:
        reason = error.strerror or error
        raise OutputError(f"{file}: can't be written ({reason}); choose another with -o") from error


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
