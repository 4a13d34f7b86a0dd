"""Find the stages of a graph, which make the lanes of its map, and the concepts of each stage."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import networkx as nx  # noqa: TID251 - this package is one of its homes

from kg.map.layout.columns import KindGroup
from kg.map.layout.lanes import Lane
from kg.model.attributes import STATUSES
from kg.model.graph import Concept
from kg.model.vocabulary import Relation, Vocabulary
from kg.store import Key, Store, StoredEdge

UNSTAGED_TITLE = "Across stages"
"""Title of the panel for concepts that belong to no stage."""


@dataclass(frozen=True, slots=True)
class Stages:
    """The stages of a graph.

    Attributes:
        relation: name of the relation from a concept to its stage.
        order: name of the relation that orders the stages.
        kind: name of the kind of the stages.
        keys: the stages, first to last.
    """

    relation: str
    order: str
    kind: str
    keys: tuple[Key, ...]


def stage_kinds(vocabulary: Vocabulary) -> dict[str, str]:
    """Return the relations that could lead to stages, each with the kind of the stages.

    These are the relations whose objects are all of one kind, except symmetric and ordering ones.
    """
    return {
        relation.name: next(iter(relation.to_kinds))
        for relation in vocabulary.relations.values()
        if len(relation.to_kinds) == 1 and not relation.symmetric and not relation.ordering
    }


def read_stages(
    store: Store, edges: Sequence[StoredEdge]
) -> tuple[Stages | None, dict[Key, Concept]]:
    """Find the stages of a graph.

    Args:
        store: the graph.
        edges: all its edges.

    Returns:
        The stages, or None if there are none; and all concepts that could be stages.
    """
    kinds = sorted(set(stage_kinds(store.vocabulary).values()))
    candidates = dict(sorted(store.concepts(store.keys(kinds)).items())) if kinds else {}
    return find_stages(store.vocabulary, candidates, edges), candidates


def find_stages(
    vocabulary: Vocabulary, concepts: Mapping[Key, Concept], edges: Sequence[StoredEdge]
) -> Stages | None:
    """Find the stages of a graph in its vocabulary and edges.

    Concepts of a kind are stages if a relation of `stage_kinds` leads to them, and an ordering
    relation has at least two edges between them. Of several such kinds and relations, those with
    the most ordering edges are taken.

    Args:
        vocabulary: the graph's vocabulary.
        concepts: at least the graph's concepts of the kinds that `stage_kinds` returns.
        edges: the graph's edges.

    Returns:
        The stages, or None if there are none.
    """
    used = {edge.relation for edge in edges}
    best: tuple[int, Stages] | None = None
    for name, kind in stage_kinds(vocabulary).items():
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
    """Put each concept into the lane of its stage, or else into the group of its kind.

    Args:
        stages: the graph's stages.
        vocabulary: the graph's vocabulary.
        concepts: the concepts on the map.
        edges: at least every edge of these concepts.
        titles: the titles of all stages, on the map or not.

    Returns:
        The lanes whose stage or members are on the map, in the order of the stages; and the
        groups, largest first.
    """
    rank = {key: n for n, key in enumerate(stages.keys)}
    # A concept of several stages goes to the first of those that the deck states, else to the first
    # that follows from other edges; edges to the others are drawn.
    found: dict[Key, tuple[int, int]] = {}
    for edge in edges:
        if edge.relation == stages.relation and edge.subject in concepts and edge.object in rank:
            claim = STATUSES.index(edge.status), rank[edge.object]
            found[edge.subject] = min(found.get(edge.subject, claim), claim)
    home = {key: stages.keys[at] for key, (_, at) in found.items() if key not in rank}
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
    """Group concepts by kind, the largest group first, each sorted by key."""
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
    """Sort keys topologically by ordering edges, and by number where these leave a choice.

    Args:
        keys: what to sort.
        steps: edges of the ordering relation; those with another end are ignored.
        order: the ordering relation; its `learn` says which end comes first.
    """
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
        # Such a cycle is an error in the graph, which `kg check` reports; the map still opens.
        return tuple(sorted(keys))
