"""Listing: a study list as Markdown and as CSV."""

from __future__ import annotations

import csv
import io
import re

from kg.render.terminal import printable
from kg.study import StudyList

COLUMNS = ("place", "name", "kind", "summary", "why", "builds on", "deck lines")

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_MARKUP = re.compile(r"([\\`*_\[\]<>#|~&])")


def as_markdown(listed: StudyList) -> str:
    """The list as Markdown with a checkbox an item."""
    lines = [f"# Study list: {_plain(listed.topic)}", ""]
    for n, item in enumerate(listed.items, 1):
        concept = item.concept
        lines.append(f"- [ ] **{n}. {_plain(concept.name)}** ({_plain(concept.kind)})")
        if says := _plain(concept.definition):  # a line of nothing would end the item
            lines.append(f"      {says}")
        why = f"{_plain(item.reason)}; {_plain(item.place)}"
        cited = f"; deck lines {_plain(concept.source)}" if concept.source else ""
        lines.append(f"      *{why}{cited}*")
    return "\n".join(lines) + "\n"


def as_csv(listed: StudyList) -> str:
    """The list as CSV with a header. A cell that a spreadsheet would run is made text."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for n, item in enumerate(listed.items, 1):
        concept = item.concept
        cells = (concept.name, concept.kind, concept.summary, item.reason, item.place)
        writer.writerow([n, *map(_defused, (*cells, concept.source))])
    return out.getvalue()


def _plain(text: str) -> str:
    """Text on one line that Markdown takes for nothing but text."""
    return _MARKUP.sub(r"\\\1", " ".join(printable(text).split()))


def _defused(cell: str) -> str:
    # A leading apostrophe is how spreadsheets mark a cell as text (OWASP, CSV injection).
    text = printable(cell)
    return f"'{text}" if text.startswith(_FORMULA) else text
