"""Arrangement: a graph's concepts measured, and set out as lanes or as a web."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kg.map.labels import FONT_SIZE, LINE_HEIGHT, MAX_SQUEEZE, Label, clean, measure, wrap
from kg.map.layout import (
    Lane,
    LaneContent,
    Placement,
    Size,
    Stages,
    find_communities,
    group_lanes,
    place_lanes,
    place_web,
    read_stages,
)
from kg.map.layout.stages import UNSTAGED_TITLE
from kg.model.graph import Concept
from kg.store import Key, Store, StoredEdge
from kg.text.phrasing import capitalise

MARKER_WIDTH = 9.0
BOX_PADDING = 5.0
LABEL_INSET = BOX_PADDING + MARKER_WIDTH + 4.0
"""From a box's left edge to its label: the kind's marker stands between."""

LABEL_SPACE_ABOVE = 4.5
"""Free space above and below a label."""

MAX_LABEL_LINES = 3
"""Lines of a label at most; longer names end in an ellipsis, and the details tell them whole."""

BOLD_WIDTH_FACTOR = 1.07
"""How much wider the heads' bold letters are."""

MAX_WORD_WIDTH = 112.0
"""Widest word that boxes are made wide enough for; longer ones are broken."""

MAX_WEB_LABEL_WIDTH = 150.0
"""Widest label of a box in a web, in which every box is as wide as its own name."""

MAX_DRAWN_CONCEPTS = 1_500
"""Concepts up to which all are set out; of more, an overview is."""

OVERVIEW_CONCEPTS = 200
"""Concepts in an overview: the stages, then the best connected."""

BOX_SIZES = {
    "font": FONT_SIZE,
    "line": LINE_HEIGHT,
    "pad": BOX_PADDING,
    "inset": LABEL_INSET,
    "marker": MARKER_WIDTH,
}
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


def stages_with_titles(
    store: Store, edges: Sequence[StoredEdge]
) -> tuple[Stages | None, dict[Key, str]]:
    """What orders the concepts of a store, and its stages' titles; nothing where nothing does.

    `edges` are all edges of the store.
    """
    stages, candidates = read_stages(store, edges)
    keys = stages.keys if stages else ()
    return stages, {key: capitalise(clean(candidates[key].name)) for key in keys}


def arrange_lanes(
    store: Store, concepts: Mapping[Key, Concept], edges: Sequence[StoredEdge]
) -> Arrangement | None:
    """Set out some concepts of a store as lanes, where stages order them.

    Args:
        store: tells the vocabulary, and the stages that are not among the concepts.
        concepts: those to set out.
        edges: every edge of the store.

    Returns:
        The lanes, and below them what stands in none; None where nothing orders the concepts.
    """
    stages, titles = stages_with_titles(store, edges)
    if stages is None:
        return None
    lanes, groups = group_lanes(stages, store.vocabulary, concepts, edges, titles)
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

    placement = place_lanes(LaneContent(lanes, groups, UNSTAGED_TITLE, _least(concepts), heights))
    lines = {
        key: (label_head if key in titles else label_concept)(concepts[key].name, box.width).lines
        for key, box in placement.boxes.items()
    }
    return Arrangement(placement, lines, stages, lanes)


def arrange_web(
    store: Store, concepts: Mapping[Key, Concept], edges: Sequence[StoredEdge]
) -> Arrangement:
    """Set out some concepts of a store as a web, near those that they are joined with."""
    labels = {
        key: wrap(clean(concept.name), MAX_WEB_LABEL_WIDTH, MAX_LABEL_LINES)
        for key, concept in concepts.items()
    }
    sizes = {
        key: Size(
            math.ceil(max(map(measure, label.lines)) + LABEL_INSET + BOX_PADDING + 1),
            _height(label),
        )
        for key, label in labels.items()
    }
    communities = find_communities(
        concepts, edges, lambda edge: store.relation(edge.relation).weight
    )
    # One that holds everything tells nothing.
    placement = place_web(sizes, edges, communities if len(communities) > 1 else ())
    return Arrangement(placement, {key: label.lines for key, label in labels.items()})


def choose_overview(
    concepts: Mapping[Key, Concept], edges: Sequence[StoredEdge], stages: Stages | None
) -> dict[Key, Concept]:
    """What is set out of concepts: all, or of very many the stages and the best connected."""
    if len(concepts) <= MAX_DRAWN_CONCEPTS:
        return dict(concepts)
    degree = Counter(end for edge in edges for end in (edge.subject, edge.object))
    first = set(stages.keys) if stages else set()
    ranked = sorted(concepts, key=lambda key: (key not in first, -degree[key], key))
    return {key: concepts[key] for key in sorted(ranked[:OVERVIEW_CONCEPTS])}


def _least(concepts: Mapping[Key, Concept]) -> float:
    """The width of a box in which the longest usual word of these names is whole."""
    words = {word for concept in concepts.values() for word in clean(concept.name).split()}
    widest = max((min(measure(word), MAX_WORD_WIDTH) for word in words), default=0)
    return max(96.0, math.ceil(widest / MAX_SQUEEZE + LABEL_INSET + BOX_PADDING))


def label_concept(name: str, width: float) -> Label:
    """The lines that a concept's box of this width holds."""
    return wrap(clean(name), width - LABEL_INSET - BOX_PADDING, MAX_LABEL_LINES)


def label_head(name: str, width: float) -> Label:
    """The lines that the head of a lane of this width holds, in its bold letters."""
    return wrap(clean(name), (width - 4 * BOX_PADDING) / BOLD_WIDTH_FACTOR, MAX_LABEL_LINES)


def _height(label: Label) -> float:
    return 2 * LABEL_SPACE_ABOVE + LINE_HEIGHT * len(label.lines)
