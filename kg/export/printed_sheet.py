"""Write a study list as one HTML page to print or to read."""

from __future__ import annotations

from itertools import groupby

from jinja2 import Environment, FunctionLoader

from kg.learn.study import StudyItem, StudyList
from kg.map.bundle import content_policy, read_asset, read_colours
from kg.map.labels import clean, visible
from kg.map.scene_table import typeset_citation
from kg.map.statements import cited_attributes
from kg.model.graph import cite
from kg.text.phrasing import capitalise, duration


def as_sheet(listed: StudyList) -> str:
    """Return a study list as an HTML page for paper, with boxes to tick and room to write.

    The page loads nothing.
    """
    templates = Environment(
        autoescape=True, loader=FunctionLoader(read_asset), trim_blocks=True, lstrip_blocks=True
    )
    style = read_colours() + read_asset("styles/study_sheet.css")
    numbered = enumerate(listed.items, 1)
    return templates.get_template("templates/study_sheet.html").render(
        csp=content_policy([style], ()),
        style=style,
        topic=visible(listed.topic, "Study list"),
        understood=clean(listed.reading),
        count=len(listed.items),
        time=duration(listed.minutes),
        chapters=[
            {"title": clean(chapter), "items": [_entry(n, item) for n, item in entries]}
            for chapter, entries in groupby(numbered, lambda entry: entry[1].chapter)
        ],
    )


def _entry(n: int, item: StudyItem) -> dict[str, object]:
    """Return an item as the template shows it; `n` is its number in the list."""
    concept = item.concept
    return {
        "n": n,
        "name": visible(concept.name, concept.id),
        "kind": clean(concept.kind),
        "says": clean(concept.summary),
        "facts": "; ".join(text for text, _ in cited_attributes(concept)),
        "background": clean(concept.background),
        "why": clean(f"{item.explanation}."),
        "cited": capitalise(cite(typeset_citation(clean(concept.citation)))),
        "minutes": item.minutes,
    }
