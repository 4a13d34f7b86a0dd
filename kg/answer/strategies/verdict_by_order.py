"""Verdicts on the order of two concepts, and on which of them is better."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from kg.answer.result import Verdict
from kg.answer.strategies.verdict_case import OPPOSITE, Case, Judgement, share_of_name
from kg.store import Key, StoredEdge

MIN_SHARE_OF_CONDITION = 0.5
"""Share (0-1) of a condition's words from which a question says that it holds."""


def by_order(case: Case) -> Judgement | None:
    """Decide whether one concept comes before another in a sequence."""
    words = case.lang.verdict
    asking = words.before | words.after
    if len(case.keys) < 2 or not case.has(asking):
        return None
    cue = next(n for n in case.outside if case.query.words[n] in asking)
    left = [m for m in case.mentions if m.end <= cue]
    right = [m for m in case.mentions if m.start > cue]
    if not left or not right:
        return None
    one, other = left[-1].keys[0], right[0].keys[0]
    for edges in (_sequence_edges(case, beyond_deck=False), _sequence_edges(case)):
        path = _sequence_path(edges, _places(case, one), _places(case, other))
        back = _sequence_path(edges, _places(case, other), _places(case, one))
        if path is not None or back is not None:
            break
    if path is None and back is None:
        return Judgement("unknown", case.hit([]))
    wants_before = case.query.words[cue] in words.before
    is_before = back is not None  # a sequence leads from the later to the earlier
    verdict: Verdict = "yes" if wants_before == is_before else "no"
    verdict = case.denied(verdict)
    return Judgement(verdict, case.hit((path if path is not None else back) or []))


def _sequence_edges(case: Case, *, beyond_deck: bool = True) -> list[StoredEdge]:
    """Return the edges of all sequences, with or without those beyond the deck."""
    relations = case.store.vocabulary.relations.values()
    names = [relation.name for relation in relations if relation.sequence]
    edges = [edge for name in names for edge in case.store.edges(name)]
    return [edge for edge in edges if beyond_deck or edge.status != "background"]


def _places(case: Case, key: Key) -> list[Key]:
    """Return a concept and what it is stated to belong to, in which a sequence may place it."""
    exclusive = case.exclusive()
    belongs = [
        edge.object
        for edge in case.edges
        if edge.subject == key and edge.relation in exclusive and edge.status == "stated"
    ]
    return [key, *belongs]


def _sequence_path(
    edges: Iterable[StoredEdge], starts: Iterable[Key], goals: Collection[Key]
) -> list[StoredEdge] | None:
    """Return the edges of a sequence from a later concept back to an earlier one."""
    before = {edge.subject: edge for edge in edges}
    for at in starts:
        path: list[StoredEdge] = []
        while at in before and len(path) <= len(before):
            path.append(before[at])
            at = before[at].object
            if at in goals:
                return path
    return None


def by_preference(case: Case) -> Judgement | None:
    """Decide whether one concept is better than another, under the conditions given."""
    preference = case.lang.verdict.preference
    if len(case.keys) < 2 or not case.has(preference):
        return None
    at = next(n for n in case.outside if case.query.words[n] in preference)
    left = [m for m in case.mentions if m.end <= at]
    right = [m for m in case.mentions if m.start > at]
    if left and right:
        one, other = left[-1].keys[0], right[0].keys[0]
    elif len(right) > 1:  # "prefer X over Y"
        one, other = right[0].keys[0], right[1].keys[0]
    else:
        return Judgement("unknown", case.hit([]))
    for edge in case.edges:
        relation = case.store.relation(edge.relation)
        is_preference = edge.relation in case.relations and not relation.negative
        if not is_preference or {edge.subject, edge.object} != {one, other}:
            continue
        if edge.status == "background" or not _holds(case, edge):
            continue
        verdict: Verdict = "yes" if edge.subject == one else "no"
        if case.has_anywhere(case.lang.verdict.inverse_preference):
            verdict = OPPOSITE[verdict]
        return Judgement(case.denied(verdict), case.hit([edge]))
    return _by_suited_situation(case, one, other)


def _by_suited_situation(case: Case, one: Key, other: Key) -> Judgement:
    """Prefer the one that suits a mentioned situation, if the deck names only one of them."""
    opposites = {r.opposite for r in case.store.vocabulary.relations.values()}
    rest = [key for key in case.keys if key not in (one, other)]
    suited = {
        key: [
            edge
            for edge in case.edges
            if edge.subject == key
            and edge.object in rest
            and edge.relation in opposites
            and edge.status == "stated"
        ]
        for key in (one, other)
    }
    is_inverse = case.has_anywhere(case.lang.verdict.inverse_preference)
    if bool(suited[one]) == bool(suited[other]) or is_inverse:
        return Judgement("unknown", case.hit([]))
    verdict: Verdict = "yes" if suited[one] else "no"
    return Judgement(case.denied(verdict), case.hit(suited[one] or suited[other]))


def _holds(case: Case, edge: StoredEdge) -> bool:
    """Return True if the question says that the conditions of an edge are the case."""
    stems = set(case.query.stems)
    every, some = edge.qualifiers.all_of, edge.qualifiers.any_of
    said = [share_of_name(name, stems) >= MIN_SHARE_OF_CONDITION for name in every]
    either = [share_of_name(name, stems) >= MIN_SHARE_OF_CONDITION for name in some]
    return all(said) and (any(either) or not either)
