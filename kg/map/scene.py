"""Collect everything that the page shows of a graph, as values for JSON."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kg.map.arrangement import (
    BOX_SIZES,
    arrange_lanes,
    arrange_web,
    choose_overview,
    stages_with_titles,
)
from kg.map.labels import FONT_SIZE, clean
from kg.map.layout import Stages
from kg.map.layout.lanes import HEADING_HEIGHT
from kg.map.layout_json import write_layout
from kg.map.statements import cited_attributes, cited_flags
from kg.model.graph import Concept
from kg.model.vocabulary import PLAIN, Vocabulary, derive_relation
from kg.store import Key, Store
from kg.text.phrasing import capitalise

KIND_LOOKS = 12
"""Number of looks, that is marker and colour, that the page has for kinds."""

VIEWS = ("stages", "web", "around", "table", "path", "study")
"""The page's views in order; "stages" only for a graph with stages."""

MAX_HOPS = 3
"""Maximum number of rings around a concept."""


@dataclass(frozen=True, slots=True)
class Scene:
    """Everything that the page shows of a graph, as values for JSON.

    Attributes:
        nodes: the concepts, by ascending `id`.
        edges: the edges, by the `id`s of their ends and the index of their relation, with their
            ground, and in words how far they hold.
        layouts: for each view with fixed places, where everything stands in it.
        about: title, counts and settings, and the kinds and relations in order of their index.
    """

    nodes: list[dict[str, Any]]
    edges: list[dict[str, Any]]
    layouts: dict[str, Any]
    about: dict[str, Any]


def make_scene(
    store: Store,
    keys: Sequence[Key] | None,
    *,
    focus: Key | None = None,
    hops: int = 1,
    view: str | None = None,
    pages: Mapping[Key, str] | None = None,
) -> Scene:
    """Return the scene of some concepts of a graph, or of all, with the edges among them.

    The parameters are those of `map_page`.
    """
    concepts = store.concepts(store.keys() if keys is None else keys)
    concepts = dict(sorted(concepts.items()))
    every_edge = store.edges()
    edges = [edge for edge in every_edge if edge.subject in concepts and edge.object in concepts]
    stages, _ = stages_with_titles(store, every_edge)
    chosen = choose_overview(concepts, edges, stages)
    kinds = _count(store.vocabulary.kinds, [c.kind for c in concepts.values()])
    relations = _count(store.vocabulary.relations, [edge.relation for edge in edges])
    arrangements = {
        "stages": arrange_lanes(store, chosen, every_edge),
        "web": arrange_web(store, chosen, edges),
    }
    layouts = {
        name: write_layout(arrangement, concepts, list(kinds), list(relations))
        for name, arrangement in arrangements.items()
        if arrangement is not None
    }
    kind_at = {name: n for n, name in enumerate(kinds)}
    relation_at = {name: n for n, name in enumerate(relations)}
    about = {
        # A reader's progress is kept under this name.
        "graph": store.slug,
        "title": clean(store.title),
        "description": clean(store.description),
        "count": len(concepts),
        "edges": len(edges),
        "overview": len(chosen) if len(chosen) < len(concepts) else None,
        "views": [name for name in VIEWS if name != "stages" or name in layouts],
        "view": view if view in layouts or view in VIEWS[2:] else None,
        "focus": int(focus) if focus is not None and focus in concepts else None,
        "hops": min(hops, MAX_HOPS),
        "kinds": [_kind(store.vocabulary, stages, name, n) for name, n in kinds.items()],
        "relations": [_relation(store.vocabulary, name, n) for name, n in relations.items()],
        "sizes": {**BOX_SIZES, "heading": HEADING_HEIGHT, "caption": FONT_SIZE},
    }
    return Scene(
        [
            _node(key, concept, kind_at, (pages or {}).get(key, ""))
            for key, concept in concepts.items()
        ],
        [
            {
                "subject": int(edge.subject),
                "object": int(edge.object),
                "relation": relation_at[edge.relation],
                "citation": clean(edge.citation),
                "status": edge.status,
                "qualifiers": clean(edge.qualifiers.text()),
            }
            for edge in edges
        ],
        layouts,
        about,
    )


def _node(key: Key, concept: Concept, kinds: Mapping[str, int], page: str) -> dict[str, Any]:
    """Return a concept as the page reads it, without empty texts.

    Its hidden phrases are only for the page's search.

    Args:
        key: the concept's key.
        concept: the concept.
        kinds: index of each kind.
        page: relative link to the concept's own page; may be empty.
    """
    filled = {
        "aliases": [clean(alias) for alias in concept.aliases],
        "hidden": [clean(phrase) for phrase in concept.hidden],
        "summary": clean(concept.summary),
        "background": clean(concept.background),
        "attributes": cited_attributes(concept),
        "flags": cited_flags(concept),
        "source": clean(concept.citation),
        "page": page,
    }
    return {
        "id": int(key),
        "slug": clean(concept.id),
        "name": clean(concept.name),
        "kind": kinds[concept.kind],
        **{name: value for name, value in filled.items() if value},
    }


def _count(names: Iterable[str], used: Iterable[str]) -> dict[str, int]:
    """Return how often each name is used, without unused ones.

    The order is that of `names`; other names follow in alphabetical order.
    """
    counts = Counter(used)
    known = {name: counts.pop(name) for name in names if name in counts}
    return known | dict(sorted(counts.items()))


def _kind(vocabulary: Vocabulary, stages: Stages | None, name: str, count: int) -> dict[str, Any]:
    """Return a kind as the page reads it; `count` is its number of concepts."""
    kind = vocabulary.kinds.get(name)
    return {
        "name": clean(name),
        "plural": capitalise(clean(kind.plural if kind else name)),
        "count": count,
        "look": _look(vocabulary, stages, name),
    }


def _look(vocabulary: Vocabulary, stages: Stages | None, name: str) -> int:
    """Return the number of a kind's look, from 0 to `KIND_LOOKS` - 1.

    Look 0 is that of stages, the last that of plain concepts. The others go by the kind's index
    in the vocabulary, so that a part of a graph looks like the whole.
    """
    if stages is not None and name == stages.kind:
        return 0
    if name == PLAIN:
        return KIND_LOOKS - 1
    special = {PLAIN, stages.kind if stages else None}
    others = [kind for kind in vocabulary.kinds if kind not in special]
    return 1 + (others.index(name) if name in others else len(others)) % (KIND_LOOKS - 2)


def _relation(vocabulary: Vocabulary, name: str, count: int) -> dict[str, Any]:
    """Return a relation as the page reads it; `count` is its number of edges."""
    relation = vocabulary.relations.get(name) or derive_relation(name)
    return {
        "name": clean(name),
        "out": clean(relation.out),
        "into": clean(relation.into),
        "says": clean(relation.says),
        "back": clean(relation.back),
        "symmetric": relation.symmetric,
        "learn": relation.learn,
        "weight": relation.weight,
        "count": count,
    }
