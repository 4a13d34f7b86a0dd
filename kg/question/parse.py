"""From a question's words to a Query."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from kg.model.vocabulary import SIDES
from kg.question.answer_type import (
    asks_for_a_name,
    asks_matter,
    begins_as_definition,
    compares,
    denied_words,
    foreign_names,
    negated_mentions,
    query_kind,
    wanted_kinds,
    wanted_place,
    wants_means,
)
from kg.question.cue_matching import STRONG, Cue, apart, asked_of, find_cues, find_kinds, turned
from kg.question.function_words import ECHOES, SHAPELESS, STOP
from kg.question.mentions import mentions_of, without_excluded
from kg.question.query import Ask, Mention, Query, Term
from kg.question.tokens import Tokens, read_words
from kg.store import Store, ends
from kg.text.normal_forms import Stem


def understand(text: str, store: Store) -> Query:
    """What a question asks of a graph.

    Args:
        text: the question as typed; any case, punctuation and spelling.
        store: the graph that is asked.

    Returns:
        The query. One with no mention, term or kind has nothing to do with the graph.
    """
    cues = store.cues
    said = read_words(text, store, cues)
    tokens, stemmed = said.read, said.stems
    mentions = mentions_of(text, said, store, cues)
    kinds, kind_words = wanted_kinds(tokens, stemmed, mentions, cues, said.asking)
    if kind_words:
        mentions = [m for m in mentions if not set(m.span) <= kind_words]
    mentions, excluded = without_excluded(mentions, tokens, kinds, store)
    denied_names = {n for mention in excluded for n in mention.span}
    heard = turned(find_cues(cues, stemmed), tokens, store.vocabulary)
    heard = asked_of(heard, tokens, store.vocabulary)
    asks = _asks(heard, stemmed, mentions, kind_words)
    named = {n for m in mentions for n in m.span}
    terms, unknown, saying = _terms(said, mentions, asks, kind_words | denied_names, store)
    phrases = apart(heard)
    in_phrases = {n for cue in phrases for n in cue.span}
    negated = negated_mentions(tokens, mentions, in_phrases)
    place = wanted_place(tokens, stemmed, kind_words)
    names = bool(asks_for_a_name(tokens))
    query = Query(
        text=text,
        answer_form="answer",
        words=tokens,
        stems=stemmed,
        answer_kinds=kinds,
        kind_positions=frozenset(kind_words),
        kind_mentions=tuple(n for n in find_kinds(cues, tokens) if kind_words.isdisjoint(n.span)),
        cues=tuple(phrases),
        echoes=frozenset(
            n for n, token in enumerate(tokens) if token in ECHOES and n not in in_phrases | named
        ),
        asks=tuple(asks),
        mentions=tuple(mentions),
        excluded=frozenset(key for mention in excluded for key in mention.keys),
        terms=_heaviest(terms),
        content_positions=frozenset(
            saying.union(*(c.span for c in phrases if c.strength >= STRONG))
        ),
        out_of_vocabulary=tuple(dict.fromkeys(unknown)),
        ordinal=place if place is None or _are_ordered(kinds, store) else None,
        negated=bool(negated),
        negated_at=negated,
        wants_means=wants_means(tokens),
        wants_definition=begins_as_definition(tokens) and not names,
        wants_name=names,
        wants_factoid=kind_words.isdisjoint({0, 2}) and asks_matter(tokens, phrases),
        unknown_names=foreign_names(text, unknown),
        one_sided=not kinds and len(mentions) < 2 and compares(tokens, mentions),
        corrections=said.corrections,
    )
    query = query._replace(answer_form=query_kind(query, tokens, stemmed, kind_words))
    if query.answer_form == "answer" and not kinds and not any(a.strength >= STRONG for a in asks):
        return query._replace(asks=(*_implied(mentions, store), *asks))
    return query


def _are_ordered(kinds: Collection[str], store: Store) -> bool:
    """Whether some of these kinds stand in a sequence; of no kind anything may be meant."""
    sequences = [r.name for r in store.vocabulary.relations.values() if r.sequence]
    links = (link for name in sequences for link in store.edges(name))
    return not kinds or not set(kinds).isdisjoint(store.kinds_of(ends(links)).values())


def _terms(
    said: Tokens, mentions: Sequence[Mention], asks: Sequence[Ask], passed: set[int], store: Store
) -> tuple[list[Term], list[str], set[int]]:
    """The words that say something about the subject: those the graph has, others, and places.

    `passed` are the places of words that name kinds, or what is not wanted.
    """
    asked = {n for ask in asks if ask.strength >= STRONG for n in ask.span}
    named = {n for m in mentions for n in m.span}
    telling = {n for m in mentions for n in _telling(m, said.read)}
    denied = denied_words(said.read) - named
    spread, near = store.term_stats(said.stems), store.synonyms(said.stems)
    terms: list[Term] = []
    unknown: list[str] = []
    saying: set[int] = set()
    for n, (word, stem) in enumerate(zip(said.read, said.stems, strict=True)):
        if n in passed or (word in SHAPELESS and n not in telling):
            continue
        saying.add(n)
        if stem in spread or stem in near:
            weight = said.weights[n] * (-1 if n in denied else 1)
            terms.append(Term(word, stem, said.typed[n], near.get(stem, ()), weight))
        elif n not in asked | named:
            unknown.append(word)
    return terms, unknown, saying


def _telling(mention: Mention, tokens: Sequence[str]) -> list[int]:
    """The places of a mention's words, without "the" and the like unless it has no others."""
    return [n for n in mention.span if tokens[n] not in STOP] or list(mention.span)


def _heaviest(terms: Sequence[Term]) -> tuple[Term, ...]:
    """Each word once, with the greatest weight that it has anywhere."""
    best: dict[Stem, Term] = {}
    for term in terms:
        if term.stem not in best or term.weight > best[term.stem].weight:
            best[term.stem] = term
    return tuple(best.values())


def _implied(mentions: Sequence[Mention], store: Store) -> list[Ask]:
    """What the kinds of the mentioned concepts ask about of themselves."""
    of = store.kinds_of(m.keys[0] for m in mentions)
    kinds = store.vocabulary.kinds
    return [
        Ask(relation, "subject", STRONG, m.start, "")
        for m in mentions
        for relation in kinds[of[m.keys[0]]].default_relations
    ]


def _asks(
    cues: Sequence[Cue], stemmed: Sequence[Stem], mentions: Sequence[Mention], kind_words: set[int]
) -> list[Ask]:
    """The relations asked for, strongest first.

    Where a word may want either side, the place of what is mentioned decides: "what does X
    detect" wants b, "what detects X" wants a.
    """
    named = {n for m in mentions for n in m.span}
    asks: dict[tuple[str, str], Ask] = {}
    for cue in cues:
        inside = set(range(cue.start, cue.end))
        if inside <= named and len(inside) == 1 and len(mentions) == 1 and len(named) == 1:
            pass  # the only mention may be the verb itself; the cue may still be meant
        elif inside & named or inside <= kind_words:
            continue
        before = any(m.end <= cue.start for m in mentions)
        after = any(m.start >= cue.end for m in mentions)
        for sense in cue.senses:
            if sense.both and before != after and sense.side != ("object" if before else "subject"):
                continue
            text = " ".join(stemmed[cue.start : cue.end])
            ask = Ask(sense.relation, sense.side, cue.strength, cue.start, text)
            key = (sense.relation, sense.side)
            if key not in asks or ask.strength > asks[key].strength:
                asks[key] = ask
    return sorted(
        asks.values(), key=lambda a: (-a.strength, a.start, a.relation, SIDES.index(a.side))
    )
