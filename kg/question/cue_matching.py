"""Cues: the phrases of a question that ask for a kind or a relation of the vocabulary."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from kg._typing import NamedTuple
from kg.model.cues import Cues, Sense, singular
from kg.model.vocabulary import Vocabulary
from kg.text.language import language
from kg.text.normal_forms import Stem, stem

STRONG_CUE = 0.5
"""Strength (0-1) from which a cue clearly asks for its relation."""

MAX_CUE_WORDS = 5
"""Number of words in the longest phrase that is looked up as a cue."""


class Cue(NamedTuple):
    """A phrase at positions start:end of a question that asks for relations.

    `senses` are the relations that it may mean. `strength` (0-1) is how specific it is.
    """

    start: int
    end: int
    senses: tuple[Sense, ...]
    strength: float

    @property
    def span(self) -> range:
        """The positions of its words."""
        return range(self.start, self.end)


class KindMention(NamedTuple):
    """Words at positions start:end of a question that name kinds of concept."""

    start: int
    end: int
    kinds: tuple[str, ...]

    @property
    def span(self) -> range:
        """The positions of its words."""
        return range(self.start, self.end)


def find_kind_mentions(cue_index: Cues, tokens: Sequence[str]) -> list[KindMention]:
    """Find the words that name kinds, the longest phrase at each position, in order."""
    question = list(map(singular, tokens))
    found = []
    at = 0
    while at < len(question):
        for end in range(min(len(question), at + MAX_CUE_WORDS), at, -1):
            kinds = cue_index.kinds.get(" ".join(question[at:end]))
            if kinds:
                found.append(KindMention(at, end, kinds))
                at = end - 1
                break
        at += 1
    return found


def find_cues(cue_index: Cues, question: Sequence[Stem]) -> list[Cue]:
    """Find every phrase that asks for relations; the phrases may overlap."""
    found = []
    for at in range(len(question)):
        for end in range(at + 1, min(len(question), at + MAX_CUE_WORDS) + 1):
            senses = cue_index.relations.get(" ".join(question[at:end]))
            if senses:
                found.append(Cue(at, end, senses, _strength(question[at:end])))
    return found


def orient_sequence_cues(
    cues: Sequence[Cue], tokens: Sequence[str], vocabulary: Vocabulary
) -> list[Cue]:
    """Swap the end that a sequence cue asks for if the question mentions the other one.

    "What comes after X" wants the later concept. "What does X come after", "X comes after what"
    and "after what does X come" want the earlier one.
    """
    lang, found = language(), []
    for cue in cues:
        has_do = not lang.words.do_forms.isdisjoint(tokens[: cue.start])
        ends = cue.end == len(tokens) and has_do
        if ends or not lang.interrogatives.isdisjoint(tokens[cue.end : cue.end + 1]):
            senses = (
                s._replace(side="object" if s.side == "subject" else "subject")
                if vocabulary.relations[s.relation].sequence
                else s
                for s in cue.senses
            )
            cue = cue._replace(senses=tuple(senses))
        found.append(cue)
    return found


def without_overlaps(cues: Sequence[Cue]) -> list[Cue]:
    """Keep the longest of overlapping cues, or the first of equal length; sorted by position."""
    kept: list[Cue] = []
    for cue in sorted(cues, key=lambda c: (c.start - c.end, c.start)):
        if all(cue.end <= other.start or other.end <= cue.start for other in kept):
            kept.append(cue)
    return sorted(kept)


def _strength(phrase: Sequence[Stem]) -> float:
    """Return 0-1: low for a preposition alone, high for a verb or a phrase."""
    if all(part in _stop_stems() for part in phrase):
        return 0.2 if len(phrase) == 1 else 0.6
    return min(1.0, 0.85 + 0.1 * len(phrase))


@cache
def _stop_stems() -> frozenset[Stem]:
    lang = language()
    return frozenset(map(stem, lang.stop_words - lang.words.relational_stop))
