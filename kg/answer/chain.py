"""Chain: the edges followed from a mention of a question to its answers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kg._typing import NamedTuple
from kg.model.vocabulary import SIDES, Side
from kg.question import KindMention, Mention
from kg.question.cue_matching import STRONG_CUE
from kg.store import Key, Store, StoredEdge

Level = Mapping[Key, Sequence[StoredEdge]]
"""The concepts that one step reaches, each with the edges that lead to it."""


class Step(NamedTuple):
    """A relation followed to one of its sides.

    `certainty` (0-1) is how surely the question asks for it.
    """

    relation: str
    side: Side
    certainty: float

    @property
    def order(self) -> tuple[str, int, float]:
        """The sort key: relation, then side (subject first), then certainty."""
        return self.relation, SIDES.index(self.side), self.certainty


class PartialChain(NamedTuple):
    """A chain that the search has not finished.

    `reached` are the concepts from which it goes on. `covered` are the positions of the words
    used, `penalty` is what its score loses, and `passed_kinds` are the kind words that one of its
    steps has satisfied.
    """

    steps: tuple[Step, ...]
    levels: tuple[Level, ...]
    reached: tuple[Key, ...]
    covered: frozenset[int]
    penalty: float
    passed_kinds: frozenset[KindMention]


class Chain(NamedTuple):
    """A chain of edges followed for a question, from one mention to the answers.

    levels: for each step the concepts reached, with the edges that lead to them. The last level
        has the answers in the order of the files; mentioned concepts come last.
    covered: positions of the question's words that the chain accounts for.
    strength: 0-1, how well the steps fit the question.
    fitness: the strength, reduced when words are left over; chains are ranked by it.
    joined: chains from other mentions that lead to the same answers.
    negated: the answers of another chain were removed from this one's.
    passed: all concepts that a sequence passes in the last step, including those that are no
        answers, with their edges.
    """

    mention: Mention
    steps: tuple[Step, ...]
    levels: tuple[Level, ...]
    covered: frozenset[int]
    strength: float
    fitness: float
    joined: tuple[Chain, ...] = ()
    negated: bool = False
    passed: Mapping[Key, Sequence[StoredEdge]] = {}

    @property
    def answers(self) -> Level:
        """The answers, each with the edges of the last step that lead to it."""
        return self.levels[-1]

    @property
    def is_asked(self) -> bool:
        """True if strong cues ask for every step, here or in a joined chain."""
        asked = all(step.certainty >= STRONG_CUE for step in self.steps)
        return asked or any(chain.is_asked for chain in self.joined)

    def is_negative(self, store: Store) -> bool:
        """Return True if the answers are what does not fit."""
        return self.negated or any(store.relation(step.relation).negative for step in self.steps)

    def answers_by_return(self) -> set[Key]:
        """Return the answers to which every path leads back through the mention.

        "Who edits the books of the publisher of X" asks first for those who edit other books.
        """
        own = set(self.mention.keys)
        if all(own.isdisjoint(level) for level in self.levels[:-1]):
            return set()
        by_return = own.intersection(self.levels[0])
        for level in self.levels[1:]:
            by_return = own.intersection(level) | {
                key
                for key, edges in level.items()
                if all(edge.other_end(key) in by_return for edge in edges)
            }
        return by_return

    def path_to(self, key: Key) -> list[StoredEdge]:
        """Return the edges that lead to an answer: from the mention, then from joined chains."""
        path: list[StoredEdge] = []
        answer = key
        starts = [self.mention.keys, *self.levels[:-1]]
        for level, start in zip(reversed(self.levels), reversed(starts), strict=True):
            edges = level[key]
            if start is not self.mention.keys:  # rather not back through the mention
                edges = [e for e in edges if e.other_end(key) not in self.mention.keys] or edges
            path.append(edges[0])
            key = path[-1].other_end(key)
            while key not in start:  # a step may follow a sequence over several edges
                path.append((level.get(key) or self.passed[key])[0])
                key = path[-1].other_end(key)
        return [*path[::-1], *(edge for chain in self.joined for edge in chain.path_to(answer))]
