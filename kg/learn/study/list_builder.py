"""Writer: puts the concepts of a study list in order, and says of each why it is there."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from kg.learn.study.learning_order import find_circles, learning_order
from kg.learn.study.learning_time import estimate_minutes
from kg.learn.study.prerequisites import find_prerequisites, prerequisites_among
from kg.learn.study.study_item import StudyItem
from kg.paths import route
from kg.store import Key, Store, StoredEdge
from kg.text.phrasing import join_list

MAX_REASON_NAMES = 3
"""Concepts that the reason for a place names at most."""


class ListBuilder:
    """Puts some concepts in order and says of each why it is there.

    Args:
        store: the graph.
        chosen: the concepts of the list.
        ranks: how related each is.
        seeds: the topic, if there is one.
        known: what is known and so not in the list.
    """

    def __init__(
        self,
        store: Store,
        chosen: Sequence[Key],
        ranks: Mapping[Key, float],
        seeds: Mapping[Key, float],
        known: Collection[Key],
    ) -> None:
        self.store, self.ranks, self.seeds, self.known = store, ranks, seeds, known
        self.before = prerequisites_among(store, chosen)
        self.bases = find_prerequisites(store, chosen)
        needed = {base for bases in self.bases.values() for base in bases if base in known}
        self.links = store.edges_among({*chosen, *seeds})
        self.names = store.concepts({*chosen, *seeds, *needed})
        self.circle = find_circles(self.before)
        self.order = self.order_of(chosen)

    def order_of(self, keys: Collection[Key]) -> list[Key]:
        """Some of the concepts, each after those of them that it builds on."""
        inside = set(keys)
        before = {key: self.before[key] & inside for key in keys}
        ties = {key: (self.ranks.get(key, 0.0), self.names[key].name) for key in keys}
        return learning_order(before, ties)

    def items(self, keys: Sequence[Key], *, ranked: bool = False) -> Iterable[StudyItem]:
        """The items of the list, in the order of the keys."""
        placed: set[Key] = set()
        at: dict[Key, list[StoredEdge]] = {key: [] for key in keys}
        for link in self.links:
            for end in {link.subject, link.object} & at.keys():
                at[end].append(link)
        for key in keys:
            after = self._by_rank(self.before[key] & placed)
            place = f"number {len(placed) + 1} by rank" if ranked else self._place(key, after)
            concept = self.names[key]
            minutes = estimate_minutes(concept, len(self.bases[key]))
            names = tuple(self.names[base].name for base in after)
            yield StudyItem(concept, self._reason(key, at[key]), place, minutes, names)
            placed.add(key)

    def circles(self) -> tuple[tuple[str, ...], ...]:
        """The names of those that build on one another, circle by circle in learning order."""
        found = dict.fromkeys(self.circle[key] for key in self.order)
        return tuple(
            tuple(self.names[key].name for key in self.order if key in circle)
            for circle in found
            if len(circle) > 1
        )

    def _place(self, key: Key, after: Sequence[Key]) -> str:
        """Why a concept stands at its place: what it comes after."""
        told = [f"after {self._tell(after)}"] if after else []
        others = self._by_rank(one for one in self.circle[key] if one != key)
        if others:
            told.append(f"in a circle with {self._tell(others)}")
        known = self._by_rank(base for base in self.bases[key] if base in self.known)
        if known:
            told.append(f"builds on {self._tell(known)}, which you know")
        return ", ".join(told) or "builds on nothing else here"

    def _tell(self, keys: Sequence[Key]) -> str:
        return join_list(self.names[key].name for key in keys[:MAX_REASON_NAMES])

    def _by_rank(self, keys: Iterable[Key]) -> list[Key]:
        return sorted(keys, key=lambda key: (-self.ranks.get(key, 0.0), key))

    def _reason(self, key: Key, links: Collection[StoredEdge]) -> str:
        """The weightiest edge to the topic, else to another concept of the list, in words.

        Where there is neither, the way from the topic.
        """
        if key in self.seeds:
            return "the topic itself" if len(self.seeds) == 1 else "answers the topic"
        if not links:
            return self._way(key)

        def worth(link: StoredEdge) -> tuple[bool, float, StoredEdge]:
            weight = self.store.relation(link.relation).weight
            return (link.other_end(key) not in self.seeds, -weight, link)

        return self.store.sentence(min(links, key=worth), key, self.names)

    def _way(self, key: Key) -> str:
        """The shortest way from the topic to a concept, in words."""
        at = min(self.seeds, key=lambda seed: (-self.seeds[seed], seed), default=key)
        way = route(self.store, at, key) or ()
        names = self.store.concepts(end for link in way for end in (link.subject, link.object))
        told = []
        for link in way:
            told.append(self.store.sentence(link, at, names))
            at = link.other_end(at)
        return ", ".join(told) or self._mention(key)

    def _mention(self, key: Key) -> str:
        """How a concept is joined with the list where no edge tells: by texts that mention it."""
        above = self._by_rank(one for one, bases in self.bases.items() if key in bases)
        below = self._by_rank(base for base in self.bases[key] if base in self.before)
        if above:
            return f"{self._tell(above)} {'mentions' if len(above) == 1 else 'mention'} it"
        return f"mentions {self._tell(below)}" if below else "joined with nothing else here"
