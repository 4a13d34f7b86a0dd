"""Results as JSON, on standard output or in a file."""

from __future__ import annotations

import sys

from kg._typing import TYPE_CHECKING, Any
from kg.errors import OutputError

if TYPE_CHECKING:
    from pathlib import Path

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
