"""Terminal: results as text; styles and tables for a person, plain lines and tabs for a pipe."""

from __future__ import annotations

import os
import sys
import unicodedata
from collections.abc import Iterable, Sequence

from kg._typing import IO, TYPE_CHECKING
from kg.export.terminal_width import cell_width, wrap_cells

if TYPE_CHECKING:
    from kg.answer import Answer, Hit

MIN_COLUMNS = 20
"""Columns that text is given at least; of a table rich leaves out what has no room."""

_JOINERS = "\u200c\u200d"
"""They can't be seen, yet are part of how Persian, Indic scripts and emoji are written."""

_BOLD_STYLE, _DIM_STYLE = "1", "2"
"""How ECMA-48 calls styles."""

TableRows = Iterable[Sequence[object]]


def printable(text: object) -> str:
    """Text without the control characters that would steer a terminal, on one line."""
    kept = (" " if c in "\n\r\t\u2028\u2029" else c for c in str(text))
    return "".join(
        c for c in kept if c in _JOINERS or unicodedata.category(c) not in ("Cc", "Cf", "Cs")
    )


class Screen:
    """Where results are printed: for a person on a terminal, else as plain text.

    Args:
        out: the stream, normally standard output.
    """

    def __init__(self, out: IO[str]) -> None:
        self._out = out
        self._is_terminal = out.isatty()
        # Windows shows styles only to who asks for them first.
        plain = os.environ.get("TERM") in ("dumb", "unknown") or sys.platform == "win32"
        self._has_styles = self._is_terminal and not plain

    def heading(self, text: str, aside: str = "", indent: int = 0) -> None:
        """A line that stands out, with something lesser behind it, or below where it is long."""
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
        """A paragraph, wrapped on a terminal, one line in a pipe."""
        if self._is_terminal:
            self._paragraph(printable(text), indent, _DIM_STYLE if dim else "")
        else:
            self._out.write(f"{' ' * indent}{printable(text)}\n")

    def _paragraph(self, text: str, indent: int, style: str) -> None:
        for line in wrap_cells(text, _columns(self._out) - indent):
            self._out.write(f"{' ' * indent}{self._styled(line, style)}\n")

    def _styled(self, text: str, style: str) -> str:
        return f"\x1b[{style}m{text}\x1b[0m" if style and self._has_styles else text

    def blank(self) -> None:
        """An empty line."""
        self._out.write("\n")

    def table(self, headers: Sequence[str], rows: TableRows) -> None:
        """Rows under headers; in a pipe, cells between tabs and no header."""
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

        # Given a width alone, rich takes a dumb terminal for one of 80 columns.
        width, height = _columns(self._out), 24
        Console(file=self._out, width=width, height=height, highlight=False).print(what)


def _columns(out: IO[str]) -> int:
    """How wide to write to a terminal.

    It is as wide as `shutil.get_terminal_size` says; that takes long to import.
    """
    told = os.environ.get("COLUMNS", "")
    if told.isascii() and told.isdecimal() and len(told) < 6 and int(told) > 0:
        return max(int(told), MIN_COLUMNS)
    try:
        return max(os.get_terminal_size(out.fileno()).columns or 80, MIN_COLUMNS)
    except (OSError, ValueError):
        return 80


def show_answer(screen: Screen, answer: Answer) -> None:
    """The first hit with its card, then the next ones shorter; a list's hits alike, without."""
    screen.line(f"understood as: {answer.interpretation}", 0, dim=True)
    for n, hit in enumerate(answer.hits):
        if answer.kind == "list":
            if n == 0:
                screen.blank()
            _show_hit(screen, hit, summary=False)
        elif n == 0 or answer.kind in ("comparison", "path"):
            screen.blank()
            _show_hit(screen, hit)
        else:
            if n == 1:
                screen.blank()
                screen.line("next:", 0, dim=True)
            screen.heading(hit.concept.name, f"{hit.concept.kind}, {hit.score:.2f}", indent=2)


def _show_hit(screen: Screen, hit: Hit, *, summary: bool = True) -> None:
    screen.heading(hit.concept.name, f"{hit.concept.kind}, {hit.score:.2f}")
    if summary and hit.concept.summary:
        screen.line(hit.concept.summary)
    words = [r.text for r in hit.because if r.type not in ("edge", "card", "kind")]
    if words:
        screen.line(f"matched: {'; '.join(words)}", dim=True)
    for reason in hit.because:
        if reason.type in ("edge", "kind"):
            cited = f" [{reason.citation}]" if reason.citation else ""
            screen.line(f"because: {reason.text}{cited}", dim=True)
    for reason in hit.because:
        if reason.type == "card":
            screen.line(f"card: {reason.text}", dim=True)
