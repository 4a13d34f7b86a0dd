"""Make study lists: the concepts related to a topic, prerequisites first."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Literal

from kg.learn.study.inferred_prerequisites import infer_prerequisites
from kg.learn.study.list_builder import ListBuilder
from kg.learn.study.study_item import StudyList
from kg.learn.study.topic import interpret_topic
from kg.paths import DAMPING, related
from kg.store import Key, Store

MIN_FAR_RANK_SHARE = 0.25
"""Lowest rank of a concept that is no neighbour of the topic, as a share of the best neighbour's.

Concepts that rank lower are left out, unless a depth is given.
"""

DEFAULT_ITEMS = 12
"""Number of concepts in a list when no limit is given."""

DEFAULT_DEPTH = 3
"""Steps from the topic within which concepts are looked for when no depth is given."""

Order = Literal["learn", "rank"]
"""Prerequisites first, or the most related first."""


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
    """Return the concepts related to a topic, in learning order.

    The list has the topic's own concepts, then their neighbours, then others, both by
    personalised PageRank from the topic; others that rank far below the neighbours are left
    out. In a graph without edges, the related concepts are those that texts mention.

    In learning order each concept comes after its prerequisites, also where they are linked
    through concepts outside the list; then by depth, by rank and by name. Concepts that build on
    one another in a circle stand together.

    Args:
        topic: a name, a kind such as "metrics", a stage, a relation's wording, or a question.
        store: the graph.
        limit: maximum number of concepts, including the topic's own.
        known: concepts to leave out because the learner knows them.
        depth: maximum number of steps from the topic; if given, low ranks are not left out.
        kind: name of a kind; concepts of other kinds are left out.
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
    builder = ListBuilder(store, chosen, ranks, seeds, known)
    keys = builder.order if order == "learn" else sorted(chosen, key=lambda k: (-ranks[k], k))
    items = tuple(builder.items(keys, ranked=order == "rank"))
    return StudyList(topic, understood.reading, items, builder.circles())


def _mentioned(store: Store, ranks: Mapping[Key, float], hops: int) -> dict[Key, float]:
    """Return what some concepts' texts mention, then what those mention, and so on.

    This replaces neighbours in a graph without edges.

    Args:
        store: the graph.
        ranks: the concepts to start from, with their ranks.
        hops: number of steps.

    Returns:
        The concepts that are not in `ranks`, each step ranked `DAMPING` times the one before.
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
    """Return the topic's concepts, its neighbours, and others that rank high enough, in order."""
    first = sorted(seeds, key=lambda key: (-seeds[key], key))
    near = set(store.neighbourhood(first, 1)) & ranks.keys()
    others = sorted(ranks, key=lambda key: key not in near)  # stable: still by rank
    closest = max((ranks[key] for key in near - seeds.keys()), default=0.0)
    min_rank = MIN_FAR_RANK_SHARE * closest if depth is None else 0.0
    related_keys = [key for key in others if key in near or ranks[key] >= min_rank]
    return list(dict.fromkeys([*first, *related_keys]))
