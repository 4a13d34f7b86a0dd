"""Arrangement: a graph's concepts measured, and set out as lanes or as a web."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kg.layout import (
    Content,
    Group,
    Lane,
    Placement,
    Size,
    Stages,
    arrange_lanes,
    arrange_web,
    find_stages,
    group_kinds,
    group_lanes,
    stage_kinds,
)
from kg.layout.stages import LOOSE
from kg.model import Concept
from kg.render.label import FONT, LINE, SQUEEZE, Label, clean, measure, wrap
from kg.store import Key, Link, Store

MARKER = 9.0
PAD = 5.0
INSET = PAD + MARKER + 4.0
"""From a box's left edge to its label: the kind's marker stands between."""

ABOVE = 4.5
"""Free space above and below a label."""

LINES = 3
"""Lines of a label at most; longer names end in an ellipsis, and the details tell them whole."""

BOLD = 1.07
"""How much wider the heads' bold letters are."""

WORDS = 112.0
"""Widest word that boxes are made wide enough for; longer ones are broken."""

WEB_WIDTH = 150.0
WEB_MOST = 400
"""Concepts up to which a graph without stages is set out as a web; beyond, by kind."""


SIZES = {"font": FONT, "line": LINE, "pad": PAD, "inset": INSET, "marker": MARKER}
"""What the page needs to draw a box as it was measured."""


@dataclass(frozen=True, slots=True)
class Arrangement:
    """Where everything stands; the lanes if there are any, and what made them."""

    placement: Placement
    lanes: Sequence[Lane]
    stages: Stages | None


def arrange_concepts(
    store: Store, concepts: Mapping[Key, Concept], links: Sequence[Link]
) -> Arrangement:
    """Set out some concepts of a store: as lanes where stages order them, else as a web.

    Args:
        store: tells the vocabulary, and the stages that are not among the concepts.
        concepts: those to set out.
        links: every edge of the store.
    """
    vocabulary = store.vocabulary
    candidates = store.concepts(store.keys(sorted(set(stage_kinds(vocabulary).values()))))
    stages = find_stages(vocabulary, dict(sorted(candidates.items())), links)
    lanes: list[Lane] = []
    groups: list[Group] = []
    if stages is not None:
        titles = {key: capital(clean(candidates[key].name)) for key in stages.keys}
        lanes, groups = group_lanes(stages, vocabulary, concepts, links, titles)
    titles = {lane.stage: lane.title for lane in lanes}

    def heights(width: float) -> dict[Key, float]:
        found = {
            key: _height(label_concept(concept.name, width))
            for key, concept in concepts.items()
            if key not in titles
        }
        return found | {key: _height(label_head(title, width)) for key, title in titles.items()}

    if lanes or len(concepts) > WEB_MOST:
        groups = groups if lanes else group_kinds(vocabulary, concepts)
        content = Content(lanes, groups, LOOSE, _least(concepts), heights)
        return Arrangement(arrange_lanes(content), lanes, stages)
    sizes = {}
    for key, concept in concepts.items():
        label = wrap(clean(concept.name), WEB_WIDTH, LINES)
        width = max(map(measure, label.lines)) + INSET + PAD + 1
        sizes[key] = Size(math.ceil(width), _height(label))
    return Arrangement(arrange_web(sizes, links), (), stages)


def _least(concepts: Mapping[Key, Concept]) -> float:
    """The width of a box in which the longest usual word of these names is whole."""
    words = {word for concept in concepts.values() for word in clean(concept.name).split()}
    widest = max((min(measure(word), WORDS) for word in words), default=0)
    return max(96.0, math.ceil(widest / SQUEEZE + INSET + PAD))


def label_concept(name: str, width: float) -> Label:
    """The lines that a concept's box of this width holds."""
    return wrap(clean(name), width - INSET - PAD, LINES)


def label_head(name: str, width: float) -> Label:
    """The lines that the head of a lane of this width holds, in its bold letters."""
    return wrap(clean(name), (width - 4 * PAD) / BOLD, LINES)


def _height(label: Label) -> float:
    return 2 * ABOVE + LINE * len(label.lines)


def capital(text: str) -> str:
    """Give a text a large first letter."""
    return text[:1].upper() + text[1:]
