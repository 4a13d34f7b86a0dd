"""Answers from edges alone, without ranking, and questions that edges show to have no answer."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from kg.answer.chain import Chain
from kg.answer.kind_effects import MEANS_PRIOR
from kg.answer.reasons import edge_reasons, make_hit
from kg.answer.result import Hit, Reason
from kg.model.attributes import STATUSES
from kg.question import Query
from kg.question.cue_matching import STRONG_CUE
from kg.store import Key, Store

MIN_COVERAGE = 0.65
"""Share (0-1) of a question's words that a chain must account for to answer it alone."""

NOT_LINKED_SCORE = 0.9
"""Score of a concept that answers because the graph does not link it."""


def answer_from_edges(query: Query, chains: Sequence[Chain], store: Store) -> dict[Key, Hit]:
    """Answer a question that the fittest chain accounts for, or that asks for all of a kind.

    Returns the hits by key: the answers of the chain; for a negated question, the concepts of
    the kind that it does not lead to. Empty when words are left over.
    """
    if not chains and not query.mentions:
        return _all_of_kind(query, store)
    if not chains or not covers_question(chains[0], query):
        return {}
    best = chains[0]
    kind = store.concept(best.mention.keys[0]).kind
    if kind in query.answer_kinds[:1] and all(s.certainty < STRONG_CUE for s in best.steps):
        return {}  # "tool for tuning automatically" may name the tool itself
    if query.wants_means and store.vocabulary.kinds[kind].prior > MEANS_PRIOR:
        return {}  # "what can I use to share features" asks for no use of what shares features
    if query.negated and not best.is_negative(store):
        linked = {*best.answers, *best.mention.keys}
        others = [key for key in store.keys(query.answer_kinds) if key not in linked]
        relations = ", then ".join(step.relation for step in best.steps)
        text = f"the graph gives it no {relations} link to {best.mention.text}"
        return _hits_of_kind(others, NOT_LINKED_SCORE, text, store)
    score = 0.5 + best.strength / 2
    concepts = store.concepts(best.answers)
    by_return = best.answers_by_return()
    hits = {
        key: make_hit(concepts[key], score, edge_reasons(store, best.path_to(key)))
        for key in sorted(best.answers, key=by_return.__contains__)
    }
    return _best_grounded(hits, by_kind=bool(query.answer_kinds))


def _best_grounded(hits: Mapping[Key, Hit], *, by_kind: bool) -> dict[Key, Hit]:
    """Return the hits that the deck states, if none those derived, if none all.

    What is beyond the deck is no part of a list that the deck gives. With `by_kind` this holds for
    the hits of each kind.
    """
    best: dict[str, int] = {}
    ground_of: dict[Key, int] = {}
    for key, hit in hits.items():
        ground = max(STATUSES.index(reason.status) for reason in hit.because)
        ground_of[key] = ground
        best[hit.concept.kind] = min(ground, best.get(hit.concept.kind, ground))
    if not by_kind:
        best = dict.fromkeys(best, min(best.values(), default=0))
    is_in_deck = any(STATUSES[ground] != "background" for ground in best.values())
    return {
        key: hit
        for key, hit in hits.items()
        if ground_of[key] == best[hit.concept.kind]
        and not (is_in_deck and STATUSES[ground_of[key]] == "background")
    }


def _all_of_kind(query: Query, store: Store) -> dict[Key, Hit]:
    """Return all concepts of the kind, if the question asks for them and nothing else."""
    is_list = query.answer_form == "list" or query.excluded
    if not query.answer_kinds or not is_list or query.out_of_vocabulary or query.kind_mentions:
        return {}
    if query.content_count > sum(ask.strength >= STRONG_CUE for ask in query.asks):
        return {}
    kind = query.answer_kinds[0]
    article = "an" if kind[0] in "aeiou" else "a"
    return _hits_of_kind(store.keys([kind]), 1.0, f"it is {article} {kind}", store)


def _hits_of_kind(keys: Iterable[Key], score: float, text: str, store: Store) -> dict[Key, Hit]:
    """Make hits with the same reason, in the order of the files."""
    concepts = store.concepts(keys)
    return {key: make_hit(concepts[key], score, [Reason("kind", text)]) for key in sorted(concepts)}


def covers_question(chain: Chain, query: Query) -> bool:
    """Return True if a chain accounts for all words of the question, or for enough of them."""
    covered = {query.words[n] for n in chain.covered}
    if covered.issuperset(query.out_of_vocabulary) and all(
        term.word in covered for term in query.terms
    ):
        return True
    return chain.is_asked and query.covered_share(chain.covered) >= MIN_COVERAGE


def unsuitable_answers(query: Query, chains: Sequence[Chain], store: Store) -> Collection[Key]:
    """Return answers to remove: they suit a situation that the question denies.

    An example is "users cannot wait for a cold start".
    """
    if not query.negated or not chains or chains[0].is_negative(store):
        return ()
    mention = chains[0].mention
    kind = store.vocabulary.kinds[store.concept(mention.keys[0]).kind]
    is_denied = mention.start in query.negated_positions
    return chains[0].answers.keys() if kind.default_relations and is_denied else ()


def only_excludes(query: Query, chains: Sequence[Chain], store: Store) -> bool:
    """Return True if the question only excludes things, as in "what is not part of X"."""
    if not query.negated or query.answer_kinds or not chains:
        return False
    return covers_question(chains[0], query) and not chains[0].is_negative(store)


def lacks_common_answer(query: Query, chains: Sequence[Chain]) -> bool:
    """Return True if the question asks for what "both" concepts have, and they share nothing."""
    if "both" not in query.words or not chains or not chains[0].is_asked:
        return False
    at = query.words.index("both")
    after = [mention for mention in query.mentions if mention.start > at]
    named = {n for mention in after for n in mention.span}
    return len(after) > 1 and not any(named <= chain.covered for chain in chains)


def asks_past_sequence_end(query: Query, chains: Sequence[Chain], store: Store) -> bool:
    """Return True if all that is asked is what follows the end of a sequence, or precedes it."""
    asks = {
        (ask.relation, ask.side): ask.span
        for ask in query.asks
        if ask.strength >= STRONG_CUE and store.relation(ask.relation).sequence
    }
    steps = {(step.relation, step.side) for chain in chains for step in chain.steps}
    covered = query.mentioned_positions.union(query.kind_positions, *asks.values())
    return (
        bool(asks and query.mentions)
        and steps.isdisjoint(asks)
        and query.content_positions <= covered
    )
