"""The shape of a question: the kinds, the order and the form of answer that it wants."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from kg.model.cues import Cues
from kg.question.cue_matching import STRONG, Cue, KindMention, find_cues, find_kinds
from kg.question.function_words import (
    AUXILIARIES,
    BEGINS,
    COMPARES,
    CONNECTS,
    DEFINES,
    DEMONSTRATIVE,
    DETERMINERS,
    DIFFERENT_FROM,
    ENDS,
    LISTS,
    MATTERS,
    MEANS,
    NAMING,
    NEGATIVE,
    ORDINALS,
    SHAPING,
    STOP,
    SUITS,
    VAGUE,
    WH,
)
from kg.question.query import AnswerForm, Mention, Query
from kg.text.normal_forms import Stem, stem, words

_CAPITAL = r"(?<=[a-z,;:)] )[A-Z][\w.-]*|\b[A-Za-z]*[a-z][A-Z]\w*"

_FOLLOWS = frozenset("for of to that when where whose with in if which".split())
"""Words after a noun by which it is told more closely what is wanted."""

DENIED = 3
"""Words after a "not" that it denies."""

NAMED_BY = 4
"""Words among which a question says that it asks for a name."""

TERSE = 14
"""Words up to which a "not" is taken to turn the whole question round."""


def wanted_kinds(
    tokens: Sequence[str],
    stemmed: Sequence[Stem],
    mentions: Sequence[Mention],
    cues: Cues,
    asking: range,
) -> tuple[tuple[str, ...], set[int]]:
    """The kinds that would answer, and the words that say so.

    `asking` are the places of the sentence that asks; what others name is no kind asked for.
    """
    naming = asks_for_a_name(tokens)
    nouns = [
        noun
        for noun in _heads(find_kinds(cues, tokens))
        if noun.start in asking
        and noun.start not in naming
        and not any(
            m.start < noun.end and noun.start < m.end and _longer(m, noun) for m in mentions
        )
    ]
    told = [cue for cue in find_cues(cues, stemmed) if cue.strength >= STRONG]
    if asking and tokens[asking.start] in ("when", "why", "how"):
        # "When is X the right metric": the noun is part of what is asked about X.
        nouns = [n for n in nouns if all(c.end != n.end or c.start >= n.start for c in told)]
    heard = {cue.start for cue in told}
    ranks = {noun: _kind_rank(noun, tokens, mentions, heard) for noun in nouns}
    ranked = sorted((rank, noun) for noun, rank in ranks.items() if rank is not None)
    if not ranked or (ranked[0][0] and _asks_by_relation(tokens, heard, asking)):
        return (), set(naming)
    first = ranked[0][1]
    if _is_vague(first, tokens, asking):
        return (), {*first.span, *naming}
    wanted = [first]
    for noun in nouns:  # "which service or feature"
        if noun.start == wanted[-1].end + 1 and tokens[wanted[-1].end] == "or":
            wanted.append(noun)
    plural = _is_plural(tokens[wanted[-1].end - 1])
    # A list is of one kind, an answer of any that the noun may mean.
    kinds = dict.fromkeys(
        kind for noun in wanted for kind in (noun.kinds[:1] if plural else noun.kinds)
    )
    return tuple(kinds), {*range(first.start, wanted[-1].end), *naming}


def _asks_by_relation(tokens: Sequence[str], heard: Collection[int], asking: range) -> bool:
    """Whether a relation's own noun says what is wanted: "starred which actors"."""
    return any(tokens[n] in ("which", "what") and n + 1 in heard for n in asking)


def _is_vague(noun: KindMention, tokens: Sequence[str], asking: range) -> bool:
    """Whether the words name no kind: "which option best meets this requirement"."""
    beside = {tokens[n] for n in asking}
    return set(tokens[noun.start : noun.end]) <= VAGUE and not SUITS.isdisjoint(beside)


def _heads(nouns: Sequence[KindMention]) -> list[KindMention]:
    """The nouns that no other follows at once: in "film genre", genre."""
    starts = {noun.start for noun in nouns}
    return [noun for noun in nouns if noun.end not in starts]


def _longer(mention: Mention, noun: KindMention) -> bool:
    return len(mention.span) > len(noun.span)


