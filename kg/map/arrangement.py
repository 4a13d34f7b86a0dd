"""Arrangement: a graph's concepts measured, and set out as lanes or as a web."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kg.map.labels import FONT, LINE, SQUEEZE, Label, clean, measure, wrap
from kg.map.layout import (
    Content,
    Lane,
    Placement,
    Size,
    Stages,
    arrange_lanes,
    arrange_web,
    find_communities,
    group_lanes,
    stages_in,
)
from kg.map.layout.stages import LOOSE
from kg.model.graph import Concept
from kg.store import Key, Store, StoredEdge
from kg.text.phrasing import capitalise

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
"""Widest label of a box in a web, in which every box is as wide as its own name."""

LARGE = 1_500
"""Concepts up to which all are set out; of more, an overview is."""

OVERVIEW = 200
"""Concepts in an overview: the stages, then the best connected."""

SIZES = {"font": FONT, "line": LINE, "pad": PAD, "inset": INSET, "marker": MARKER}
"""What the page needs to draw a box as it was measured."""


@dataclass(frozen=True, slots=True)
class Arrangement:
    """Where concepts stand in one view; `lines` are those of each one's label.

    In lanes, `stages` is what made them and `lanes` tells who stands in which.
    """

    placement: Placement
    lines: Mapping[Key, tuple[str, ...]]
    stages: Stages | None = None
    lanes: Sequence[Lane] = ()


def stages_of(store: Store, links: Sequence[StoredEdge]) -> tuple[Stages | None, dict[Key, str]]:
    """What orders the concepts of a store, and its stages' titles; nothing where nothing does.

    `links` are all edges of the store.
    """
    stages, candidates = stages_in(store, links)
    keys = stages.keys if stages else ()
    return stages, {key: capitalise(clean(candidates[key].name)) for key in keys}


def arrange_stages(
    store: Store, concepts: Mapping[Key, Concept], links: Sequence[StoredEdge]
) -> Arrangement | None:
    """Set out some concepts of a store as lanes, where stages order them.

    Args:
        store: tells the vocabulary, and the stages that are not among the concepts.
        concepts: those to set out.
        links: every edge of the store.

    Returns:
        The lanes, and below them what stands in none; None where nothing orders the concepts.
    """
    stages, titles = stages_of(store, links)
    if stages is None:
        return None
    lanes, groups = group_lanes(stages, store.vocabulary, concepts, links, titles)
    if not lanes:
        return None
    titles = {lane.stage: lane.title for lane in lanes}

    def heights(width: float) -> dict[Key, float]:
        found = {
            key: _height(label_concept(concept.name, width))
            for key, concept in concepts.items()
            if key not in titles
        }
        return found | {key: _height(label_head(title, width)) for key, title in titles.items()}

    placement = arrange_lanes(Content(lanes, groups, LOOSE, _least(concepts), heights))
    lines = {
        key: (label_head if key in titles else label_concept)(concepts[key].name, box.width).lines
        for key, box in placement.boxes.items()
    }
    return Arrangement(placement, lines, stages, lanes)


def arrange_net(
    store: Store, concepts: Mapping[Key, Concept], links: Sequence[StoredEdge]
) -> Arrangement:
    """Set out some concepts of a store as a web, near those that they are joined with."""
    labels = {key: wrap(clean(concept.name), WEB_WIDTH, LINES) for key, concept in concepts.items()}
    sizes = {
        key: Size(math.ceil(max(map(measure, label.lines)) + INSET + PAD + 1), _height(label))
        for key, label in labels.items()
    }
    communities = find_communities(
        concepts, links, lambda link: store.relation(link.relation).weight
    )
    # One that holds everything tells nothing.
    placement = arrange_web(sizes, links, communities if len(communities) > 1 else ())
    return Arrangement(placement, {key: label.lines for key, label in labels.items()})


def choose_overview(
    concepts: Mapping[Key, Concept], links: Sequence[StoredEdge], stages: Stages | None
) -> dict[Key, Concept]:
    """What is set out of concepts: all, or of very many the stages and the best connected."""
    if len(concepts) <= LARGE:
        return dict(concepts)
    degree = Counter(end for link in links for end in (link.subject, link.object))
    first = set(stages.keys) if stages else set()
    ranked = sorted(concepts, key=lambda key: (key not in first, -degree[key], key))
    return {key: concepts[key] for key in sorted(ranked[:OVERVIEW])}


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
