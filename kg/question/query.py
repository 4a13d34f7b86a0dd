"""Query: what a question asks of a graph, as plain values."""

from __future__ import annotations

from collections.abc import Collection

from kg._typing import Literal, NamedTuple
from kg.model.vocabulary import Side
from kg.question.cue_matching import Cue, KindMention
from kg.question.quantities import Quantity
from kg.store import Key, MatchType
from kg.text.normal_forms import Stem

AnswerForm = Literal["answer", "list", "definition", "comparison", "path"]
"""The form of answer that a question wants."""


class Term(NamedTuple):
    """A content word of a question, as understood and as typed.

    `word` is the word after spelling correction, `typed` the word before. `synonyms` are stems of
    the graph with nearly the same meaning. `weight` (0-1) is the weight of the word's sentence;
    it is negative where the word must not hold of the answer.
    """

    word: str
    stem: Stem
    typed: str
    synonyms: tuple[Stem, ...] = ()
    weight: float = 1.0


class Mention(NamedTuple):
    """Words of a question that name concepts of the graph.

    The words stand at positions start:end.
    """

    keys: tuple[Key, ...]
    start: int
    end: int
    match_type: MatchType
    text: str

    @property
    def span(self) -> range:
        """The positions of its words."""
        return range(self.start, self.end)


class Ask(NamedTuple):
    """A relation that a question asks for, and the side of it that is wanted.

    `strength` (0-1) is how specific the words are. `start` is the position of the first word.
    `text` has the stems of the words; it is empty where the kind of a mentioned concept implies
    the relation.
    """

    relation: str
    side: Side
    strength: float
    start: int
    text: str

    @property
    def span(self) -> range:
        """The positions of its words; empty for an implied relation."""
        return range(self.start, self.start + len(self.text.split()))


class Query(NamedTuple):
    """A question, analysed. A position is an index into `words`.

    answer_kinds: kinds of concept that would answer; empty when any kind may.
    kind_positions: positions of the words that name those kinds.
    kind_mentions: other words that name kinds.
    cues: phrases that ask for relations; no two overlap.
    echoes: positions of words such as "same" and "also".
    asks: relations asked for, strongest first.
    excluded: concepts that the answer must not be.
    modifiers: concepts that only narrow the kind asked for, such as "SageMaker" in "which SageMaker
        feature", and so are no answer either.
    terms: content words that the graph has, each stem once.
    out_of_vocabulary: content words that the graph does not have.
    content_positions: positions of all words that say something about the subject.
    ordinal: the place wanted in an order: 1 is the first, -1 the last.
    negated: the question asks for what does not fit.
    negated_positions: starts of the mentions that the answer must not fit.
    wants_means: the user states a task and wants a means to do it.
    wants_definition: the question begins as one that asks what something is.
    wants_name: the question describes something and asks for its name.
    unknown_names: number of names in the question that the graph does not have.
    one_sided: the question compares with something that the graph does not have.
    wants_verdict: the question is to be answered with yes or no.
    wants_count: the question asks how many there are.
    quantities: the numbers of the question, with their units.
    asking_span: positions of the sentence that asks.
    corrections: misspelt words, each as typed and as corrected.
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
    modifiers: frozenset[Key] = frozenset()
    terms: tuple[Term, ...] = ()
    out_of_vocabulary: tuple[str, ...] = ()
    content_positions: frozenset[int] = frozenset()
    ordinal: int | None = None
    negated: bool = False
    negated_positions: frozenset[int] = frozenset()
    wants_means: bool = False
    wants_definition: bool = False
    wants_name: bool = False
    unknown_names: int = 0
    one_sided: bool = False
    wants_verdict: bool = False
    wants_count: bool = False
    quantities: tuple[Quantity, ...] = ()
    asking_span: range = range(0)
    corrections: tuple[tuple[str, str], ...] = ()

    @property
    def mentioned_positions(self) -> set[int]:
        """The positions of all words that name concepts."""
        return {n for mention in self.mentions for n in mention.span}

    @property
    def mentioned_keys(self) -> set[Key]:
        """All concepts that the question may name."""
        return {key for mention in self.mentions for key in mention.keys}

    @property
    def content_count(self) -> int:
        """The number of content words, known to the graph or not."""
        return len(self.terms) + len(self.out_of_vocabulary)

    def covered_share(self, positions: Collection[int]) -> float:
        """Return the share (0-1) of content words and kind words at these positions."""
        wanted = self.content_positions | self.kind_positions
        return len(wanted.intersection(positions)) / max(1, len(wanted))