def _kind_rank(
    noun: KindMention, tokens: Sequence[str], mentions: Sequence[Mention], heard: Collection[int]
) -> int | None:
    """How likely a noun names the kind that is wanted: the lower, the likelier; None: it does not.

    `heard` are the places where words that ask for relations begin.
    """
    start, end = noun.start, noun.end
    is_concept = any(m.start == start and m.end == end for m in mentions)
    plural = _is_plural(tokens[end - 1])
    before = start
    while before and tokens[before - 1] not in STOP | LISTS:
        before -= 1  # "which SageMaker inference option": what stands between is part of it
    opener = tokens[before - 1] if before else ""
    if sum(n in heard for n in range(before, start)) > 1:
        return 2  # in "which writers co-wrote films", films are not what is asked for
    if tokens[start] in WH:
        return 0  # a vocabulary may say that "who" asks for a person
    if opener in ("which", "many") or opener in LISTS:
        return 0
    if opener == "what" and (plural or not is_concept):
        return 0
    if is_concept and not plural:
        return None
    follower = tokens[end] if end < len(tokens) else ""
    if plural and (before == 0 or opener in ("are", "the")) and not is_concept:
        return 1
    if follower in _FOLLOWS:
        return 2 if opener not in ("to", "a") and not is_concept else None
    if (before == 0 and not is_concept) or (not follower and opener not in ("to", "up")):
        return 3 if not is_concept else None
    return None


def wanted_place(
    tokens: Sequence[str], stemmed: Sequence[Stem], kind_words: set[int]
) -> int | None:
    """The place in an order that is asked for: 1 the first, 2 the second, -1 the last."""
    for n, token in enumerate(tokens):
        if token not in ORDINALS:
            continue
        # "the first stage", "which comes first"; but not "the first user waits".
        before_kind = any(0 < k - n <= 3 for k in kind_words)
        said = n > 0 and tokens[n - 1] in ("comes", "is", "come")
        at_end = said and (n == len(tokens) - 1 or tokens[n + 1] in ("in", "of", "on"))
        if before_kind or at_end or (n == len(tokens) - 1 and kind_words):
            return ORDINALS[token]
    if WH.isdisjoint(tokens):
        return None
    if any(tuple(stemmed[-len(p) :]) == p for p in BEGINS):
        return 1
    if any(tuple(stemmed[-len(p) :]) == p for p in ENDS):
        return -1
    return None


def negated_mentions(
    tokens: Sequence[str], mentions: Sequence[Mention], heard: Collection[int]
) -> frozenset[int]:
    """The places of mentions that the answer is not to fit, as in "not used for X".

    A "not" at one of the places in `heard` is part of what is asked for.
    """
    if len(tokens) > TERSE:
        return frozenset()
    negatives = [n for n, t in enumerate(tokens) if t in NEGATIVE and n not in heard]
    before = {m.start for m in mentions if any(0 < m.start - n <= 4 for n in negatives)}
    after = {m.start for m in mentions[1:] if any(0 <= n - m.end < 2 for n in negatives)}
    return frozenset(before or after)  # "X that Y did not direct" takes away what is Y's


def denied_words(tokens: Sequence[str]) -> frozenset[int]:
    """The places of words that are not to hold of the answer, as in "does not queue requests"."""
    if len(tokens) > TERSE:
        return frozenset()
    return frozenset(
        place
        for n, token in enumerate(tokens)
        if token in NEGATIVE
        for place in range(n + 1, min(len(tokens), n + 1 + DENIED))
    )


def wants_means(tokens: Sequence[str]) -> bool:
    """Whether somebody says what they want to do, and so wants a thing to do it with."""
    return _has(MEANS, tokens)


def begins_as_definition(tokens: Sequence[str]) -> bool:
    """Whether the question is like "what is ...", "explain ..." or "what does ... do"."""
    if tuple(tokens[:2]) == ("what", "does") and tokens[-1] == "do":
        return True
    return tuple(tokens[:2]) in (("what", "is"), ("what", "are"), ("who", "is")) or (
        tokens[:1] in (["define"], ["explain"], ["describe"], ["whats"])
    )


def asks_for_a_name(tokens: Sequence[str]) -> range:
    """The places of a phrase like "what is it called", near the start; empty without one."""
    for at in range(NAMED_BY):
        for phrase in NAMING:
            if tuple(tokens[at : at + len(phrase)]) == phrase:
                return range(at, at + len(phrase))
    bare = ("the", *tokens[:2]) in NAMING  # "term for ..."
    return range(2 * bare)


