"""Scene: a graph set out for the page, as plain values that turn into JSON."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kg.layout import Box, Panel, Stages
from kg.layout.lanes import HEAD
from kg.relations import PLAIN, Vocabulary, derive_relation
from kg.render.arrangement import SIZES, arrange_concepts, capital, label_concept, label_head
from kg.render.label import clean
from kg.store import Key, Store

LOOKS = 12
"""Markers and colours that the page has for kinds."""


@dataclass(frozen=True, slots=True)
class Scene:
    """What the page shows: `nodes` and `edges` go to pyvis, `about` is all else."""

    nodes: list[dict[str, Any]]
    edges: list[dict[str, Any]]
    about: dict[str, Any]


def set_scene(store: Store, keys: Sequence[Key] | None, focus: Key | None) -> Scene:
    """Set out some concepts of a store, or all, with the edges among them."""
    concepts = store.concepts(store.keys() if keys is None else keys)
    concepts = dict(sorted(concepts.items()))
    every = store.links()
    links = [link for link in every if link.a in concepts and link.b in concepts]
    arrangement = arrange_concepts(store, concepts, every)
    placement, lanes, stages = arrangement.placement, arrangement.lanes, arrangement.stages
    home = {key: lane.stage for lane in lanes for key in lane.members}
    kinds = _count(store.vocabulary.kinds, [c.kind for c in concepts.values()])
    relations = _count(store.vocabulary.relations, [link.relation for link in links])
    kind_at = {name: n for n, name in enumerate(kinds)}
    relation_at = {name: n for n, name in enumerate(relations)}
    heads = {lane.stage for lane in lanes if lane.shown}
    nodes = [
        {
            "id": int(key),
            "slug": clean(concept.id),
            "name": clean(concept.name),
            "kind": kind_at[concept.kind],
            "aliases": [clean(alias) for alias in concept.aliases],
            "summary": clean(concept.summary),
            "source": clean(concept.source),
            "head": key in heads,
            "lines": (label_head if key in heads else label_concept)(concept.name, box.width).lines,
            **_centred(box),
        }
        for key, concept in concepts.items()
        for box in (placement.boxes[key],)
    ]
    edges = [
        {
            "from": int(link.a),
            "to": int(link.b),
            "relation": relation_at[link.relation],
            "source": clean(link.source),
            # Standing in the lane says it already.
            "lane": stages is not None
            and link.relation == stages.relation
            and home.get(link.a) == link.b,
        }
        for link in links
    ]
    about = {
        "title": clean(store.title),
        "description": clean(store.description),
        "count": len(nodes),
        "edges": len(edges),
        "view": "stages" if lanes else "web",
        "focus": None if focus is None or focus not in concepts else int(focus),
        "kinds": [_kind(store.vocabulary, stages, name, n) for name, n in kinds.items()],
        "relations": [_relation(store.vocabulary, name, n) for name, n in relations.items()],
        "panels": [_panel(panel, heads, kind_at) for panel in placement.panels],
        "extent": {"w": _round(placement.size.width), "h": _round(placement.size.height)},
        "sizes": {**SIZES, "heading": HEAD},
    }
    return Scene(nodes, edges, about)


def _count(names: Iterable[str], used: Iterable[str]) -> dict[str, int]:
    """How often each name is used, in the order of `names`; those that are not are left out."""
    counts = Counter(used)
    known = {name: counts.pop(name) for name in names if name in counts}
    return known | dict(sorted(counts.items()))


def _kind(vocabulary: Vocabulary, stages: Stages | None, name: str, count: int) -> dict[str, Any]:
    kind = vocabulary.kinds.get(name)
    return {
        "name": clean(name),
        "plural": capital(clean(kind.plural if kind else name)),
        "count": count,
        "look": _look(vocabulary, stages, name),
    }


def _look(vocabulary: Vocabulary, stages: Stages | None, name: str) -> int:
    """A kind's marker and colour, by its place in the vocabulary: a part looks as the whole does.

    The first of the looks is that of stages, the last that of plain concepts.
    """
    if stages is not None and name == stages.kind:
        return 0
    if name == PLAIN:
        return LOOKS - 1
    special = {PLAIN, stages.kind if stages else None}
    others = [kind for kind in vocabulary.kinds if kind not in special]
    return 1 + (others.index(name) if name in others else len(others)) % (LOOKS - 2)


def _relation(vocabulary: Vocabulary, name: str, count: int) -> dict[str, Any]:
    relation = vocabulary.relations.get(name) or derive_relation(name)
    return {
        "out": clean(relation.out),
        "into": clean(relation.into),
        "says": clean(relation.says),
        "symmetric": relation.symmetric,
        "count": count,
    }


def _panel(panel: Panel, heads: Collection[Key], kinds: Mapping[str, int]) -> dict[str, Any]:
    lane = panel.stage is not None
    return {
        **_cornered(panel.box),
        "lane": lane,
        "stage": int(panel.stage) if panel.stage in heads and panel.stage is not None else None,
        "lines": label_head(panel.title, panel.head.width).lines if lane else [panel.title],
        "head": _cornered(panel.head),
        "headings": [
            {
                "text": capital(clean(heading.title)),
                "kind": kinds[heading.kind],
                **_cornered(heading.box),
            }
            for heading in panel.headings
        ],
    }


def _centred(box: Box) -> dict[str, float]:
    """A box as vis places nodes, by its middle."""
    return {
        "x": _round(box.left + box.width / 2),
        "y": _round(box.top + box.height / 2),
        "w": _round(box.width),
        "h": _round(box.height),
    }


def _cornered(box: Box) -> dict[str, float]:
    return dict(zip("xywh", map(_round, box), strict=True))


def _round(number: float) -> float:
    """Hundredths of a pixel are enough, and keep the file small."""
    rounded = round(number, 2)
    return int(rounded) if rounded == int(rounded) else rounded
