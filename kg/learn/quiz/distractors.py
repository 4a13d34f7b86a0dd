"""Siblings: wrong answers that resemble the right one, and are never true."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from random import Random

from kg.model.vocabulary import Relation, Side
from kg.paths import neighbourhood
from kg.store import Key, Store, StoredEdge, ends
from kg.text.normal_forms import squash

MAX_DISTRACTORS = 3
"""Wrong options of a question, where there are so many."""

SHORTLIST_SIZE = 9
"""The most alike candidates, among which options are drawn by lot."""

MAX_NEARBY = 400
"""Concepts near the answer that are looked at first."""

MAX_SAME_KIND = 2_000
"""Concepts of the answer's kind that are looked at where few of them are near."""


class Distractors:
    """Candidates for wrong answers to a question.

    Args:
        store: the graph.
        answer: the right answer.
        never: concepts that are, or may be, right as well.
    """

    def __init__(self, store: Store, answer: Key, never: Collection[Key]) -> None:
        self.store, self.answer = store, answer
        kind = store.concept(answer).kind
        near = neighbourhood(store, [answer], 3, MAX_NEARBY)
        kinds = store.kinds_of(near)
        alike = [key for key in near if kinds[key] == kind]
        if len(alike) <= SHORTLIST_SIZE:
            alike += [key for key in store.keys([kind])[:MAX_SAME_KIND] if key not in kinds]
        away = {answer, *never}
        self._near = [key for key in near if key not in away]
        self._alike = [key for key in alike if key not in away]

    def with_relation(self, relation: Relation, side: Side) -> dict[Key, StoredEdge]:
        """Candidates that stand in the relation to something else, each with that edge."""
        among = {*self._near, *self._alike}
        found: dict[Key, StoredEdge] = {}
        sides: tuple[Side, ...] = ("subject", "object") if relation.symmetric else (side,)
        for end in sides:
            for link in self.store.edges_at(end, [relation.name], among):
                found.setdefault(link.subject if end == "subject" else link.object, link)
        return found

    def draw(self, preferred: Collection[Key], chance: Random) -> list[Key]:
        """Three candidates at most, each called differently.

        Those of the answer's kind and among the preferred come first, then others of its kind,
        then others that are preferred; within these, those that share most neighbours with it.
        """
        alike = set(self._alike)
        tiers = (
            [key for key in self._alike if key in preferred],
            [key for key in self._alike if key not in preferred],
            [key for key in preferred if key not in alike],
        )
        concepts = self.store.concepts([self.answer, *alike, *preferred])
        shared = self._shared({*alike, *preferred})
        drawn: list[Key] = []
        taken = {squash(concepts[self.answer].name)}
        for tier in tiers:
            # Mixed, so that of many that are as alike not always the first are drawn.
            mixed = chance.sample(tier, len(tier))
            pool = sorted(mixed, key=lambda key: -shared[key])[:SHORTLIST_SIZE]
            for key in chance.sample(pool, len(pool)):
                called = squash(concepts[key].name)
                if called not in taken and len(drawn) < MAX_DISTRACTORS:
                    taken.add(called)
                    drawn.append(key)
        return drawn

    def _shared(self, keys: Collection[Key]) -> Counter[Key]:
        """How many edges each has with neighbours of the answer."""
        mine = ends(self.store.edges_of([self.answer])) - {self.answer}
        links = self.store.edges_of(mine) if mine else []
        return Counter(end for link in links for end in (link.subject, link.object) if end in keys)
