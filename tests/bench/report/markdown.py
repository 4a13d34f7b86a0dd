"""Markdown as lines."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from statistics import median


def table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> list[str]:
    """A table, and an empty line after it; the first column is text, the rest mostly numbers."""
    ruler = ["---", *["---:"] * (len(head) - 1)]
    return [*map(_row, [head, ruler, *rows]), ""]


def listing(head: Sequence[str], rows: Iterable[Sequence[object]]) -> list[str]:
    """A table all of text, and an empty line after it; one sentence where there are no rows."""
    rows = list(rows)
    if not rows:
        return ["None.", ""]
    return [*map(_row, [head, ["---"] * len(head), *rows]), ""]


def _row(cells: Sequence[object]) -> str:
    return "| " + " | ".join(str(cell).replace("|", "\\|") for cell in cells) + " |"


def count(right: int, n: int) -> str:
    """A count out of a total."""
    return f"{right:,}/{n:,}" if n else "—"


def milliseconds(times: Iterable[float]) -> str:
    """The median time."""
    times = list(times)
    return f"{median(times):.1f}" if times else "—"


def names(found: Sequence[str], most: int = 3) -> str:
    """The first few names, or that there are none."""
    told = "; ".join(found[:most]) + (" …" if len(found) > most else "")
    return told or "(refused)"
