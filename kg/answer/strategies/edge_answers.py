"""Answers that need no ranking: what edges say to a question that they account for whole."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from kg.answer.chain import Chain
from kg.answer.explanation import edges, hit
from kg.answer.ranking import MEANT
from kg.answer.result import Hit, Reason
from kg.question import Query
from kg.question.cue_matching import STRONG
from kg.store import Key, Store
from kg.text.phrasing import join_list

TOLD = 0.65
"""Share of what a question says, in words, that a chain must account for to answer it whole."""


def exact(query: Query, found: Sequence[Chain], store: Store) -> dict[Key, Hit]:
    """What the edges alone say to a question that they account for whole.

    These are the concepts linked so to what was mentioned, or all of a kind when the question
    names nothing else; empty when words are left over.
    """
    is_list = query.answer_form == "list" or query.excluded
    if (
        not found
        and not query.mentions
        and query.answer_kinds
        and is_list
        and not query.out_of_vocabulary
    ):
        if query.kind_mentions or query.content > sum(
            1 for a in query.asks if a.strength >= STRONG
        ):
            return {}
        keys = store.keys(query.answer_kinds[:1])
        return _of_kind(keys, 1.0, f"is a {query.answer_kinds[0]}", store)
    if not found or not accounts(found[0], query):
        return {}
    best = found[0]
    kind = store.concept(best.mention.keys[0]).kind
    if kind in query.answer_kinds[:1] and all(step.asked < STRONG for step in best.steps):
        return {}  # "tool for tuning automatically" may call the tool itself
    if query.wants_means and store.vocabulary.kinds[kind].prior > MEANT:
        return {}  # "what can I use to share features" asks for no use of what shares features
    if query.negated and not best.denies(store):
        joined = {*best.ends, *best.mention.keys}
        others = [key for key in store.keys(query.answer_kinds) if key not in joined]
        text = f"is a {join_list(query.answer_kinds, 'or')}, and not so linked to {best.mention.text}"
        return _of_kind(others, 0.9, text, store)
    score = 0.5 + best.strength / 2
    concepts = store.concepts(best.ends)
    return {key: hit(concepts[key], score, edges(store, best.path_to(key))) for key in best.ends}


def denied_by(query: Query, found: Sequence[Chain], store: Store) -> Collection[Key]:
    """What suits a situation that is denied: "users cannot wait for a cold start"."""
    if not query.negated or not found or found[0].denies(store):
        return ()
    mention = found[0].mention
    kind = store.vocabulary.kinds[store.concept(mention.keys[0]).kind]
    return (
        found[0].ends.keys() if kind.default_relations and mention.start in query.negated_at else ()
    )


def is_boundless(query: Query, found: Sequence[Chain], store: Store) -> bool:
    """Whether anything at all would answer but what edges lead to: "what is not part of X"."""
    if not query.negated or query.answer_kinds or not found:
        return False
    return accounts(found[0], query) and not found[0].denies(store)


def is_of_neither(query: Query, found: Sequence[Chain]) -> bool:
    """Whether what is asked to hold of both of two things holds of nothing."""
    if "both" not in query.words or not found or not found[0].is_asked:
        return False
    behind = query.words.index("both")
    meant = [mention for mention in query.mentions if mention.start > behind]
    named = {n for mention in meant for n in mention.span}
    return len(meant) > 1 and not any(named <= chain.covered for chain in found)


def is_past_the_end(query: Query, found: Sequence[Chain], store: Store) -> bool:
    """Whether all that is asked is what stands beside a thing where its sequence ends."""
    asks = {
        (ask.relation, ask.side): ask.span
        for ask in query.asks
        if ask.strength >= STRONG and store.relation(ask.relation).sequence
    }
    steps = {(step.relation, step.side) for chain in found for step in chain.steps}
    told = {n for mention in query.mentions for n in mention.span}
    told = told.union(query.kind_positions, *asks.values())
    return (
        bool(asks and query.mentions) and steps.isdisjoint(asks) and query.content_positions <= told
    )


def _of_kind(keys: Iterable[Key], score: float, text: str, store: Store) -> dict[Key, Hit]:
    """Concepts that are hits for their kind alone, in the order of the files."""
    found = store.concepts(keys)
    return {key: hit(found[key], score, [Reason("kind", text)]) for key in sorted(found)}


def accounts(chain: Chain, query: Query) -> bool:
    """Whether a chain leaves nothing out that bears on the answer."""
    told = {query.words[n] for n in chain.covered}
    if told.issuperset(query.out_of_vocabulary) and all(term.word in told for term in query.terms):
        return True
    return chain.is_asked and query.share(chain.covered) >= TOLD
