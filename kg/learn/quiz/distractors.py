"""Choose distractors: wrong answers that resemble the right one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from random import Random

from kg.model.vocabulary import Relation, Side
from kg.store import Key, Store, StoredEdge, ends
from kg.text.normal_forms import squash

MAX_DISTRACTORS = 3
"""Maximum number of wrong options of a question."""

SHORTLIST_SIZE = 9
"""Number of the most similar candidates, of which distractors are drawn at random."""

MAX_NEARBY = 400
"""Maximum number of concepts within three steps of the answer that are candidates."""

MAX_SAME_KIND = 2_000
"""Maximum number of other concepts of the answer's kind; used if few candidates are nearby."""


class Distractors:
    """The candidates for wrong answers to a question.

    Args:
        store: the graph.
        answer: the right answer.
        excluded: concepts that are, or may be, right as well.
        given: name of the concept that the question gives; a concept of which something holds under
            that condition may be right too, and is not drawn.
        background: True if options and their reasons may be what the deck does not say.
    """

    def __init__(
        self,
        store: Store,
        answer: Key,
        excluded: Collection[Key],
        *,
        given: str = "",
        background: bool = False,
    ) -> None:
        self.store, self.answer, self.given, self.background = store, answer, given, background
        kind = store.concept(answer).kind
        nearby = store.neighbourhood([answer], 3, MAX_NEARBY)
        kinds = store.kinds_of(nearby)
        same_kind = [key for key in nearby if kinds[key] == kind]
        if len(same_kind) <= SHORTLIST_SIZE:
            same_kind += [key for key in store.keys([kind])[:MAX_SAME_KIND] if key not in kinds]
        barred = {answer, *excluded}
        self._nearby = [key for key in nearby if key not in barred]
        self._same_kind = [key for key in same_kind if key not in barred]

    def with_relation(self, relation: Relation, side: Side) -> dict[Key, StoredEdge]:
        """Return the candidates that stand at `side` of an edge of a relation, with that edge.

        For a symmetric relation either side will do. Edges beyond the deck count only with
        `background`.
        """
        candidates = {*self._nearby, *self._same_kind}
        found: dict[Key, StoredEdge] = {}
        sides: tuple[Side, ...] = ("subject", "object") if relation.symmetric else (side,)
        for end in sides:
            for edge in self.store.edges_at(end, [relation.name], candidates):
                if self.background or edge.status != "background":
                    found.setdefault(edge.subject if end == "subject" else edge.object, edge)
        return found

    def draw(self, preferred: Collection[Key], chance: Random) -> list[Key]:
        """Draw up to three candidates, all with different names.

        Concepts that the deck does not describe are drawn only with `background`.
        Preferred candidates of the answer's kind come first, then others of its kind, then other
        preferred ones; of each group, those that share most neighbours with the answer.
        """
        same_kind = set(self._same_kind)
        concepts = self.store.concepts([self.answer, *same_kind, *preferred])
        candidates = [
            key
            for key in (*self._same_kind, *(key for key in preferred if key not in same_kind))
            if self.background or not concepts[key].is_beyond_deck
        ]
        tiers = (
            [key for key in candidates if key in same_kind and key in preferred],
            [key for key in candidates if key in same_kind and key not in preferred],
            [key for key in candidates if key not in same_kind],
        )
        shared = self._count_shared_neighbours({*same_kind, *preferred})
        drawn: list[Key] = []
        taken = {squash(concepts[self.answer].name)}
        for tier in tiers:
            # Shuffled, so that of equally similar ones not always the first are shortlisted.
            shuffled = chance.sample(tier, len(tier))
            shortlist = sorted(shuffled, key=lambda key: -shared[key])[:SHORTLIST_SIZE]
            conditional = self._under_given_condition(shortlist)
            for key in chance.sample(shortlist, len(shortlist)):
                name = squash(concepts[key].name)
                if name in taken or key in conditional:
                    continue
                if len(drawn) < MAX_DISTRACTORS:
                    taken.add(name)
                    drawn.append(key)
        return drawn

    def _under_given_condition(self, keys: Collection[Key]) -> set[Key]:
        """Return the ends of some concepts' edges that hold under the given condition."""
        if not self.given:
            return set()
        edges = self.store.edges_of(keys)
        return ends(edge for edge in edges if self.given in edge.qualifiers.conditions)

    def _count_shared_neighbours(self, keys: Collection[Key]) -> Counter[Key]:
        """Return how many edges link each of some concepts to neighbours of the answer."""
        neighbours = ends(self.store.edges_of([self.answer])) - {self.answer}
        edges = self.store.edges_of(neighbours) if neighbours else []
        return Counter(end for edge in edges for end in (edge.subject, edge.object) if end in keys)
