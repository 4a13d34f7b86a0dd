"""The phrases found in a question that ask for a kind or a relation."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from kg._typing import NamedTuple
from kg.model.cues import Cues, Sense, singular
from kg.model.vocabulary import Vocabulary
from kg.question.function_words import NEGATIVE, STOP, WH
from kg.text.normal_forms import Stem, stem

TELLING = frozenset("about after before during kind next sort type use used uses".split())
"""Words that carry no content of their own, yet ask for a relation as surely as a verb does."""

_DOES = frozenset({"do", "does", "did"})

STRONG = 0.5
"""Strength from which the words of an ask leave no doubt that a relation is asked about."""

LONGEST = 5
"""Words in the longest cue that is looked for."""


class Cue(NamedTuple):
    """A phrase found in a question at start:end, and what it may mean."""

    start: int
    end: int
    senses: tuple[Sense, ...]
    strength: float

    @property
    def span(self) -> range:
        """The places of its words."""
        return range(self.start, self.end)


class KindMention(NamedTuple):
    """Words of a question at start:end that name kinds of concept."""

    start: int
    end: int
    kinds: tuple[str, ...]

    @property
    def span(self) -> range:
        """The places of its words."""
        return range(self.start, self.end)


def find_kinds(cues: Cues, tokens: Sequence[str]) -> list[KindMention]:
    """Where the question names kinds, the longest phrase at each place."""
    question = list(map(singular, tokens))
    found = []
    at = 0
    while at < len(question):
        for end in range(min(len(question), at + LONGEST), at, -1):
            named = cues.kinds.get(" ".join(question[at:end]))
            if named:
                found.append(KindMention(at, end, named))
                at = end - 1
                break
        at += 1
    return found


def find_cues(cues: Cues, question: Sequence[Stem]) -> list[Cue]:
    """Every phrase in the question that asks for relations, overlapping ones included."""
    found = []
    for at in range(len(question)):
        for end in range(at + 1, min(len(question), at + LONGEST) + 1):
            senses = cues.relations.get(" ".join(question[at:end]))
            if senses:
                found.append(Cue(at, end, senses, _strength(question[at:end])))
    return found


def turned(cues: Sequence[Cue], tokens: Sequence[str], vocabulary: Vocabulary) -> list[Cue]:
    """The cues, those after a "not" turned into the relation that denies what they ask for.

    "Not good for" asks for what is unsuited, where the vocabulary has a relation for that.
    """
    if not cues:
        return []
    denies = {r.opposite: r.name for r in vocabulary.relations.values() if r.opposite}
    found = []
    for cue in cues:
        before = reversed(range(max(0, cue.start - 3), cue.start))
        start = next((n for n in before if tokens[n] in NEGATIVE), None)
        can_turn = cue.strength >= STRONG and any(s.relation in denies for s in cue.senses)
        if start is None or not can_turn:
            found.append(cue)
            continue
        senses = (s._replace(relation=denies.get(s.relation, s.relation)) for s in cue.senses)
        found.append(cue._replace(start=start, senses=tuple(senses), strength=1.0))
    return found


def asked_of(cues: Sequence[Cue], tokens: Sequence[str], vocabulary: Vocabulary) -> list[Cue]:
    """The cues, those of a sequence turned round where what stands in it is the subject.

    "What comes after X" wants the later one; "what does X come after", "X comes after what" and
    "after what does X come" the earlier one.
    """
    found = []
    for cue in cues:
        ends = cue.end == len(tokens) and not _DOES.isdisjoint(tokens[: cue.start])
        if ends or not WH.isdisjoint(tokens[cue.end : cue.end + 1]):
            senses = (
                s._replace(side="object" if s.side == "subject" else "subject")
                if vocabulary.relations[s.relation].sequence
                else s
                for s in cue.senses
            )
            cue = cue._replace(senses=tuple(senses))
        found.append(cue)
    return found


def apart(cues: Sequence[Cue]) -> list[Cue]:
    """Of cues that overlap the longest, then the first; in the order of their places."""
    kept: list[Cue] = []
    for cue in sorted(cues, key=lambda c: (c.start - c.end, c.start)):
        if all(cue.end <= other.start or other.end <= cue.start for other in kept):
            kept.append(cue)
    return sorted(kept)


def _strength(phrase: Sequence[Stem]) -> float:
    """0-1: a preposition alone says little, a verb or a phrase says what is meant."""
    if all(part in _stop_stems() for part in phrase):
        return 0.2 if len(phrase) == 1 else 0.6
    return min(1.0, 0.85 + 0.1 * len(phrase))


@cache
def _stop_stems() -> frozenset[Stem]:
    return frozenset(map(stem, STOP - TELLING))
