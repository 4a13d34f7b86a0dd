"""Output of the commands: results to standard output or a file, messages to standard error."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from unicodedata import category

from kg._typing import TYPE_CHECKING, Any, TextIO, cast
from kg.errors import OutputError
from kg.export.terminal import JOINERS, printable

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

MAX_MESSAGE_CHARS = 1_000
"""Characters to which a message is cut; it may repeat a long text that a user pasted."""

_CONTROL_CATEGORIES = ("Cc", "Cf", "Cs", "Zl", "Zp")
"""Unicode's categories of characters that a terminal obeys or can't show."""


class ReaderGoneError(Exception):
    """The reader of standard output has closed it, as `head` does; not a failure."""


class ResultStream:
    """Standard output, with failed writes raised as errors of this program.

    At a broken pipe Typer and rich end the process themselves, and at a full disk they show a
    traceback; they let our errors pass. Used as a context, it replaces `sys.stdout` and flushes
    at the end.

    Args:
        stream: the stream to write to; None if the process was started without one.
    """

    def __init__(self, stream: TextIO | None) -> None:
        self._stream = stream

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)

    def isatty(self) -> bool:
        """Return True if the stream is a terminal."""
        return self._stream is not None and self._stream.isatty()

    def __enter__(self) -> ResultStream:
        sys.stdout = cast(TextIO, self)
        return self

    def __exit__(self, *_: object) -> None:
        sys.stdout = cast(TextIO, self._stream)
        self.flush()

    def write(self, text: str) -> int:
        """Write text and return its number of characters."""
        if self._stream is None:
            raise OutputError("standard output is closed, so the result has nowhere to go")
        try:
            return self._stream.write(text)
        except OSError as error:
            raise _explain(error, self._stream) from error

    def writelines(self, lines: Iterable[str]) -> None:
        """Write each of the lines."""
        for line in lines:
            self.write(line)

    def flush(self) -> None:
        """Write what is still buffered."""
        if self._stream is not None:
            try:
                self._stream.flush()
            except OSError as error:
                raise _explain(error, self._stream) from error


def _explain(error: OSError, stream: TextIO) -> Exception:
    """Return the exception to raise for a failed write, and discard what is still buffered."""
    # Python would try to write the buffer again at exit.
    try:  # noqa: SIM105 - contextlib takes a millisecond to import
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
    except (OSError, ValueError):
        pass
    if isinstance(error, BrokenPipeError):
        return ReaderGoneError()
    return OutputError(f"standard output: can't be written ({error.strerror or error})")


def print_message(message: str) -> None:
    """Write a message, which is no part of the result, to standard error."""
    message = safe_message(message)  # first: the end of an address may be cut off
    is_long = len(message) > MAX_MESSAGE_CHARS
    text = f"{message[: MAX_MESSAGE_CHARS - 1]}…" if is_long else message
    print_error_line(f"kg: {text}")


def print_error_line(line: str) -> None:
    """Write a line to standard error, if it is open and can be written."""
    if sys.stderr is not None:
        try:  # noqa: SIM105 - as above
            sys.stderr.write(f"{safe_message(line)}\n")
        except OSError:
            pass  # there is no other place to report this


def safe_message(message: str) -> str:
    """Return a message on one line, without passwords and what controls a terminal."""
    from kg.store.postgres import without_passwords  # imported late: an answer needs no message

    return without_passwords(printable(message))


def print_json(data: Any, *, indent: int | None = 2) -> None:
    """Print data as JSON, on one line if `indent` is None."""
    sys.stdout.write(as_json(data, indent=indent))


def as_json(data: Any, *, indent: int | None = 2) -> str:
    """Return data as JSON that is valid in the encoding of standard output and safe to print."""
    import json  # imported late: most answers are printed as text

    # A character that the encoding lacks would be written as \xe9, which is not JSON.
    is_ascii = not (getattr(sys.stdout, "encoding", None) or "utf-8").lower().startswith("utf")
    text = json.dumps(data, ensure_ascii=is_ascii, indent=indent)
    return safe_json(f"{text}\n")


def safe_json(text: str) -> str:
    """Return JSON that means the same and has nothing that a terminal obeys."""
    return "\n".join(map(_escape_controls, text.split("\n")))


def _escape_controls(json_line: str) -> str:
    if json_line.isprintable():
        return json_line
    from json import dumps

    return "".join(
        dumps(c)[1:-1] if category(c) in _CONTROL_CATEGORIES and c not in JOINERS else c
        for c in json_line
    )


def write_text(text: str, file: Path | None) -> None:
    """Write a result to standard output if `file` is None or "-", else as `write_bytes` does."""
    if file is None or str(file) == "-":
        sys.stdout.write(_shown(text) if sys.stdout.isatty() else text)
        return
    write_bytes(text.encode("utf-8", "replace"), file)


def _shown(text: str) -> str:
    """Return the text of a file as a terminal may show it: only line ends and tabs control it."""
    lines = text.replace("\r\n", "\n").split("\n")
    return "\n".join("\t".join(map(printable, line.split("\t"))) for line in lines)


def write_bytes(content: bytes, file: Path) -> None:
    """Write a result to a file, all of it or nothing.

    A device or pipe is written to directly; a symbolic link is kept, and its target replaced.

    Raises:
        OutputError: the file can't be written; its old content is kept.
    """
    # Imported late: an answer is not written to a file.
    from kg.system.files import remove_leftovers, replace_file

    try:
        if file.exists() and not file.is_file() and not file.is_dir():
            file.write_bytes(content)
        else:
            remove_leftovers(file.parent)
            replace_file(file, content)
    except OSError as error:
        reason = error.strerror or error
        raise OutputError(f"{file}: can't be written ({reason}); choose another with -o") from error


def format_time(time: datetime) -> str:
    """Return a time as a date and a clock time in the local time zone."""
    return f"{time.astimezone():%Y-%m-%d %H:%M}"
