"""Arrange a graph's concepts as lanes or as a web, in boxes that fit their labels."""

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
"""Width of a kind's marker, in CSS pixels."""

BOX_PADDING = 5.0
"""Free space at the left and right edge of a box, in CSS pixels."""

LABEL_INSET = BOX_PADDING + MARKER_WIDTH + 4.0
"""Distance from a box's left edge to its label, in CSS pixels; the marker is in between."""

LABEL_MARGIN = 4.5
"""Free space above and below a label, in CSS pixels."""

MAX_LABEL_LINES = 3
"""Maximum number of lines of a label; a longer name is cut and ends in an ellipsis."""

BOLD_WIDTH_FACTOR = 1.07
"""Width of bold text compared with regular text; the heads of lanes are bold."""

MIN_LANE_BOX_WIDTH = 96.0
"""Minimum width of a box in a lane, in CSS pixels."""

MAX_WORD_WIDTH = 112.0
"""Widest word that boxes in lanes are made to fit, in CSS pixels; a wider word is broken."""

MAX_WEB_LABEL_WIDTH = 150.0
"""Maximum width of a label in a web, in CSS pixels; boxes are as wide as their labels."""

MAX_DRAWN_CONCEPTS = 1_500
"""Maximum number of concepts that are all drawn; of a larger graph an overview is drawn."""

OVERVIEW_CONCEPTS = 200
"""Number of concepts in an overview: the stages, then those with most edges."""

BOX_SIZES = {
    "font": FONT_SIZE,
    "line": LINE_HEIGHT,
    "pad": BOX_PADDING,
    "inset": LABEL_INSET,
    "marker": MARKER_WIDTH,
}
"""Measures, in CSS pixels, with which the page draws boxes as they were measured here."""


@dataclass(frozen=True, slots=True)
class Arrangement:
    """The layout of one view.

    Attributes:
        placement: the boxes, and the panels or hulls behind them.
        lines: the lines of each concept's label.
        stages: the stages that make the lanes; None for a web.
        lanes: the lanes with their members; empty for a web.
    """

    placement: Placement
    lines: Mapping[Key, tuple[str, ...]]
    stages: Stages | None = None
    lanes: Sequence[Lane] = ()


def stages_with_titles(
    store: Store, edges: Sequence[StoredEdge]
) -> tuple[Stages | None, dict[Key, str]]:
    """Find the stages of a graph.

    Args:
        store: the graph.
        edges: all its edges.

    Returns:
        The stages and the title of each; None and no titles if the graph has no stages.
    """
    stages, candidates = read_stages(store, edges)
    keys = stages.keys if stages else ()
    return stages, {key: capitalise(clean(candidates[key].name)) for key in keys}


def arrange_lanes(
    store: Store, concepts: Mapping[Key, Concept], edges: Sequence[StoredEdge]
) -> Arrangement | None:
    """Arrange some concepts of a graph in lanes, one for each stage.

    Args:
        store: the graph.
        concepts: the concepts to arrange.
        edges: all edges of the graph.

    Returns:
        The lanes, and below them the concepts without a stage; None if the graph has no stages,
        or none of the concepts is a stage or belongs to one.
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

    placement = place_lanes(
        LaneContent(lanes, groups, UNSTAGED_TITLE, _min_box_width(concepts), heights)
    )
    lines = {
        key: (label_head if key in titles else label_concept)(concepts[key].name, box.width).lines
        for key, box in placement.boxes.items()
    }
    return Arrangement(placement, lines, stages, lanes)


def arrange_web(
    store: Store, concepts: Mapping[Key, Concept], edges: Sequence[StoredEdge]
) -> Arrangement:
    """Arrange some concepts of a graph as a web, linked concepts close to each other.

    Args:
        store: the graph.
        concepts: the concepts to arrange.
        edges: edges; those with another end are ignored.
    """
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
    # A single community would put one hull around everything.
    placement = place_web(sizes, edges, communities if len(communities) > 1 else ())
    return Arrangement(placement, {key: label.lines for key, label in labels.items()})


def choose_overview(
    concepts: Mapping[Key, Concept], edges: Sequence[StoredEdge], stages: Stages | None
) -> dict[Key, Concept]:
    """Return the concepts to draw: all, or of too many the stages and those with most edges."""
    if len(concepts) <= MAX_DRAWN_CONCEPTS:
        return dict(concepts)
    degree = Counter(end for edge in edges for end in (edge.subject, edge.object))
    first = set(stages.keys) if stages else set()
    ranked = sorted(concepts, key=lambda key: (key not in first, -degree[key], key))
    return {key: concepts[key] for key in sorted(ranked[:OVERVIEW_CONCEPTS])}


def _min_box_width(concepts: Mapping[Key, Concept]) -> float:
    """Return the width of a box in which the widest word of the names fits on a line."""
    words = {word for concept in concepts.values() for word in clean(concept.name).split()}
    widest = max((min(measure(word), MAX_WORD_WIDTH) for word in words), default=0)
    return max(MIN_LANE_BOX_WIDTH, math.ceil(widest / MAX_SQUEEZE + LABEL_INSET + BOX_PADDING))


def label_concept(name: str, width: float) -> Label:
    """Return the label of a concept in a box of some width."""
    return wrap(clean(name), width - LABEL_INSET - BOX_PADDING, MAX_LABEL_LINES)


def label_head(name: str, width: float) -> Label:
    """Return the label, in bold, of the head of a lane of some width."""
    return wrap(clean(name), (width - 4 * BOX_PADDING) / BOLD_WIDTH_FACTOR, MAX_LABEL_LINES)


def _height(label: Label) -> float:
    """Return the height of a box with a label."""
    return 2 * LABEL_MARGIN + LINE_HEIGHT * len(label.lines)
