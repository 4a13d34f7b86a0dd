"""Negation: the scope of "not", "except" and the like within a question."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from kg.model.vocabulary import Vocabulary
from kg.question.cue_matching import STRONG_CUE, Cue
from kg.question.query import Mention
from kg.store import Key, Store
from kg.text.language import language

MAX_NEGATED_QUESTION_WORDS = 14
"""In a question of more words, a "not" does not negate what is asked: it is part of the story."""

NEGATION_SCOPE = 3
"""Number of words after a "not" whose terms it negates."""

_MENTION_SCOPE = 4  # words after a "not" within which a mention is negated
_CUE_SCOPE = 3  # words after a "not" within which a cue is negated


def negate_cues(cues: Sequence[Cue], tokens: Sequence[str], vocabulary: Vocabulary) -> list[Cue]:
    """Replace the relation of each cue after a "not" by its opposite, where it has one.

    "Not good for" asks for what is unsuited. The "not" becomes part of the cue.
    """
    if not cues:
        return []
    opposites = {r.opposite: r.name for r in vocabulary.relations.values() if r.opposite}
    negations, found = language().negation.negations, []
    for cue in cues:
        before = reversed(range(max(0, cue.start - _CUE_SCOPE), cue.start))
        start = next((n for n in before if tokens[n] in negations), None)
        has_opposite = any(sense.relation in opposites for sense in cue.senses)
        if start is None or cue.strength < STRONG_CUE or not has_opposite:
            found.append(cue)
            continue
        senses = (s._replace(relation=opposites.get(s.relation, s.relation)) for s in cue.senses)
        found.append(cue._replace(start=start, senses=tuple(senses), strength=1.0))
    return found


def negated_mentions(
    tokens: Sequence[str], mentions: Sequence[Mention], cue_positions: Collection[int]
) -> frozenset[int]:
    """Return the starts of mentions that the answer must not fit, as in "not used for X".

    A "not" at one of the `cue_positions` belongs to a relation and negates no mention.
    """
    if len(tokens) > MAX_NEGATED_QUESTION_WORDS:
        return frozenset()
    negation = language().negation
    negations = [
        n for n, t in enumerate(tokens) if t in negation.negations and n not in cue_positions
    ]
    preceded = {
        m.start
        for m in mentions
        if any(0 < m.start - n <= _MENTION_SCOPE for n in negations)
        or (m.start > 0 and tokens[m.start - 1] in negation.absence)
    }
    # "X that Y did not direct" excludes what Y directed.
    followed = {m.start for m in mentions[1:] if any(0 <= n - m.end < 2 for n in negations)}
    return frozenset(preceded or followed)


def denied_positions(tokens: Sequence[str]) -> frozenset[int]:
    """Return the positions of words that must not hold of the answer.

    In "does not queue requests", these are the positions of "queue" and "requests".
    """
    if len(tokens) > MAX_NEGATED_QUESTION_WORDS:
        return frozenset()
    negations = language().negation.negations
    return frozenset(
        position
        for n, token in enumerate(tokens)
        if token in negations
        for position in range(n + 1, min(len(tokens), n + 1 + NEGATION_SCOPE))
    )


def split_excluded(
    mentions: Sequence[Mention], tokens: Sequence[str], kinds: Collection[str], store: Store
) -> tuple[list[Mention], list[Mention]]:
    """Return the mentions that a question is about, and those that it excludes as answers.

    A mention is excluded after "other than" and the like, or after a negation if it is of a kind
    asked for, as in "an option that is not serverless".
    """
    lang = language()
    denying = lang.negation.negations | lang.negation.lack
    kept: list[Mention] = []
    excluded: list[Mention] = []
    for mention in mentions:
        before = [t for t in tokens[: mention.start] if t not in lang.words.determiners]
        is_excepted = any(tuple(before[-len(p) :]) == p for p in lang.negation.exclusions)
        is_excepted &= not sets_apart(tokens)
        is_denied = bool(before[-1:] and before[-1] in denying and kinds)
        is_excluded = (is_excepted or is_denied) and (
            not kinds or _are_of_kind(mention.keys, kinds, store)
        )
        is_joined = bool(before) and before[-1] in lang.words.conjunctions
        is_next_in_list = excluded and is_joined and excluded[-1].end >= mention.start - 2
        (excluded if is_excluded or is_next_in_list else kept).append(mention)
    return kept, excluded


def sets_apart(tokens: Collection[str]) -> bool:
    """Return True if a question asks what sets one thing apart from another."""
    form = language().form
    return not (form.apart.isdisjoint(tokens) or form.apart_verbs.isdisjoint(tokens))


def _are_of_kind(keys: Iterable[Key], kinds: Collection[str], store: Store) -> bool:
    return all(kind in kinds for kind in store.kinds_of(keys).values())
