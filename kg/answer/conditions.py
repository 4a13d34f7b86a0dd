"""Conditions: the situations that a question tells of, and which of them an answer meets."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kg.answer.reasons import edge_reasons, with_falling_scores
from kg.answer.result import Hit, Reason
from kg.question import Query
from kg.store import Key, Store, StoredEdge
from kg.text.phrasing import join_list

Met = Mapping[Key | None, Mapping[Key, StoredEdge]]
"""For each concept the conditions that it has an edge to."""


def weigh_conditions(query: Query, hits: Sequence[Hit], store: Store) -> list[Hit]:
    """Put hits that meet all conditions of a question first, and tell what the others lack.

    A condition is a mentioned concept of a kind with default relations, such as a situation. A hit
    with an edge to some of the conditions only keeps that share of its score; one that is unsuited
    to a condition comes after all that are not. Nothing changes with fewer than two conditions.
    """
    conditions = _conditions(query, store)
    if len(conditions) < 2:
        return list(hits)
    wanted = {name for names in conditions.values() for name in names}
    opposites = {r.name for r in store.vocabulary.relations.values() if r.opposite in wanted}
    met, broken = _edges(wanted, conditions, store), _edges(opposites, conditions, store)
    if not met:
        return list(hits)
    names = {key: concept.name for key, concept in store.concepts(conditions).items()}
    weighed: list[tuple[int, int, Hit]] = []
    for hit in hits:
        key = store.key_of(hit.concept.id)
        own, against = (edges.get(key, {}) for edges in (met, broken))
        lacking = [names[c] for c in conditions if c not in own and c not in against]
        if len(own) == len(conditions):
            weighed.append((0, 0, hit))
            continue
        if key in conditions or not (own or against):
            weighed.append((len(conditions), 0, hit))  # it has nothing to do with them
            continue
        reasons = edge_reasons(store, against.values())
        if lacking:
            reasons.append(Reason("kind", f"it is not said to suit {join_list(lacking)}"))
        score = hit.score * len(own) / len(conditions)
        changed = hit._replace(score=score, because=(*hit.because, *reasons))
        weighed.append((len(against), len(conditions) - len(own), changed))
    weighed.sort(key=lambda item: item[:2])
    return with_falling_scores(hit for *_, hit in weighed)


def _conditions(query: Query, store: Store) -> dict[Key, Sequence[str]]:
    """Return the conditions that a question states, each with the relations that it asks for."""
    if query.answer_form not in ("answer", "list") or query.wants_verdict:
        return {}
    keys = [m.keys[0] for m in query.mentions if m.start not in query.negated_positions]
    kinds = store.vocabulary.kinds
    relations = {key: kinds[kind].default_relations for key, kind in store.kinds_of(keys).items()}
    return {key: names for key, names in relations.items() if names}


def _edges(relations: set[str], conditions: Mapping[Key, object], store: Store) -> Met:
    found: dict[Key | None, dict[Key, StoredEdge]] = {}
    for edge in store.edges_at("object", sorted(relations), conditions):
        found.setdefault(edge.subject, {})[edge.object] = edge
    return found
