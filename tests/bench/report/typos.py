"""Misspelt names in tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tests.bench.metrics import bootstrap
from tests.bench.misspell import EDITS
from tests.bench.report.markdown import milliseconds, table
from tests.bench.typos import EXACT, REAL, SHORTEST, TWICE, Sought

Results = Mapping[str, Sequence[Sought]]
"""What was sought by the method's name, the engine's first."""

INTRODUCTION = f"""\
Every name and alias is looked up as it stands, and misspelt where it has {SHORTEST} letters or
more: by one edit (a letter replaced by its neighbour on the keyboard, lost, added, swapped with the
next, doubled; a space lost), by two, and with a word misspelt as in Wikipedia's list of common
misspellings. A misspelling that is another name exactly is left out. Right: the concept comes
first."""

GROUPS = {"exact": (EXACT,), "one edit": tuple(EDITS), "two edits": (TWICE,), "real": (REAL,)}


def result_lines(results: Results) -> list[str]:
    """Figures by number of edits, then by kind of edit."""
    rows: list[list[object]] = []
    for name, sought in results.items():
        groups = [[s for s in sought if s.spelling.edit in edits] for edits in GROUPS.values()]
        figures = [bootstrap(s.right for s in group) for group in groups]
        rows.append([name, *figures, milliseconds(s.ms for s in sought)])
    kinds = []
    for edit in EDITS:
        per = [[s for s in sought if s.spelling.edit == edit] for sought in results.values()]
        kinds.append([edit, *(bootstrap(s.right for s in group) for group in per)])
    return [*table(["method", *GROUPS, "ms"], rows), *table(["one edit", *results], kinds)]
