"""From a question's words to a Query."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from kg.match import repair
from kg.question.cues import STRONG, Cues, apart, cues_of, find_cues, find_kinds
from kg.question.grammar import (
    ASIDES,
    COUNTS,
    ECHOES,
    FILLERS,
    LANGUAGE,
    LISTS,
    NARRATION,
    ORDINALS,
    SHAPING,
    STOP,
    VAGUE,
)
from kg.question.mentions import find_marked, find_mentions, find_slips
from kg.question.query import Ask, Mention, Query, Term
from kg.question.sentences import Sentence, split_sentences
from kg.question.shape import (
    asks_matter,
    begins_as_definition,
    denied_words,
    negated_mentions,
    query_kind,
    wanted_kinds,
    wanted_place,
    wants_means,
)
from kg.store import Store
from kg.text import Norm, Stem, stem, words

_SHAPELESS = (
    STOP | SHAPING | COUNTS | ORDINALS.keys() | LISTS | NARRATION | VAGUE | FILLERS | ECHOES
)
"""Words that say nothing about a subject unless they are part of its name."""

_UNIT = re.compile(r"(\d+)([a-z]+)")

DOUBTS = 3
"""Words around which misspelt names are looked for, at most."""

LONGEST_QUESTION = 400
"""Words of a question that are read; no sensible one is longer."""


def understand(text: str, store: Store) -> Query:
    """What a question asks of a graph.

    Args:
        text: the question as typed; any case, punctuation and spelling.
        store: the graph that is asked.

    Returns:
        The query. One with no mention, term or kind has nothing to do with the graph.
    """
    sentences = split_sentences(text)
    typed, weights, asking = _typed(sentences, store)
    cues = cues_of(store.vocabulary)
    tokens, known = _repair(typed, store, cues)
    stemmed = [known.get(token) or stem(token) for token in tokens]
    repaired = tuple(
        (was, now) for was, now in dict.fromkeys(zip(typed, tokens, strict=True)) if was != now
    )
    mentions = find_marked(text, typed, store)
    if not mentions:
        mentions = find_mentions(tokens, stemmed, typed, store)
        doubtful = _doubtful(typed, tokens, mentions, store, cues)
        mentions = find_slips(typed, doubtful, mentions, store)
    mentions = [_as_spelt(mention, text, store) for mention in mentions]
    mentions = _without_incidental(mentions, tokens, stemmed, cues)
    kinds, kind_words = wanted_kinds(tokens, stemmed, mentions, cues, asking)
    if kind_words:
        mentions = [m for m in mentions if not set(m.span) <= kind_words]
    asks = _asks(stemmed, mentions, kind_words, cues)
    asked_words = {n for ask in asks if ask.strength >= STRONG for n in ask.span}
    named = {n for m in mentions for n in m.span}
    telling = {n for m in mentions for n in _telling(m, tokens)}
    terms: list[Term] = []
    unknown: list[str] = []
    saying: set[int] = set()
    denied = denied_words(tokens)
    spread, near = store.spread(stemmed), store.near(stemmed)
    for n, token in enumerate(tokens):
        if n in kind_words or (token in _SHAPELESS and n not in telling):
            continue
        saying.add(n)
        if stemmed[n] in spread or stemmed[n] in near:
            alike = near.get(stemmed[n], ())
            weight = -weights[n] if n in denied and n not in named else weights[n]
            terms.append(Term(token, stemmed[n], typed[n], alike, weight))
        elif n not in asked_words | named:
            unknown.append(token)
    negated = negated_mentions(tokens, mentions)
    phrases = apart(find_cues(cues, stemmed))
    in_phrases = {n for cue in phrases for n in cue.span}
    query = Query(
        text=text,
        kind="answer",
        words=tuple(tokens),
        stems=tuple(stemmed),
        kinds=kinds,
        wanted=frozenset(kind_words),
        nouns=tuple(n for n in find_kinds(cues, tokens) if kind_words.isdisjoint(n.span)),
        cues=tuple(phrases),
        echoes=frozenset(
            n for n, token in enumerate(tokens) if token in ECHOES and n not in in_phrases | named
        ),
        asks=tuple(asks),
        mentions=tuple(mentions),
        terms=_heaviest(terms),
        saying=frozenset(saying.union(*(c.span for c in phrases if c.strength >= STRONG))),
        unknown=tuple(dict.fromkeys(unknown)),
        place=wanted_place(tokens, stemmed, kind_words),
        negated=bool(negated),
        negated_at=negated,
        means=wants_means(tokens),
        defines=begins_as_definition(tokens),
        matter=not kinds and asks_matter(tokens, phrases),
        repaired=repaired,
    )
    query = replace(query, kind=query_kind(query, tokens, stemmed, kind_words))
    if query.kind == "answer" and not kinds and not any(a.strength >= STRONG for a in asks):
        return replace(query, asks=(*_implied(mentions, store), *asks))
    return query


def _without_incidental(
    mentions: list[Mention], tokens: Sequence[str], stemmed: Sequence[Stem], cues: Cues
) -> list[Mention]:
    """The mentions without those that shape the question, where it mentions something else.

    In "who directed films with X", a concept called "direction" is not meant.
    """
    shaping = {n for cue in find_cues(cues, stemmed) if cue.strength >= STRONG for n in cue.span}
    shaping |= {n for noun in find_kinds(cues, tokens) for n in noun.span}
    shaping |= {n for n, token in enumerate(tokens) if token in STOP | ECHOES}
    meant = [m for m in mentions if not shaping >= set(m.span)]
    return meant or mentions


def _as_spelt(mention: Mention, text: str, store: Store) -> Mention:
    """The mention with those concepts only that the question spells as they are, capitals and all.

    "Star" and "star" may be two; who writes no capitals may mean either.
    """
    if len(mention.keys) > 1:
        names = {key: concept.name for key, concept in store.concepts(mention.keys).items()}
        spelt = [key for key, name in names.items() if name in text and name != name.lower()]
        if spelt:
            return mention._replace(keys=tuple(spelt))
    return mention


def _doubtful(
    typed: Sequence[str],
    tokens: Sequence[str],
    mentions: Sequence[Mention],
    store: Store,
    cues: Cues,
) -> list[int]:
    """Places of words that may be part of a misspelt name: those that the graph has not so.

    Where it has them all, but nothing is mentioned, any that does not shape the question may be.
    """
    known = store.stems_of(typed)
    shaping = STOP | SHAPING | LANGUAGE | cues.words
    unknown = [
        n
        for n, (word, now) in enumerate(zip(typed, tokens, strict=True))
        if word not in known and now not in shaping
    ]
    if unknown or mentions:
        return unknown[:DOUBTS]
    return [n for n, word in enumerate(tokens) if word not in shaping][:1]


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


def _typed(sentences: Sequence[Sentence], store: Store) -> tuple[list[str], list[float], range]:
    """The words of a question, the weight of each, and the places of those that ask."""
    typed: list[str] = []
    weights: list[float] = []
    asking = range(0)
    for sentence in sentences:
        parts = _split(_without_asides(words(sentence.text)), store)
        if sentence.asks:
            asking = range(len(typed), len(typed) + len(parts))
        typed += parts
        weights += [sentence.weight] * len(parts)
    return typed[:LONGEST_QUESTION], weights[:LONGEST_QUESTION], asking


def _implied(mentions: Sequence[Mention], store: Store) -> list[Ask]:
    """What the kinds of the mentioned concepts ask about of themselves."""
    concepts = store.concepts(key for m in mentions for key in m.keys)
    kinds = store.vocabulary.kinds
    return [
        Ask(relation, "a", STRONG, m.start, "")
        for m in mentions
        for relation in kinds[concepts[m.keys[0]].kind].implies
    ]


def _without_asides(parts: list[Norm]) -> list[Norm]:
    kept: list[Norm] = []
    at = 0
    while at < len(parts):
        aside = next((a for a in ASIDES if tuple(parts[at : at + len(a)]) == a), None)
        if aside is None or len(parts) == len(aside):
            kept.append(parts[at])
        at += len(aside) if aside and len(parts) > len(aside) else 1
    return kept


def _split(typed: Sequence[str], store: Store) -> list[str]:
    """The words, with a number taken from its unit ("1gb") where the graph knows no such word."""
    joined = [word for word in typed if _UNIT.fullmatch(word)]
    known = store.stems_of(joined).keys() | store.called(joined).keys()
    parts: list[str] = []
    for word in typed:
        match = None if word in known else _UNIT.fullmatch(word)
        parts.extend(match.groups() if match else [word])
    return parts


def _repair(typed: Sequence[str], store: Store, cues: Cues) -> tuple[list[str], dict[str, Stem]]:
    """The words with misspelt ones put right, and the stems of those the graph has."""
    known = store.stems_of(typed)
    language = LANGUAGE | cues.words
    language_stems = {stem(word) for word in language}
    squashed = store.called(typed)
    graph_stems = store.spread(stem(word) for word in typed)
    tokens = []
    for word in typed:
        is_known = (
            word in known
            or word in STOP
            or word in language
            or word in squashed
            or (stem(word) in graph_stems and stem(word) != word)
            or stem(word) in language_stems
            or any(c.isdigit() for c in word)
        )
        fixed = None if is_known else repair(word, store, language)
        tokens.append(fixed or word)
    return tokens, known | store.stems_of(tokens)


def _asks(
    stemmed: Sequence[Stem], mentions: Sequence[Mention], kind_words: set[int], cues: Cues
) -> list[Ask]:
    """The relations asked for, strongest first.

    Where a word may want either side, the place of what is mentioned decides: "what does X
    detect" wants b, "what detects X" wants a.
    """
    named = {n for m in mentions for n in m.span}
    asks: dict[tuple[str, str], Ask] = {}
    for cue in find_cues(cues, stemmed):
        inside = set(range(cue.start, cue.end))
        if inside <= named and len(inside) == 1 and len(mentions) == 1 and len(named) == 1:
            pass  # the only mention may be the verb itself; the cue may still be meant
        elif inside & named or inside <= kind_words:
            continue
        before = any(m.end <= cue.start for m in mentions)
        after = any(m.start >= cue.end for m in mentions)
        for sense in cue.senses:
            if sense.both and before != after and sense.side != ("b" if before else "a"):
                continue
            text = " ".join(stemmed[cue.start : cue.end])
            ask = Ask(sense.relation, sense.side, cue.strength, cue.start, text)
            key = (sense.relation, sense.side)
            if key not in asks or ask.strength > asks[key].strength:
                asks[key] = ask
    return sorted(asks.values(), key=lambda a: (-a.strength, a.start, a.relation, a.side))
