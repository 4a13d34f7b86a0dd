"""Print results: with styles and tables on a terminal, as plain lines and tabs in a pipe."""

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
"""Minimum width, in columns, to format results for; with less, rich would drop cells of tables."""

_JOINERS = "\u200c\u200d"
"""Invisible characters that Persian, Indic scripts and emoji need."""

_BOLD_STYLE, _DIM_STYLE = "1", "2"
"""Numbers of styles in ECMA-48's escape sequences."""

TableRows = Iterable[Sequence[object]]
"""Rows of a table, each with as many cells as there are headers."""


def printable(text: object) -> str:
    """Return a value as text on one line, without characters that control a terminal."""
    kept = (" " if c in "\n\r\t\u2028\u2029" else c for c in str(text))
    return "".join(
        c for c in kept if c in _JOINERS or unicodedata.category(c) not in ("Cc", "Cf", "Cs")
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


VERDICTS = {"yes": "Yes.", "no": "No.", "unknown": "The deck does not say."}
"""The sentences that give a verdict."""

BEYOND_DECK = "Beyond the deck"
"""The heading of what the deck does not say."""

MARKS = {"stated": "", "derived": " (derived)", "background": " (beyond the deck)"}
"""The marks of edges by their ground."""


def show_answer(screen: Screen, answer: Answer) -> None:
    """Print an answer: the first hit with its card, then one line for each further hit.

    The hits of a list all look the same, without summaries; those of a comparison or a path are
    all printed in full.
    """
    screen.line(f"Reading: {answer.interpretation}", 0, dim=True)
    if answer.verdict or answer.number is not None:
        screen.blank()
        screen.heading(VERDICTS.get(answer.verdict, str(answer.number)))
    for n, hit in enumerate(answer.hits):
        if answer.kind in ("list", "order", "count"):
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
    if summary and hit.concept.background and (hit.is_beyond_deck or not hit.concept.summary):
        screen.line(f"{BEYOND_DECK}: {hit.concept.background}")
    words = [r.text for r in hit.because if r.type not in ("edge", "card", "kind")]
    if words:
        screen.line(f"matched: {'; '.join(words)}", dim=True)
    for reason in hit.because:
        if reason.type in ("edge", "kind"):
            cited = f" [{reason.citation}]" if reason.citation else ""
            screen.line(f"because: {reason.text}{cited}{MARKS[reason.status]}", dim=True)
    for reason in hit.because:
        if reason.type == "card":
            # A card is no ground for what it does not say, only something to read.
            label = "see also the card" if hit.is_beyond_deck else "card"
            screen.line(f"{label}: {reason.text}", dim=True)
    for flag in hit.concept.flags if summary else ():
        screen.line(f"note: {flag.text}", dim=True)
