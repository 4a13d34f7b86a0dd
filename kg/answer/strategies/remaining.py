"""Answer what remains of a group when a question takes some of its members away."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from kg.answer.reasons import edge_reasons, make_hit
from kg.answer.result import Hit
from kg.question import Query
from kg.store import Key, Store, StoredEdge
from kg.text.language import language
from kg.text.phrase_matching import has_phrase

MAX_GROUP_SIZE = 100
"""Number of members above which a group is none that a question means."""


def find_remaining(query: Query, store: Store) -> list[Hit] | None:
    """Return the members of a group without those that the question excludes.

    A group is all concepts of one kind that the deck links in the same way with another concept,
    as the principles of something. It must have every excluded concept. Of several groups the one
    whose concept the question mentions is meant, then the smallest.

    Returns:
        The other members, in the order of the files. None if the question asks for no remainder.
    """
    if not has_phrase(query.words, language().negation.remainders):
        return None
    # "Monitored" names no member of a group.
    names = (m for m in query.mentions if m.match_type != "stem" or len(m.span) > 1)
    mentioned = [mention.keys[0] for mention in names]
    for taken in (set(query.excluded), set(mentioned)):
        group = _group_of(taken, set(mentioned), query.answer_kinds, store) if taken else None
        if group:
            concepts = store.concepts(group)
            left = [key for key in sorted(group) if key not in taken]
            return [make_hit(concepts[key], 0.9, edge_reasons(store, [group[key]])) for key in left]
    return None


def other_of_two(query: Query, ranked: Sequence[Key], store: Store) -> Key | None:
    """Return the counterpart of the concept that a question describes only to take it away.

    "Our security forbids a managed API, what is left" describes the best candidate. None if the
    question asks for no remainder, or if the best candidate contrasts with none or several.

    Args:
        query: the question.
        ranked: the candidates, best first.
        store: the graph.
    """
    if not ranked or not has_phrase(query.words, language().negation.others):
        return None
    edges = store.edges_of(ranked[:1])
    others = {e.other_end(ranked[0]) for e in edges if store.relation(e.relation).symmetric}
    return others.pop() if len(others) == 1 else None


def _group_of(
    taken: Collection[Key], mentioned: Collection[Key], kinds: Collection[str], store: Store
) -> dict[Key, StoredEdge] | None:
    """Return the members of the group that has all of some concepts, each with its edge."""
    wholes = set()
    if len(taken) > 1:  # one of them may be what the group belongs to
        wholes = {key for key in taken if key in mentioned}
    best: tuple[bool, int, dict[Key, StoredEdge]] | None = None
    for whole in [None, *sorted(wholes)]:
        inside = [key for key in taken if key != whole]
        links = [
            {(e.relation, e.other_end(key), e.subject == key) for e in _stated(store, key)}
            for key in inside
        ]
        for relation, other, is_subject in set.intersection(*links) if links else ():
            if (whole is not None and other != whole) or other in inside:
                continue
            members = _members(relation, other, store, is_subject=is_subject)
            kind = store.concept(inside[0]).kind
            of_kind = store.kinds_of(members)
            if other not in mentioned or kinds:
                members = {key: edge for key, edge in members.items() if of_kind[key] == kind}
            if len(inside) < len(members) <= MAX_GROUP_SIZE and (not kinds or kind in kinds):
                rank = (other not in mentioned, len(members), members)
                if best is None or rank[:2] < best[:2]:
                    best = rank
        if best is not None and whole is None and not best[0]:
            break
    return best[2] if best else None


def _stated(store: Store, key: Key) -> list[StoredEdge]:
    edges = store.edges_of([key])
    return [
        edge
        for edge in edges
        if edge.status != "background" and not store.relation(edge.relation).symmetric
    ]


def _members(relation: str, other: Key, store: Store, *, is_subject: bool) -> dict[Key, StoredEdge]:
    edges = store.edges_to("subject" if is_subject else "object", relation, [other])
    return {edge.other_end(other): edge for edge in edges if edge.status != "background"}


def find_complement(query: Query, store: Store) -> list[Hit] | None:
    """Return the concepts of a kind that something excludes from the relation that is denied.

    What is no metric of regression are the metrics of another problem: an edge of an exclusive
    relation to another object of the same kind vouches for it.

    Returns:
        Those concepts. None if the question denies nothing of one mentioned concept and one kind,
        or if no exclusive relation joins the two.
    """
    is_denied = bool(query.negated) or has_phrase(query.words, language().negation.no_use)
    keys = {mention.keys[0] for mention in query.mentions}
    if not is_denied or not query.answer_kinds or len(keys) != 1:
        return None
    (key,) = keys
    own_kind = store.concept(key).kind
    for relation in store.vocabulary.relations.values():
        if not relation.exclusive:
            continue
        edges = [edge for edge in store.edges(relation.name) if edge.status == "stated"]
        kind_of = store.kinds_of({end for e in edges for end in (e.subject, e.object)})
        related = {e.subject for e in edges if e.object == key}
        of_kind = {k for k in related if kind_of[k] in query.answer_kinds}
        others = {
            e.subject: e
            for e in edges
            if e.object != key
            and kind_of[e.object] == own_kind
            and kind_of[e.subject] in query.answer_kinds
            and e.subject not in related
        }
        if of_kind and others:
            concepts = store.concepts(others)
            return [
                make_hit(concepts[k], 0.9, edge_reasons(store, [others[k]])) for k in sorted(others)
            ]
    return None
