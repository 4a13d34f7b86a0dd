"""Query: what a question asks for."""

from __future__ import annotations

from collections.abc import Collection

from kg._typing import Literal, NamedTuple
from kg.model.vocabulary import Side
from kg.question.cue_matching import Cue, Noun
from kg.store import Key
from kg.text.normal_forms import Stem

QueryKind = Literal["answer", "list", "definition", "comparison", "path"]
"""The form of answer that a question wants."""


class Term(NamedTuple):
    """A word that says something: as understood, and as typed where that was misspelt.

    `near` are stems of the graph that mean nearly the same. `weight` (0-1) is how much the word's
    sentence bears on what is asked; below 0, the word is not to hold of the answer.
    """

    word: str
    stem: Stem
    typed: str
    near: tuple[Stem, ...] = ()
    weight: float = 1.0


class Mention(NamedTuple):
    """Words of the question that call concepts of the graph.

    `start` and `end` bound them among the question's words. `how` is as in `Form`, or typo.
    """

    keys: tuple[Key, ...]
    start: int
    end: int
    how: str
    text: str

    @property
    def span(self) -> range:
        """The places of its words."""
        return range(self.start, self.end)


class Ask(NamedTuple):
    """A relation that the question's words ask about, and which end of it they want.

    `strength` is 0-1: how specific the words are. `start` is where among the words they stand.
    """

    relation: str
    side: Side
    strength: float
    start: int
    text: str

    @property
    def span(self) -> range:
        """Where the words stand; empty when the ask is only implied."""
        return range(self.start, self.start + len(self.text.split()))


class Query(NamedTuple):
    """A question understood.

    `kinds` are the kinds of concept that would answer it, and `wanted` the places of the words
    that say so; `nouns` name further kinds. `cues` are the phrases that ask for relations, none
    overlapping, and `echoes` the places of words such as "same" and "also". `excluded` are
    concepts that the answer shall not be. `unknown` are words that the graph does not have;
    `saying` the places of all words that say something about the subject. `place` is the one
    wanted of an order, from 1 or, from the end, from -1.

    `negated` tells that what does not fit is wanted, and `negated_at` where what it shall not fit
    is mentioned; `means` that somebody tells a task and wants a means to it; `defines` that it
    begins as one does that asks what something is; `names` that it describes something and asks
    what that is called; `matter` that it wants a person, a time, a place or an amount; `foreign`
    how many names it has that the graph has not; `lopsided` that it compares with something that
    the graph has not.
    """

    text: str
    kind: QueryKind
    words: tuple[str, ...] = ()
    stems: tuple[Stem, ...] = ()
    kinds: tuple[str, ...] = ()
    wanted: frozenset[int] = frozenset()
    nouns: tuple[Noun, ...] = ()
    cues: tuple[Cue, ...] = ()
    echoes: frozenset[int] = frozenset()
    asks: tuple[Ask, ...] = ()
    mentions: tuple[Mention, ...] = ()
    excluded: frozenset[Key] = frozenset()
    terms: tuple[Term, ...] = ()
    unknown: tuple[str, ...] = ()
    saying: frozenset[int] = frozenset()
    place: int | None = None
    negated: bool = False
    negated_at: frozenset[int] = frozenset()
    means: bool = False
    defines: bool = False
    names: bool = False
    matter: bool = False
    foreign: int = 0
    lopsided: bool = False
    repaired: tuple[tuple[str, str], ...] = ()

    def share(self, told: Collection[int]) -> float:
        """How much of what the question says, and of what it wants, these places tell; 0-1."""
        says = self.saying | self.wanted
        return len(says.intersection(told)) / max(1, len(says))

    @property
    def content(self) -> int:
        """How many words say something, known to the graph or not."""
        return len(self.terms) + len(self.unknown)