def asks_matter(tokens: Sequence[str], cues: Sequence[Cue]) -> bool:
    """Whether the question wants a person, time, place or amount, and no relation says which.

    "Who provides it" and "when should it be used" ask by a relation; "who invented it" does not.
    """
    opening = next((m for m in MATTERS if tuple(tokens[: len(m)]) == m), None)
    if opening is None or any(cue.strength >= STRONG for cue in cues):
        return False
    return opening == ("who",) or not AUXILIARIES.isdisjoint(tokens[len(opening) :][:3])


def foreign_names(text: str, unknown: Collection[str]) -> int:
    """How many unknown words are names: written with a capital within a sentence, or a digit."""
    capital: set[str] = set()
    if unknown and text != text.lower() and text != text.upper():
        import re  # imported late: where all words are known none is foreign

        capital.update(norm for word in re.findall(_CAPITAL, text) for norm in words(word))
    names = [word for word in unknown if word in capital or any(c.isdigit() for c in word)]
    return sum(not word.isdigit() for word in names)


def compares(tokens: Sequence[str], mentions: Sequence[Mention]) -> bool:
    """Whether words that no name contains ask to tell things apart."""
    named = {n for mention in mentions for n in mention.span}
    return any(token in COMPARES for n, token in enumerate(tokens) if n not in named)


def _asks_whether(tokens: Sequence[str], start: int) -> bool:
    """Whether something is to be so of what is mentioned from a place on: "is X part of Y"."""
    opening = tokens[:start]
    opens = not AUXILIARIES.isdisjoint(opening[:1]) and DETERMINERS.issuperset(opening[1:])
    return opens and WH.isdisjoint(tokens)


def _has(phrases: Iterable[tuple[str, ...]], question: Sequence[str]) -> bool:
    return any(
        tuple(question[at : at + len(phrase)]) == phrase
        for phrase in phrases
        for at in range(len(question) - len(phrase) + 1)
    )


def _is_plural(token: str) -> bool:
    return token.endswith("s") and not token.endswith("ss")


def query_kind(
    query: Query, tokens: Sequence[str], stemmed: Sequence[Stem], kind_words: set[int]
) -> AnswerForm:
    """The form of answer that a question wants, once everything else in it is understood."""
    mentions = query.mentions
    named = {n for m in mentions for n in range(m.start, m.end)}
    if query.wants_name and not query.content_positions <= named:
        return "answer"
    strong = any(ask.strength >= STRONG for ask in query.asks)
    different = {mention.keys for mention in mentions}
    if len(mentions) == len(different) > 1 and not query.answer_kinds:
        beside = [t for n, t in enumerate(tokens) if n not in named and t not in STOP | SHAPING]
        between = list(tokens[mentions[0].end : mentions[1].start])
        apart = compares(tokens, mentions) or _has(DIFFERENT_FROM, stemmed)
        either = len(mentions) == 2 and between == ["or"] and not strong
        if len(beside) < (4 if apart else 2) and (apart or either):
            return "comparison"
    if len(mentions) == len(different) == 2 and not query.answer_kinds:
        if _has(CONNECTS, [s for n, s in enumerate(stemmed) if n not in named]):
            return "path"
        if _asks_whether(tokens, mentions[0].start):
            return "path"
    if len(mentions) == 1 and any(
        tuple(tokens[n : n + 3]) in DEMONSTRATIVE for n in range(mentions[0].end, len(tokens))
    ):
        return "definition"  # of what was told of before
    rest = [t for n, t in enumerate(tokens) if n not in named | kind_words and t not in STOP]
    if len(mentions) == 1 and kind_words and tokens[0] in ("is", "are") and not rest:
        return "definition"  # "is X a service": what X is tells
    defines = _has(DEFINES, stemmed) or not any(token in WH for token in tokens)
    if len(mentions) == 1 and not query.answer_kinds and defines and not strong:
        define_words = {s for phrase in DEFINES for s in phrase}
        if all(stem(token) in define_words for token in rest):
            return "definition"
    start = min(kind_words, default=0)
    lists = not LISTS.isdisjoint((*tokens[:1], *tokens[max(0, start - 2) : start]))
    if query.answer_kinds and kind_words and (lists or _is_plural(tokens[max(kind_words)])):
        return "list"
    return "answer"
