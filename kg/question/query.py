"""Query: what a question asks for."""

from __future__ import annotations

from collections.abc import Collection

from kg._typing import Literal, NamedTuple
from kg.model.vocabulary import Side
from kg.question.cue_matching import Cue, KindMention
from kg.store import Key
from kg.text.normal_forms import Stem

AnswerForm = Literal["answer", "list", "definition", "comparison", "path"]
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

    `start` and `end` bound them among the question's words. `match_type` is as in `NameMatch`, or typo.
    """

    keys: tuple[Key, ...]
    start: int
    end: int
    match_type: str
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

    `answer_kinds` are the kinds of concept that would answer it, and `kind_positions` the places of the words
    that say so; `kind_mentions` name further kinds. `cues` are the phrases that ask for relations, none
    overlapping, and `echoes` the places of words such as "same" and "also". `excluded` are
    concepts that the answer shall not be. `out_of_vocabulary` are words that the graph does not have;
    `content_positions` the places of all words that say something about the subject. `ordinal` is the one
    wanted of an order, from 1 or, from the end, from -1.

    `negated` tells that what does not fit is wanted, and `negated_at` where what it shall not fit
    is mentioned; `wants_means` that somebody tells a task and wants a means to it; `wants_definition` that it
    begins as one does that asks what something is; `wants_name` that it describes something and asks
    what that is called; `wants_factoid` that it wants a person, a time, a place or an amount; `unknown_names`
    how many names it has that the graph has not; `one_sided` that it compares with something that
    the graph has not.
    """

    text: str
    answer_form: AnswerForm
    words: tuple[str, ...] = ()
    stems: tuple[Stem, ...] = ()
    answer_kinds: tuple[str, ...] = ()
    kind_positions: frozenset[int] = frozenset()
    kind_mentions: tuple[KindMention, ...] = ()
    cues: tuple[Cue, ...] = ()
    echoes: frozenset[int] = frozenset()
    asks: tuple[Ask, ...] = ()
    mentions: tuple[Mention, ...] = ()
    excluded: frozenset[Key] = frozenset()
    terms: tuple[Term, ...] = ()
    out_of_vocabulary: tuple[str, ...] = ()
    content_positions: frozenset[int] = frozenset()
    ordinal: int | None = None
    negated: bool = False
    negated_at: frozenset[int] = frozenset()
    wants_means: bool = False
    wants_definition: bool = False
    wants_name: bool = False
    wants_factoid: bool = False
    unknown_names: int = 0
    one_sided: bool = False
    corrections: tuple[tuple[str, str], ...] = ()

    def share(self, told: Collection[int]) -> float:
        """How much of what the question says, and of what it wants, these places tell; 0-1."""
        says = self.content_positions | self.kind_positions
        return len(says.intersection(told)) / max(1, len(says))

    @property
    def content(self) -> int:
        """How many words say something, known to the graph or not."""
        return len(self.terms) + len(self.out_of_vocabulary)
