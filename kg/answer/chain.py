"""Chain: concepts reached from a mention by following relations."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kg._typing import NamedTuple
from kg.model.vocabulary import SIDES, Side
from kg.question import Mention
from kg.question.cue_matching import STRONG
from kg.store import Key, Store, StoredEdge


class Step(NamedTuple):
    """A relation followed to one of its sides, and how surely (0-1) the question asks for that."""

    relation: str
    side: Side
    asked: float

    @property
    def order(self) -> tuple[str, int, float]:
        """Return the key by which steps are sorted: relation, then side, subject first."""
        return self.relation, SIDES.index(self.side), self.asked


class Chain(NamedTuple):
    """Concepts reached from a mention.

    `levels` has, for each step, the concepts reached and for each the edges that lead there; the
    last has the answers, in the order of the files, what was mentioned itself last. `covered` are the
    places of the question's words that the chain accounts for. `strength` is 0-1; `fitness`, by
    which chains are compared, is greater the more of the question a chain accounts for. `joined`
    are chains from other mentions that lead to the same answers; `negated` tells that answers of
    another were taken away. `through` has all that a sequence passes in the last step, with the
    edges, though it may be no answer.
    """

    mention: Mention
    steps: tuple[Step, ...]
    levels: tuple[Mapping[Key, Sequence[StoredEdge]], ...]
    covered: frozenset[int]
    strength: float
    fitness: float
    joined: tuple[Chain, ...] = ()
    negated: bool = False
    through: Mapping[Key, Sequence[StoredEdge]] = {}

    @property
    def ends(self) -> Mapping[Key, Sequence[StoredEdge]]:
        """The answers, each with the edges of the last step that lead to it."""
        return self.levels[-1]

    @property
    def is_asked(self) -> bool:
        """Whether the question's words leave no doubt about any of the steps."""
        asked = all(step.asked >= STRONG for step in self.steps)
        return asked or any(chain.is_asked for chain in self.joined)

    def denies(self, store: Store) -> bool:
        """Whether what the chain leads to is what does not fit."""
        return self.negated or any(store.relation(step.relation).negative for step in self.steps)

    def path_to(self, key: Key) -> list[StoredEdge]:
        """Edges to one of the answers in their order, from the mention and then from others."""
        links: list[StoredEdge] = []
        answer = key
        befores = [self.mention.keys, *self.levels[:-1]]
        for level, before in zip(reversed(self.levels), reversed(befores), strict=True):
            links.append(level[key][0])
            key = links[-1].other_end(key)
            while key not in before:  # a sequence may be followed further within one step
                links.append((level.get(key) or self.through[key])[0])
                key = links[-1].other_end(key)
        return [*links[::-1], *(link for chain in self.joined for link in chain.path_to(answer))]
