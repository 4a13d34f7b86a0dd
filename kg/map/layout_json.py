"""Write the layouts of the page's views as values for JSON."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from kg.map.arrangement import Arrangement, label_head
from kg.map.labels import clean
from kg.map.layout import Box, Hull, Panel
from kg.model.graph import Concept
from kg.store import Key
from kg.text.phrasing import capitalise


def write_layout(
    arrangement: Arrangement,
    concepts: Mapping[Key, Concept],
    kinds: Sequence[str],
    relations: Sequence[str],
) -> dict[str, Any]:
    """Return an arrangement as the page reads it.

    Args:
        arrangement: the arrangement.
        concepts: at least the concepts that it places.
        kinds: names of the page's kinds; the page uses their index.
        relations: names of the page's relations; the page uses their index.

    Returns:
        `extent` and `boxes`; if there are any, `panels` or `hulls`; for lanes also `laneRelation`,
        the relation of which edges are not drawn because the lanes show them.
    """
    placement = arrangement.placement
    heads = {lane.stage for lane in arrangement.lanes if lane.on_map}
    home = {key: lane.stage for lane in arrangement.lanes for key in lane.members}
    written: dict[str, Any] = {
        "extent": {"w": _round(placement.size.width), "h": _round(placement.size.height)},
        "boxes": [
            _box(key, box, arrangement.lines[key], concepts[key].name, key in heads, home.get(key))
            for key, box in sorted(placement.boxes.items())
        ],
    }
    if placement.panels:
        written["panels"] = [_panel(panel, heads, kinds) for panel in placement.panels]
    if placement.hulls:
        written["hulls"] = [_hull(hull, concepts) for hull in placement.hulls]
    if arrangement.stages is not None and arrangement.stages.relation in relations:
        written["laneRelation"] = relations.index(arrangement.stages.relation)
    return written


def _box(
    key: Key, box: Box, lines: tuple[str, ...], name: str, head: bool, lane: Key | None
) -> dict[str, Any]:
    """Return a box by its centre, as vis-network places nodes.

    `lines` is left out if it is just the name, `head` if false, and `lane` if there is none.
    """
    written: dict[str, Any] = {
        "id": int(key),
        "x": _round(box.left + box.width / 2),
        "y": _round(box.top + box.height / 2),
        "w": _round(box.width),
        "h": _round(box.height),
    }
    if lines != (clean(name),):
        written["lines"] = lines
    if head:
        written["head"] = True
    if lane is not None:
        written["lane"] = int(lane)
    return written


def _panel(panel: Panel, heads: Collection[Key], kinds: Sequence[str]) -> dict[str, Any]:
    lane = panel.stage is not None
    return {
        **_cornered(panel.box),
        "lane": lane,
        "stage": int(panel.stage) if panel.stage in heads and panel.stage is not None else None,
        "lines": label_head(panel.title, panel.head.width).lines if lane else [panel.title],
        "head": _cornered(panel.head),
        "headings": [
            {
                "text": capitalise(clean(heading.title)),
                "kind": kinds.index(heading.kind),
                **_cornered(heading.box),
            }
            for heading in panel.headings
        ],
    }


def _hull(hull: Hull, concepts: Mapping[Key, Concept]) -> dict[str, Any]:
    return {
        "title": clean(concepts[hull.hub].name),
        "hub": int(hull.hub),
        "outline": [[_round(x), _round(y)] for x, y in hull.outline],
        "head": _cornered(hull.head),
    }


def _cornered(box: Box) -> dict[str, float]:
    """Return a box by its upper left corner."""
    return dict(zip("xywh", map(_round, box), strict=True))


def _round(number: float) -> float:
    """Round to tenths of a pixel, to keep the file small."""
    rounded = round(number, 1)
    return int(rounded) if rounded == int(rounded) else rounded
