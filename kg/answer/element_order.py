"""Element order: the cues and kind words around a mention, in the orders a chain may use them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.question import Cue, KindMention, Mention, Query
from kg.question.cue_matching import STRONG_CUE
from kg.text.language import language

Element = Cue | KindMention
"""A part of a question that a chain uses or skips."""

MAX_ELEMENTS_PER_SIDE = 6
"""Number of cues and kind words on either side of a mention that are tried, nearest first."""

WORD_ORDER_PENALTY = 0.06
"""Strength lost by a chain that uses words after the mention before those in front of it."""


def element_orders(
    query: Query, mention: Mention, kind_mentions: Sequence[KindMention]
) -> Iterator[tuple[list[Element], float]]:
    """Yield orders of the cues and kind words, nearest first on either side; with a penalty.

    `kind_mentions` are those of the query that lie outside the mention. The penalty (0-1) is the
    strength that a chain in this order loses.
    """
    named, start, end = set(mention.span), mention.start, mention.end
    cues = [c for c in query.cues if named.isdisjoint(c.span) and not _belongs_to_verb(c, query)]
    elements: list[Element] = [*cues, *kind_mentions]
    before = sorted((e for e in elements if e.end <= start), key=lambda e: (-e.end, -e.start))
    after = sorted((e for e in elements if e.start >= end), key=lambda e: (e.start, e.end))
    before, after = before[:MAX_ELEMENTS_PER_SIDE], after[:MAX_ELEMENTS_PER_SIDE]
    # In "the stage that X belongs to", the words after X bind more closely.
    is_relative = start > 0 and query.words[start - 1] in language().words.relative_pronouns
    binds_after = is_relative or _is_enclosed(mention, before, after)
    yield before + after, WORD_ORDER_PENALTY * binds_after
    # They may also do so in "the release dates of X directed films".
    for first in range(1, len(after) + 1) if before else ():
        yield after[:first] + before + after[first:], WORD_ORDER_PENALTY * (not binds_after)


def relations_of(cue: Cue) -> set[str]:
    """Return the relations that a cue may ask for."""
    return {sense.relation for sense in cue.senses}


def _belongs_to_verb(cue: Cue, query: Query) -> bool:
    """Return True if a cue is the preposition of the cue before it: "the plants grown in X"."""
    if not set(query.words[cue.start : cue.end]) <= language().sequence.scope_prepositions:
        return False
    strong = (other for other in query.cues if other.strength >= STRONG_CUE)
    return any(other.end == cue.start for other in strong)


def _is_enclosed(mention: Mention, before: Sequence[Element], after: Sequence[Element]) -> bool:
    """Return True if the mention stands between two cues of a relation.

    In "the tools built by X builders", the builders of X come first, then what they built.
    """
    if not after or after[0].start > mention.end or isinstance(after[0], KindMention):
        return False
    cue = next((element for element in before if isinstance(element, Cue)), None)
    return cue is not None and not relations_of(cue).isdisjoint(relations_of(after[0]))
