"""Scene: a graph set out for the page, as plain values that turn into JSON."""

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
from kg.model.graph import Concept
from kg.model.vocabulary import PLAIN, Vocabulary, derive_relation
from kg.store import Key, Store
from kg.text.phrasing import capitalise

KIND_LOOKS = 12
"""Markers and colours that the page has for kinds."""


VIEWS = ("stages", "web", "around", "table", "path", "study")
"""The page's views; one without stages has no view of them."""

MAX_HOPS = 3
"""Rings around a concept at most."""


@dataclass(frozen=True, slots=True)
class Scene:
    """What the page shows: `nodes` and `edges` go to pyvis, `layouts` and `about` beside them."""

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
    """Set out some concepts of a store, or all, with the edges among them."""
    concepts = store.concepts(store.keys() if keys is None else keys)
    concepts = dict(sorted(concepts.items()))
    every = store.edges()
    links = [link for link in every if link.subject in concepts and link.object in concepts]
    stages, _ = stages_with_titles(store, every)
    chosen = choose_overview(concepts, links, stages)
    kinds = _count(store.vocabulary.kinds, [c.kind for c in concepts.values()])
    relations = _count(store.vocabulary.relations, [link.relation for link in links])
    arrangements = {
        "stages": arrange_lanes(store, chosen, every),
        "web": arrange_web(store, chosen, links),
    }
    layouts = {
        name: write_layout(arrangement, concepts, list(kinds), list(relations))
        for name, arrangement in arrangements.items()
        if arrangement is not None
    }
    kind_at = {name: n for n, name in enumerate(kinds)}
    relation_at = {name: n for n, name in enumerate(relations)}
    about = {
        # What a reader's marks are kept under: the same graph, the same marks.
        "graph": store.slug,
        "title": clean(store.title),
        "description": clean(store.description),
        "count": len(concepts),
        "edges": len(links),
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
                "from": int(link.subject),
                "to": int(link.object),
                "relation": relation_at[link.relation],
                "source": clean(link.citation),
            }
            for link in links
        ],
        layouts,
        about,
    )


def _node(key: Key, concept: Concept, kinds: Mapping[str, int], page: str) -> dict[str, Any]:
    """A concept for the page; what is empty is left out."""
    texts = {
        "aliases": [clean(alias) for alias in concept.aliases],
        "summary": clean(concept.summary),
        "source": clean(concept.citation),
        "page": page,
    }
    return {
        "id": int(key),
        "slug": clean(concept.id),
        "name": clean(concept.name),
        "kind": kinds[concept.kind],
        **{name: text for name, text in texts.items() if text},
    }


def _count(names: Iterable[str], used: Iterable[str]) -> dict[str, int]:
    """How often each name is used, in the order of `names`; those that are not are left out."""
    counts = Counter(used)
    known = {name: counts.pop(name) for name in names if name in counts}
    return known | dict(sorted(counts.items()))


def _kind(vocabulary: Vocabulary, stages: Stages | None, name: str, count: int) -> dict[str, Any]:
    kind = vocabulary.kinds.get(name)
    return {
        "name": clean(name),
        "plural": capitalise(clean(kind.plural if kind else name)),
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
        return KIND_LOOKS - 1
    special = {PLAIN, stages.kind if stages else None}
    others = [kind for kind in vocabulary.kinds if kind not in special]
    return 1 + (others.index(name) if name in others else len(others)) % (KIND_LOOKS - 2)


def _relation(vocabulary: Vocabulary, name: str, count: int) -> dict[str, Any]:
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
