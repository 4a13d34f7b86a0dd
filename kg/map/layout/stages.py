"""Stages: which concepts head the lanes of a map, in which order, and who stands in each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import networkx as nx  # noqa: TID251 - this package is one of its homes

from kg.map.layout.columns import KindGroup
from kg.map.layout.lanes import Lane
from kg.model.graph import Concept
from kg.model.vocabulary import Relation, Vocabulary
from kg.store import Key, Store, StoredEdge

UNSTAGED_TITLE = "Across stages"
"""What concepts that stand in no stage are headed by."""


@dataclass(frozen=True, slots=True)
class Stages:
    """What puts concepts into stages, what orders these, their kind, and all of them in order."""

    relation: str
    order: str
    kind: str
    keys: tuple[Key, ...]


def stage_kinds(vocabulary: Vocabulary) -> dict[str, str]:
    """The relations that could put concepts into stages, with the kind that the stages have."""
    return {
        relation.name: next(iter(relation.to_kinds))
        for relation in vocabulary.relations.values()
        if len(relation.to_kinds) == 1 and not relation.symmetric and not relation.ordering
    }


def read_stages(
    store: Store, edges: Sequence[StoredEdge]
) -> tuple[Stages | None, dict[Key, Concept]]:
    """What orders the concepts of a store, and those that could be stages, by key.

    `edges` are all edges of the store.
    """
    kinds = sorted(set(stage_kinds(store.vocabulary).values()))
    candidates = dict(sorted(store.concepts(store.keys(kinds)).items())) if kinds else {}
    return find_stages(store.vocabulary, candidates, edges), candidates


def find_stages(
    vocabulary: Vocabulary, concepts: Mapping[Key, Concept], edges: Sequence[StoredEdge]
) -> Stages | None:
    """Which relations of a graph make lanes, read from its vocabulary and its edges.

    A stage relation leads to concepts of one kind only, and an ordering relation joins at least
    three of that kind. Where several do, the one with the most stages in order wins.

    Args:
        vocabulary: the graph's.
        concepts: the graph's concepts, or at least those of the kinds that `stage_kinds` gives.
        edges: the graph's edges.

    Returns:
        The stages, first to last, or None when nothing orders the concepts so.
    """
    targets = stage_kinds(vocabulary)
    used = {edge.relation for edge in edges}
    best: tuple[int, Stages] | None = None
    for name, kind in targets.items():
        if name not in used:
            continue
        for order in vocabulary.ordering():
            steps = [
                edge
                for edge in edges
                if edge.relation == order.name
                and all(
                    end in concepts and concepts[end].kind == kind
                    for end in (edge.subject, edge.object)
                )
            ]
            if len(steps) >= 2 and (best is None or len(steps) > best[0]):
                keys = [key for key, concept in concepts.items() if concept.kind == kind]
                best = len(steps), Stages(name, order.name, kind, _in_order(keys, steps, order))
    return best and best[1]


def group_lanes(
    stages: Stages,
    vocabulary: Vocabulary,
    concepts: Mapping[Key, Concept],
    edges: Sequence[StoredEdge],
    titles: Mapping[Key, str],
) -> tuple[list[Lane], list[KindGroup]]:
    """Put each concept into one lane, or into the group of its kind when no stage has it.

    Args:
        stages: what `find_stages` found.
        vocabulary: the graph's.
        concepts: those to put on the map.
        edges: the edges of the graph, or at least every edge of these concepts.
        titles: the names of the stages, on the map or not.

    Returns:
        The lanes that have a stage or a member on the map, in order; the groups, largest first.
    """
    rank = {key: n for n, key in enumerate(stages.keys)}
    home: dict[Key, Key] = {}
    for edge in edges:
        if edge.relation == stages.relation and edge.subject in concepts and edge.object in rank:
            # A concept of several stages stands in the first; its other edges are drawn.
            home[edge.subject] = min(
                home.get(edge.subject, edge.object), edge.object, key=rank.__getitem__
            )
    home = {key: stage for key, stage in home.items() if key not in rank}
    within = _in_order(
        list(concepts),
        [edge for edge in edges if edge.relation == stages.order and edge.subject in home],
        vocabulary.relations[stages.order],
    )
    place = {key: n for n, key in enumerate(within)}
    rank_of_kind = {kind: n for n, kind in enumerate(vocabulary.kinds)}

    def by_kind(key: Key) -> tuple[int, int]:
        return rank_of_kind.get(concepts[key].kind, len(rank_of_kind)), place[key]

    lanes = []
    for stage in stages.keys:
        members = sorted((key for key, at in home.items() if at == stage), key=by_kind)
        if members or stage in concepts:
            lanes.append(Lane(titles[stage], stage, stage in concepts, tuple(members)))
    loose = {key: c for key, c in concepts.items() if key not in home and key not in rank}
    return lanes, group_kinds(vocabulary, loose)


def group_kinds(vocabulary: Vocabulary, concepts: Mapping[Key, Concept]) -> list[KindGroup]:
    """Concepts by their kind, in the order of their numbers; the largest group first."""
    members: dict[str, list[Key]] = {kind: [] for kind in vocabulary.kinds}
    for key in sorted(concepts):
        members.setdefault(concepts[key].kind, []).append(key)
    groups = [
        KindGroup(
            vocabulary.kinds[kind].plural if kind in vocabulary.kinds else kind, kind, tuple(keys)
        )
        for kind, keys in members.items()
        if keys
    ]
    return sorted(groups, key=lambda group: -len(group.members))


def _in_order(keys: Sequence[Key], steps: Sequence[StoredEdge], order: Relation) -> tuple[Key, ...]:
    """Keys such that each step's first end comes before its second, by number where free."""
    graph = nx.DiGraph()
    graph.add_nodes_from(keys)
    for edge in steps:
        if edge.subject in graph and edge.object in graph:
            graph.add_edge(
                *(
                    (edge.subject, edge.object)
                    if order.learn == "subject"
                    else (edge.object, edge.subject)
                )
            )
    try:
        return tuple(nx.lexicographical_topological_sort(graph, key=int))
    except nx.NetworkXUnfeasible:
        # Only a graph nobody checked has such a cycle; the map still opens.
        return tuple(sorted(keys))
