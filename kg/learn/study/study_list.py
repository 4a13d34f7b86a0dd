"""Study lists: concepts related to a topic, each after what it builds on."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Literal

from kg.learn.study.inferred_prerequisites import infer_prerequisites
from kg.learn.study.list_builder import ListBuilder
from kg.learn.study.study_item import StudyList
from kg.learn.study.topic import interpret_topic
from kg.paths import DAMPING, neighbourhood, related
from kg.store import Key, Store

MIN_FAR_RANK_SHARE = 0.25
"""Share of the closest neighbour's rank from which a concept further away is worth a place."""

DEFAULT_ITEMS = 12
"""Concepts in a list when no number is asked for."""

DEFAULT_DEPTH = 3
"""Steps from the topic within which concepts are looked for when no depth is asked for."""

Order = Literal["learn", "rank"]
"""Each after what it builds on, or the most related first."""


def study_list(
    topic: str,
    store: Store,
    limit: int = DEFAULT_ITEMS,
    *,
    known: Collection[Key] = (),
    depth: int | None = None,
    kind: str | None = None,
    order: Order = "learn",
) -> StudyList:
    """Concepts related to a topic, in learning order.

    Related are the topic's neighbours, then others, as personalised PageRank from the topic
    ranks them; what ranks far below the neighbours is left out. In a deck without any edge it is
    what the topic's text mentions. A concept comes after those that
    it builds on, as each relation's `learn` says, also where what lies between them is not in the
    list; where that leaves a choice, the one fewer steps up comes first, then the more related,
    then by name. Concepts that build on one another in a circle stand together.

    Args:
        topic: a name, a kind such as "metrics", a stage, a relation's wording, or a question.
        store: the graph.
        limit: how many concepts at most, the topic's own included.
        known: concepts that are left out because they need not be learnt any more.
        depth: how many steps from the topic at most; whatever lies within is worth a place then.
        kind: only concepts of this kind.
        order: "learn", or "rank" for the most related first.

    Raises:
        NotFoundError: the graph has nothing on the topic.
    """
    understood = interpret_topic(topic, store)
    seeds = understood.seeds
    hops = DEFAULT_DEPTH if depth is None else depth
    ranks = related(store, seeds, hops)
    if not store.has_edges(store.vocabulary.relations):
        ranks |= _mentioned(store, ranks, hops)
    chosen = _choose(store, seeds, ranks, depth)
    if kind is not None:
        kinds = store.kinds_of(chosen)
        chosen = [key for key in chosen if kinds[key] == kind]
    chosen = [key for key in chosen if key not in known][:limit]
    writer = ListBuilder(store, chosen, ranks, seeds, known)
    keys = writer.order if order == "learn" else sorted(chosen, key=lambda k: (-ranks[k], k))
    items = tuple(writer.items(keys, ranked=order == "rank"))
    return StudyList(topic, understood.interpretation, items, writer.circles())


def _mentioned(store: Store, ranks: Mapping[Key, float], hops: int) -> dict[Key, float]:
    """What some concepts' texts mention, then what those mention, each step ranked lower.

    It stands in for neighbours in a deck that has no edges.
    """
    found: dict[Key, float] = {}
    rim, rank = set(ranks), min(ranks.values(), default=0.0)
    for _ in range(hops):
        bases = infer_prerequisites(store, rim)
        rim = {base for key in rim for base in bases[key]} - found.keys() - ranks.keys()
        rank *= DAMPING
        found |= dict.fromkeys(sorted(rim), rank)
    return found


def _choose(
    store: Store, seeds: Mapping[Key, float], ranks: Mapping[Key, float], depth: int | None
) -> list[Key]:
    """The topic's concepts, then its neighbours, then what is further away and worth it."""
    first = sorted(seeds, key=lambda key: (-seeds[key], key))
    near = set(neighbourhood(store, first, 1)) & ranks.keys()
    others = sorted(ranks, key=lambda key: key not in near)  # stable: still by rank
    closest = max((ranks[key] for key in near - seeds.keys()), default=0.0)
    least = MIN_FAR_RANK_SHARE * closest if depth is None else 0.0
    worth = [key for key in others if key in near or ranks[key] >= least]
    return list(dict.fromkeys([*first, *worth]))
