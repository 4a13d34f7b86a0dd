"""Write a study list as Markdown, as CSV, and as text to paste into Quizlet."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from itertools import groupby

from kg.export.terminal import BEYOND_DECK, printable
from kg.learn.study import StudyList
from kg.model.graph import cite
from kg.text.phrasing import capitalise, duration, quantity

CSV_COLUMNS = (
    "place", "name", "kind", "summary", "why", "builds on", "minutes", "deck lines",
    "beyond the deck",
)  # fmt: skip
"""Header of the CSV file. New columns come last, for programs that count them."""

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
_MARKDOWN_MARKS = re.compile(r"([\\`*_\[\]<>#|~&])")
_BLOCK_START = re.compile(r"^(\d*)([-+.)])")  # would start a list or a rule
_NOT_ANCHOR = re.compile(r"[^\w\- ]")


def as_markdown(listed: StudyList) -> str:
    """Return a study list as Markdown: a checklist, then a section for each item.

    Each item of the checklist links to its section, and each section to those that it builds on.
    What is not in the deck stands at the end of its section, under a heading of its own.
    Links use the anchors of headings in GitHub, GitLab and most editors.
    """
    anchors = _anchors(listed)
    links = {
        item.concept.name: f"[{_escaped(item.concept.name)}](#{anchor})"
        for item, anchor in zip(listed.items, anchors, strict=True)
    }
    lines = [f"# Study list: {_escaped(listed.topic)}", ""]
    for chapter, items in groupby(enumerate(listed.items, 1), lambda entry: entry[1].chapter):
        if chapter:
            lines += [f"## {_escaped(chapter)}", ""]
        for n, item in items:
            about = f"{_escaped(item.concept.kind)}, {item.minutes} min"
            lines.append(f"- [ ] {n}\\. {links[item.concept.name]} ({about})")
        lines.append("")
    lines += [f"{quantity(len(listed.items), 'concept')}, about {duration(listed.minutes)}.", ""]
    for n, item in enumerate(listed.items, 1):
        lines += [f"### {n}. {_escaped(item.concept.name)}", ""]
        facts = capitalise("; ".join(item.concept.attributes.texts()))
        for text in (item.concept.summary, facts):
            lines += _paragraph(text)
        after = ", ".join(links[name] for name in item.builds_on if name in links)
        why = f"*{_escaped(item.explanation)}*"
        lines += [f"{why}{f' → {after}' if after else ''}", ""]
        if item.concept.citation:
            lines += [_escaped(capitalise(cite(item.concept.citation))), ""]
        if background := _paragraph(item.concept.background):
            lines += [f"#### {BEYOND_DECK}", "", *background]
    return "\n".join(lines).rstrip("\n") + "\n"


def as_csv(listed: StudyList) -> str:
    """Return a study list as CSV with a header.

    A cell that a spreadsheet would take for a formula is marked as text.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(CSV_COLUMNS)
    for n, item in enumerate(listed.items, 1):
        concept = item.concept
        cells = (concept.name, concept.kind, concept.summary, item.reason, item.place)
        row = [n, *map(_defused, cells), item.minutes]
        row += [_defused(concept.citation), _defused(concept.background)]
        writer.writerow(row)
    return out.getvalue()


def as_quizlet(listed: StudyList) -> str:
    """Return a study list as lines of term, tab and definition, to paste into Quizlet's import.

    What is not in the deck has no place on its cards.
    A space is put before what a spreadsheet would take for a formula; Quizlet removes it.
    """

    def cell(text: str) -> str:
        line = " ".join(printable(text).split())
        return f" {line}" if line.startswith(_FORMULA_STARTS) else line

    return "".join(
        f"{cell(item.concept.name)}\t{cell(item.concept.summary or item.reason)}\n"
        for item in listed.items
    )


def _paragraph(text: str) -> list[str]:
    """Return a text as the lines of a paragraph of Markdown; none if it is empty."""
    escaped = _escaped(text)
    return [_BLOCK_START.sub(r"\1\\\2", escaped), ""] if escaped else []


def _anchors(listed: StudyList) -> list[str]:
    """Return the anchors of the items' headings: lower case, hyphens for spaces, no punctuation.

    Of equal anchors, all but the first get a number.
    """
    taken: Counter[str] = Counter()
    found = []
    for n, item in enumerate(listed.items, 1):
        heading = f"{n}. {' '.join(printable(item.concept.name).split())}"
        anchor = _NOT_ANCHOR.sub("", heading.lower()).replace(" ", "-")
        found.append(anchor + (f"-{taken[anchor]}" if taken[anchor] else ""))
        taken[anchor] += 1
    return found


def _escaped(text: str) -> str:
    """Return a text on one line, with Markdown's marks escaped."""
    return _MARKDOWN_MARKS.sub(r"\\\1", " ".join(printable(text).split()))


def _defused(cell: str) -> str:
    """Return a cell's text, marked as text if a spreadsheet would take it for a formula."""
    # A leading apostrophe is how spreadsheets mark a cell as text (OWASP, CSV injection).
    text = printable(cell)
    return f"'{text}" if text.startswith(_FORMULA_STARTS) else text
