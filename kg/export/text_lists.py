"""Listing: a study list as Markdown, as CSV and as the lines that Quizlet takes."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from itertools import groupby

from kg.export.terminal import printable
from kg.learn.study import StudyList
from kg.model.graph import cite
from kg.text.phrasing import capitalise, duration, quantity

CSV_COLUMNS = ("place", "name", "kind", "summary", "why", "builds on", "minutes", "deck lines")

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
_MARKDOWN_MARKS = re.compile(r"([\\`*_\[\]<>#|~&])")
_BLOCK_START = re.compile(r"^(\d*)([-+.)])")  # what would begin a list or a rule
_NOT_ANCHOR = re.compile(r"[^\w\- ]")


def as_markdown(listed: StudyList) -> str:
    """The list as Markdown: a checkbox an item, each linked with its section and what it follows.

    Links lead to headings as GitHub, GitLab and most editors name them.
    """
    anchors = _anchors(listed)
    links = {
        item.concept.name: f"[{_plain(item.concept.name)}](#{anchor})"
        for item, anchor in zip(listed.items, anchors, strict=True)
    }
    lines = [f"# Study list: {_plain(listed.topic)}", ""]
    for chapter, items in groupby(enumerate(listed.items, 1), lambda entry: entry[1].chapter):
        if chapter:
            lines += [f"## {_plain(chapter)}", ""]
        for n, item in items:
            about = f"{_plain(item.concept.kind)}, {item.minutes} min"
            lines.append(f"- [ ] {n}\\. {links[item.concept.name]} ({about})")
        lines.append("")
    lines += [f"{quantity(len(listed.items), 'concept')}, about {duration(listed.minutes)}.", ""]
    for n, item in enumerate(listed.items, 1):
        lines += [f"### {n}. {_plain(item.concept.name)}", ""]
        if says := _plain(item.concept.summary):
            lines += [_BLOCK_START.sub(r"\1\\\2", says), ""]
        after = ", ".join(links[name] for name in item.builds_on if name in links)
        why = f"*{_plain(item.reason)}; {_plain(item.place)}*"
        lines += [f"{why}{f' → {after}' if after else ''}", ""]
        if item.concept.citation:
            lines += [_plain(capitalise(cite(item.concept.citation))), ""]
    return "\n".join(lines).rstrip("\n") + "\n"


def as_csv(listed: StudyList) -> str:
    """The list as CSV with a header. A cell that a spreadsheet would run is made text."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(CSV_COLUMNS)
    for n, item in enumerate(listed.items, 1):
        concept = item.concept
        cells = (concept.name, concept.kind, concept.summary, item.reason, item.place)
        row = [n, *map(_defused, cells), item.minutes, _defused(concept.citation)]
        writer.writerow(row)
    return out.getvalue()


def as_quizlet(listed: StudyList) -> str:
    """The list as lines of term, tab and definition, to paste into Quizlet's import.

    Quizlet takes a space before a term away; a spreadsheet takes what follows it for text.
    """

    def cell(text: str) -> str:
        said = " ".join(printable(text).split())
        return f" {said}" if said.startswith(_FORMULA_STARTS) else said

    return "".join(
        f"{cell(item.concept.name)}\t{cell(item.concept.summary or item.reason)}\n"
        for item in listed.items
    )


def _anchors(listed: StudyList) -> list[str]:
    """The names of the items' headings: small letters, hyphens for spaces, no other marks."""
    taken: Counter[str] = Counter()
    found = []
    for n, item in enumerate(listed.items, 1):
        heading = f"{n}. {' '.join(printable(item.concept.name).split())}"
        anchor = _NOT_ANCHOR.sub("", heading.lower()).replace(" ", "-")
        found.append(anchor + (f"-{taken[anchor]}" if taken[anchor] else ""))
        taken[anchor] += 1
    return found


def _plain(text: str) -> str:
    """Text on one line that Markdown takes for nothing but text."""
    return _MARKDOWN_MARKS.sub(r"\\\1", " ".join(printable(text).split()))


def _defused(cell: str) -> str:
    # A leading apostrophe is how spreadsheets mark a cell as text (OWASP, CSV injection).
    text = printable(cell)
    return f"'{text}" if text.startswith(_FORMULA_STARTS) else text
