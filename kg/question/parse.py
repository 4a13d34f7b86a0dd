"""From a question's words to a Query."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from kg.match import best_forms, repair
from kg.question.cues import Cues, cues_of, find_cues, find_kinds
from kg.question.grammar import (
    BEGINS,
    COMPARES,
    CONNECTS,
    DEFINES,
    ENDS,
    FIRST,
    LANGUAGE,
    LAST,
    LISTS,
    SHAPING,
    STOP,
    WH,
)
from kg.question.query import Ask, Mention, Order, Query, QueryKind, Term
from kg.store import Store
from kg.text import Stem, squash, stem, words

LONGEST_NAME = 8
"""Words in the longest span that is looked up as a name."""

STRONG = 0.5
"""Strength from which the words of an ask leave no doubt that a relation is asked about."""

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
    typed = words(text)[:LONGEST_QUESTION]
    cues = cues_of(store.vocabulary)
    tokens, known = _repair(typed, store, cues)
    stemmed = [known.get(token) or stem(token) for token in tokens]
    repaired = tuple(
        (was, now) for was, now in dict.fromkeys(zip(typed, tokens, strict=True)) if was != now
    )
    mentions = _complete(_mentions(tokens, stemmed, typed, store), tokens, stemmed, store)
    kinds, kind_words = _wanted_kinds(tokens, stemmed, mentions, cues)
    if kind_words:
        mentions = [m for m in mentions if not (set(range(m.start, m.end)) <= kind_words)]
    asks = _asks(stemmed, mentions, kind_words, cues)
    asked_words = {n for ask in asks if ask.strength >= STRONG for n in ask.span}
    named = {n for m in mentions for n in range(m.start, m.end)}
    terms: list[Term] = []
    unknown: list[str] = []
    spread = store.spread(stemmed)
    for n, token in enumerate(tokens):
        if n in kind_words or (token in STOP | SHAPING and n not in named):
            continue
        if stemmed[n] in spread:
            terms.append(Term(token, stemmed[n], typed[n]))
        elif n not in asked_words and token not in FIRST | LAST | LISTS | SHAPING:
            unknown.append(token)
    query = Query(
        text=text,
        kind="answer",
        words=tuple(tokens),
        stems=tuple(stemmed),
        kinds=kinds,
        asks=tuple(asks),
        mentions=tuple(mentions),
        terms=tuple(dict.fromkeys(terms)),
        unknown=tuple(dict.fromkeys(unknown)),
        order=_order(tokens, stemmed),
        repaired=repaired,
    )
    query = replace(query, kind=_kind(query, tokens, stemmed, kind_words))
    if query.kind == "answer" and not kinds and not any(a.strength >= STRONG for a in asks):
        return replace(query, asks=(*_implied(mentions, store), *asks))
    return query


def _implied(mentions: Sequence[Mention], store: Store) -> list[Ask]:
    """What the kinds of the mentioned concepts ask about of themselves."""
    concepts = store.concepts(key for m in mentions for key in m.keys)
    kinds = store.vocabulary.kinds
    return [
        Ask(relation, "a", STRONG, m.start, "")
        for m in mentions
        for relation in kinds[concepts[m.keys[0]].kind].implies
    ]


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
            or stem(word) in graph_stems
            or stem(word) in language_stems
            or any(c.isdigit() for c in word)
        )
        fixed = None if is_known else repair(word, store, language)
        tokens.append(fixed or word)
    return tokens, known | store.stems_of(tokens)


def _mentions(
    tokens: Sequence[str], stemmed: Sequence[Stem], typed: Sequence[str], store: Store
) -> list[Mention]:
    """Concepts called in the question: longest first, none overlapping, by place."""
    spans = [
        (start, end)
        for start in range(len(tokens))
        for end in range(start + 1, min(len(tokens), start + LONGEST_NAME) + 1)
        if not all(token in STOP for token in tokens[start:end])
    ]
    keys = {
        span: (
            " ".join(tokens[slice(*span)]),
            " ".join(stemmed[slice(*span)]),
            squash("".join(tokens[slice(*span)])),
        )
        for span in spans
    }
    called = store.called(key for three in keys.values() for key in three)
    taken: set[int] = set()
    found: list[Mention] = []
    for span in sorted(spans, key=lambda s: (s[0] - s[1], s[0])):
        start, end = span
        if taken & set(range(start, end)):
            continue
        forms = next((called[key] for key in keys[span] if key in called), [])
        forms = best_forms(forms) if forms else []
        if not forms or (forms[0].how == "initialism" and len(forms) > 1):
            continue
        misspelt = tuple(tokens[start:end]) != tuple(typed[start:end])
        how = "typo" if misspelt else forms[0].how
        keys_found = tuple(dict.fromkeys(form.key for form in forms))
        found.append(Mention(keys_found, start, end, how, " ".join(typed[start:end])))
        taken.update(range(start, end))
    return sorted(found, key=lambda m: m.start)


def _complete(
    mentions: list[Mention], tokens: Sequence[str], stemmed: Sequence[Stem], store: Store
) -> list[Mention]:
    """The mentions, and those that share their last words with the next one.

    "Asynchronous and serverless inference" mentions both kinds of inference.
    """
    found = list(mentions)
    for m in mentions:
        joint = m.start - 1
        if m.end - m.start < 2 or joint < 1 or tokens[joint] not in ("and", "or", "vs", "versus"):
            continue
        for start in range(max(0, joint - 3), joint):
            for tail in range(m.start + 1, m.end):
                whole = [*stemmed[start:joint], *stemmed[tail : m.end]]
                forms = store.called([" ".join(whole)]).get(" ".join(whole), [])
                free = all(o.end <= start or o.start >= joint for o in found)
                if forms and free:
                    keys = tuple(dict.fromkeys(f.key for f in best_forms(forms)))
                    text = " ".join(tokens[start:joint])
                    found.append(Mention(keys, start, joint, "stem", text))
    return sorted(found, key=lambda m: m.start)


def _wanted_kinds(
    tokens: Sequence[str], stemmed: Sequence[Stem], mentions: Sequence[Mention], cues: Cues
) -> tuple[tuple[str, ...], set[int]]:
    """The kinds that would answer, and the words that say so."""
    places = [
        (_kind_rank(start, end, tokens, mentions), start, end, kinds)
        for start, end, kinds in find_kinds(cues, stemmed)
        if not any(m.start < end and start < m.end and _longer(m, start, end) for m in mentions)
    ]
    ranked = sorted(p for p in places if p[0] is not None)
    if not ranked:
        return (), set()
    _, start, end, kinds = ranked[0]
    return kinds, set(range(start, end))


def _longer(mention: Mention, start: int, end: int) -> bool:
    return mention.end - mention.start > end - start


def _kind_rank(
    start: int, end: int, tokens: Sequence[str], mentions: Sequence[Mention]
) -> int | None:
    """How likely the words at start:end name the kind that is wanted.

    The lower, the likelier; None when they do not.
    """
    is_concept = any(m.start == start and m.end == end for m in mentions)
    plural = tokens[end - 1].endswith("s") and not tokens[end - 1].endswith("ss")
    before = start
    while before and tokens[before - 1] not in STOP | LISTS:
        before -= 1  # "which SageMaker inference option": what stands between is part of it
    opener = tokens[before - 1] if before else ""
    if opener == "which" or opener in LISTS:
        return 0
    if opener == "what" and not is_concept:
        return 0
    if is_concept and not plural:
        return None
    follower = tokens[end] if end < len(tokens) else ""
    if plural and (before == 0 or opener in ("are", "the")) and not is_concept:
        return 1
    if follower in ("for", "of", "to", "that", "when", "with", "in", "if", "which"):
        return 2 if opener not in ("to", "a") and not is_concept else None
    if (before == 0 and not is_concept) or (not follower and opener not in ("to", "up")):
        return 3 if not is_concept else None
    return None


def _asks(
    stemmed: Sequence[Stem], mentions: Sequence[Mention], kind_words: set[int], cues: Cues
) -> list[Ask]:
    """The relations asked for, strongest first.

    Where a word may want either side, the place of what is mentioned decides: "what does X
    detect" wants b, "what detects X" wants a.
    """
    named = {n for m in mentions for n in range(m.start, m.end)}
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


def _order(tokens: Sequence[str], stemmed: Sequence[Stem]) -> Order | None:
    for token in tokens:
        if token in FIRST:
            return "first"
        if token in LAST:
            return "last"
    if any(tuple(stemmed[-len(p) :]) == p for p in BEGINS):
        return "first"
    if any(tuple(stemmed[-len(p) :]) == p for p in ENDS):
        return "last"
    return None


def _has(phrases: Iterable[tuple[Stem, ...]], stemmed: Sequence[Stem]) -> bool:
    return any(
        tuple(stemmed[at : at + len(phrase)]) == phrase
        for phrase in phrases
        for at in range(len(stemmed) - len(phrase) + 1)
    )


def _kind(
    query: Query, tokens: Sequence[str], stemmed: Sequence[Stem], kind_words: set[int]
) -> QueryKind:
    mentions = query.mentions
    named = {n for m in mentions for n in range(m.start, m.end)}
    if len(mentions) == 2 and not query.kinds:
        between = tokens[mentions[0].end : mentions[1].start]
        if _has(COMPARES, stemmed) or list(between) == ["or"]:
            return "comparison"
        if _has(CONNECTS, [s for n, s in enumerate(stemmed) if n not in named]):
            return "path"
    rest = [t for n, t in enumerate(tokens) if n not in named | kind_words and t not in STOP]
    defines = _has(DEFINES, stemmed) or not any(token in WH for token in tokens)
    strong = any(ask.strength >= STRONG for ask in query.asks)
    if len(mentions) == 1 and not query.kinds and defines and not strong:
        define_words = {s for phrase in DEFINES for s in phrase}
        if all(stem(token) in define_words for token in rest):
            return "definition"
    if query.kinds and kind_words:
        last = tokens[max(kind_words)]
        plural = last.endswith("s") and not last.endswith("ss")
        if plural or any(token in LISTS for token in tokens):
            return "list"
    return "answer"
