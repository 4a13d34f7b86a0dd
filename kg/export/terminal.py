"""Print results: with styles and tables on a terminal, as plain lines and tabs in a pipe."""

from __future__ import annotations

import os
import sys
import unicodedata
from collections.abc import Iterable, Sequence

from kg._typing import IO
from kg.export.terminal_width import cell_width, wrap_cells

MIN_COLUMNS = 20
"""Minimum width, in columns, to format results for; with less, rich would drop cells of tables."""

JOINERS = "\u200c\u200d"
"""Invisible characters that Persian, Indic scripts and emoji need."""

_BOLD_STYLE, _DIM_STYLE = "1", "2"
"""Numbers of styles in ECMA-48's escape sequences."""

TableRows = Iterable[Sequence[object]]
"""Rows of a table, each with as many cells as there are headers."""


def printable(text: object) -> str:
    """Return a value as text on one line, without characters that control a terminal."""
    kept = (" " if c in "\n\r\t\u2028\u2029" else c for c in str(text))
    return "".join(
        c for c in kept if c in JOINERS or unicodedata.category(c) not in ("Cc", "Cf", "Cs")
    )


class Screen:
    """A stream that results are printed to, formatted if it is a terminal.

    Args:
        out: the stream, normally standard output.
    """

    def __init__(self, out: IO[str]) -> None:
        self._out = out
        self._is_terminal = out.isatty()
        # Windows shows styles only after a call to enable them.
        plain = os.environ.get("TERM") in ("dumb", "unknown") or sys.platform == "win32"
        self._has_styles = self._is_terminal and not plain

    def heading(self, text: str, aside: str = "", indent: int = 0) -> None:
        """Print a line in bold, followed by a dim aside, on a line of its own if there is no room.

        In a pipe the aside is in brackets.
        """
        text, aside = printable(text), printable(aside)
        before = " " * indent
        if not self._is_terminal:
            self._out.write(f"{before}{text}{f' ({aside})' if aside else ''}\n")
        elif indent + cell_width(f"{text}  {aside}") <= _columns(self._out):
            behind = f"  {self._styled(aside, _DIM_STYLE)}" if aside else ""
            self._out.write(f"{before}{self._styled(text, _BOLD_STYLE)}{behind}\n")
        else:
            self._paragraph(text, indent, _BOLD_STYLE)
            self._paragraph(aside, indent + 2, _DIM_STYLE)

    def line(self, text: str, indent: int = 2, *, dim: bool = False) -> None:
        """Print a paragraph: wrapped on a terminal, one line in a pipe."""
        if self._is_terminal:
            self._paragraph(printable(text), indent, _DIM_STYLE if dim else "")
        else:
            self._out.write(f"{' ' * indent}{printable(text)}\n")

    def code(self, text: str, indent: int = 2) -> None:
        """Print a line as it is, without wrapping it."""
        self._out.write(f"{' ' * indent}{printable(text.expandtabs(4))}\n")

    def _paragraph(self, text: str, indent: int, style: str) -> None:
        for line in wrap_cells(text, _columns(self._out) - indent):
            self._out.write(f"{' ' * indent}{self._styled(line, style)}\n")

    def _styled(self, text: str, style: str) -> str:
        return f"\x1b[{style}m{text}\x1b[0m" if style and self._has_styles else text

    def blank(self) -> None:
        """Print an empty line."""
        self._out.write("\n")

    def table(self, headers: Sequence[str], rows: TableRows) -> None:
        """Print rows under headers; in a pipe, cells separated by tabs and no headers."""
        if self._is_terminal:
            from rich.box import SIMPLE_HEAD
            from rich.table import Table
            from rich.text import Text

            table = Table(box=SIMPLE_HEAD, pad_edge=False)
            for n, header in enumerate(headers):
                table.add_column(header, style="" if n else "bold", overflow="fold")
            for row in rows:
                table.add_row(*(Text(printable(cell)) for cell in row))
            self._print(table)
        else:
            for row in rows:
                self._out.write("\t".join(printable(cell) for cell in row) + "\n")

    def _print(self, what: object) -> None:
        from rich.console import Console

        # Without a height, rich would ignore the width on a dumb terminal.
        width, height = _columns(self._out), 24
        Console(file=self._out, width=width, height=height, highlight=False).print(what)


def _columns(out: IO[str]) -> int:
    """Return the width of a terminal in columns, at least `MIN_COLUMNS`; 80 if it is unknown.

    This is what `shutil.get_terminal_size` returns, without the time to import shutil.
    """
    configured = os.environ.get("COLUMNS", "")
    if configured.isascii() and configured.isdecimal() and len(configured) < 6 and int(configured):
        return max(int(configured), MIN_COLUMNS)
    try:
        return max(os.get_terminal_size(out.fileno()).columns or 80, MIN_COLUMNS)
    except (OSError, ValueError):
        return 80


BEYOND_DECK = "Beyond the deck"
"""The heading of what the deck does not say."""

MARKS = {"stated": "", "derived": " (derived)", "background": " (beyond the deck)"}
"""The marks of edges by their ground."""
