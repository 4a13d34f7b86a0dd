"""From a Query to an Answer."""

from __future__ import annotations

from collections.abc import Iterable

from kg.answer.explain import EDGES_SHOWN, card, edges, interpretation, matched
from kg.answer.facts import Facts, facts
from kg.answer.rank import Ranked, rank
from kg.answer.result import Answer, AnswerKind, Hit, Reason
from kg.match import suggest
from kg.paths import route
from kg.question import Query, understand
from kg.store import Key, Link, Store

HITS = 5
"""Hits given when no number is asked for. Lists are given whole."""

SUPPORTED = 0.4
"""Share of a question's words that the best hit must account for, or the answer is none."""


def respond(question: str, store: Store, limit: int | None = None) -> Answer:
    """Answer a question from a graph.

    Args:
        question: in any words; misspellings are repaired.
        store: the graph.
        limit: how many hits at most; None gives a list whole and anything else 5.

    Returns:
        The answer; its kind is "none" when the graph does not support one.

    >>> from kg.load import shipped_graph
    >>> from kg.store import open_store
    >>> store = open_store(shipped_graph(), None)
    >>> respond("which tool tunes hyperparameters", store).hits[0].concept.name
    'SageMaker Automatic Model Tuning'
    """
    query = understand(question, store)
    said = interpretation(query, store)
    kind, hits = _hits(query, store)
    if not hits:
        text = " ".join(query.words)
        return Answer(question, "none", said, False, (), tuple(suggest(store, text)))
    most = limit if limit is not None else len(hits) if kind in ("list", "path") else HITS
    return Answer(question, kind, said, True, tuple(hits[:most]))


def _hits(query: Query, store: Store) -> tuple[AnswerKind, list[Hit]]:
    if query.kind == "comparison":
        return "comparison", _compare(query, store)
    if query.kind == "path":
        return "path", _route(query, store)
    found = facts(query, store)
    if query.order:
        end = _ends_of_order(query, store)
        if end:
            return "answer", end
    members = _members(query, found, store)
    if members and query.kind == "list":
        return "list", members
    ranked = rank(query, found, store)
    if len(members) > 1:
        place = {store.concept(r.key).id: n for n, r in enumerate(ranked)}
        return "list", sorted(members, key=lambda h: place.get(h.concept.id, len(place)))
    if not ranked or not _is_supported(ranked[0], members, query):
        return "none", []
    if query.kind == "definition":
        mentioned = query.mentions[0].keys
        ranked.sort(key=lambda r: r.key not in mentioned)
        return "definition", _ranked_hits(query, ranked, store)
    if members:
        first = [r for r in ranked if r.key == store.key_of(members[0].concept.id)]
        ranked = first + [r for r in ranked if r not in first]
    return "answer", _ranked_hits(query, ranked, store)


def _is_supported(best: Ranked, members: list[Hit], query: Query) -> bool:
    if members or query.kind == "definition":
        return True
    return best.coverage >= SUPPORTED


def _members(query: Query, found: list[Facts], store: Store) -> list[Hit]:
    """What the edges alone say to a question that they account for whole.

    These are the concepts linked so to what was mentioned, or all of a kind when the question
    names nothing else; empty when words are left over.
    """
    if not query.mentions and query.kinds and query.kind == "list" and not query.unknown:
        if query.content > sum(1 for a in query.asks if a.strength >= 0.5):
            return []
        keys = store.keys(query.kinds[:1])
        reason = Reason("kind", f"is a {query.kinds[0]}")
        return [_hit(store, key, 1.0, [reason]) for key in keys]
    if not found:
        return []
    best = found[0]
    if query.unknown or _residue(query, best):
        return []
    hits = []
    for key, link in best.links.items():
        hits.append(_hit(store, key, 0.5 + best.strength / 2, edges(store, [link])))
    return hits


def _residue(query: Query, group: Facts) -> list[str]:
    """Content words that the group's mention and relation leave unexplained."""
    mention = group.mention
    told = set(query.words[mention.start : mention.end])
    told.update(
        word
        for ask in query.asks
        if ask.relation == group.relation
        for word in query.words[ask.span.start : ask.span.stop]
    )
    return [term.word for term in query.terms if term.word not in told]


def _ends_of_order(query: Query, store: Store) -> list[Hit]:
    """The first or last concept in the order of a kind, such as the last stage."""
    for relation in store.vocabulary.relations.values():
        if not (relation.ordering and relation.learn == "b" and relation.name == "follows"):
            continue
        links = store.links(relation.name)
        concepts = store.concepts({end for link in links for end in (link.a, link.b)})
        kinds = query.kinds or ("stage",)
        links = [k for k in links if concepts[k.a].kind in kinds and concepts[k.b].kind in kinds]
        later, earlier = {k.a for k in links}, {k.b for k in links}
        ends = sorted(earlier - later if query.order == "first" else later - earlier)
        if ends:
            near = [k for k in links if k.a in ends or k.b in ends]
            return [_hit(store, key, 1.0, edges(store, near[:1])) for key in ends]
    return []


def _compare(query: Query, store: Store) -> list[Hit]:
    """Both concepts, each with what joins them and what it alone has."""
    keys = [mention.keys[0] for mention in query.mentions]
    links = {key: store.links_of([key]) for key in keys}
    hits = []
    for key, other in zip(keys, reversed(keys), strict=True):
        joint = [k for k in links[key] if other in (k.a, k.b)]
        shared = [
            k
            for k in links[key]
            if _seen_from(k, key) in {_seen_from(j, other) for j in links[other]}
        ]
        alone = [k for k in links[key] if k not in joint and k not in shared]
        reasons = edges(store, [*joint, *shared[:EDGES_SHOWN], *alone[:EDGES_SHOWN]])
        hits.append(_hit(store, key, 1.0, reasons))
    return hits


def _seen_from(link: Link, key: Key) -> tuple[str, str, Key]:
    """An edge as relation, direction and far end."""
    return (link.relation, "out", link.b) if link.a == key else (link.relation, "in", link.a)


def _route(query: Query, store: Store) -> list[Hit]:
    """The concepts along a shortest way, each with the edge that leads to it."""
    start, goal = (mention.keys[0] for mention in query.mentions)
    way = route(store, start, goal)
    if way is None:
        return []
    hits = [_hit(store, start, 1.0, [])]
    at = start
    for link in way:
        at = link.b if link.a == at else link.a
        hits.append(_hit(store, at, 1.0, edges(store, [link])))
    return hits


def _ranked_hits(query: Query, ranked: Iterable[Ranked], store: Store) -> list[Hit]:
    best = list(ranked)[:20]
    concepts = store.concepts(r.key for r in best)
    hits = []
    top = 1.0
    for r in best:
        top = min(top, r.score)
        why = matched(query, concepts[r.key])
        if r.link:
            why += edges(store, [r.link])
        hits.append(Hit(concepts[r.key], top, (*why, *card(concepts[r.key]))))
    return hits


def _hit(store: Store, key: Key, score: float, reasons: Iterable[Reason]) -> Hit:
    concept = store.concept(key)
    return Hit(concept, score, (*reasons, *card(concept)))
