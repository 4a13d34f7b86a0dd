"""Build the items of a study list: their order, and why each is in it and at its place."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cached_property

from kg.learn.marked_sentence import marked_sentence
from kg.learn.study.learning_order import find_circles, learning_order
from kg.learn.study.learning_time import estimate_minutes
from kg.learn.study.prerequisites import find_prerequisites, prerequisites_among
from kg.learn.study.study_item import StudyItem
from kg.paths import route
from kg.store import Key, Store, StoredEdge
from kg.text.phrasing import join_list

MAX_REASON_NAMES = 3
"""Maximum number of concepts named in a reason or place."""


class ListBuilder:
    """Orders the chosen concepts and writes the items for them.

    Args:
        store: the graph.
        chosen: the concepts of the list.
        ranks: rank of each concept, highest for the most related; 0 where missing.
        seeds: the topic's concepts with their weights; empty in a list without a topic.
        known: concepts that the learner knows, which are not in the list.
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
        self.prerequisites = find_prerequisites(store, chosen)
        needed = {base for bases in self.prerequisites.values() for base in bases if base in known}
        self.edges = store.edges_among({*chosen, *seeds})
        self.concepts = store.concepts({*chosen, *seeds, *needed})
        self.circle = find_circles(self.before)
        self.order = self.order_of(chosen)

    def order_of(self, keys: Collection[Key]) -> list[Key]:
        """Return some of the chosen concepts in learning order."""
        inside = set(keys)
        before = {key: self.before[key] & inside for key in keys}
        ties = {key: (self.ranks.get(key, 0.0), self.concepts[key].name) for key in keys}
        return learning_order(before, ties)

    def items(self, keys: Sequence[Key], *, ranked: bool = False) -> Iterable[StudyItem]:
        """Yield an item for each key, in the order of the keys.

        Args:
            keys: chosen concepts in the order of the list.
            ranked: the list is sorted by rank, so places are ranks.
        """
        placed: set[Key] = set()
        edges_at: dict[Key, list[StoredEdge]] = {key: [] for key in keys}
        for edge in self.edges:
            for end in {edge.subject, edge.object} & edges_at.keys():
                edges_at[end].append(edge)
        for key in keys:
            after = self._by_rank(self.before[key] & placed)
            place = f"rank {len(placed) + 1}" if ranked else self._place(key, after)
            concept = self.concepts[key]
            minutes = estimate_minutes(concept, len(self.prerequisites[key]))
            names = tuple(self.concepts[base].name for base in after)
            yield StudyItem(concept, self._reason(key, edges_at[key]), place, minutes, names)
            placed.add(key)

    def circles(self) -> tuple[tuple[str, ...], ...]:
        """Return the names of the concepts of each circle, all in learning order."""
        found: dict[tuple[Key, ...], list[str]] = {}
        for key in self.order:
            found.setdefault(self.circle[key], []).append(self.concepts[key].name)
        return tuple(tuple(names) for circle, names in found.items() if len(circle) > 1)

    def _place(self, key: Key, after: Sequence[Key]) -> str:
        """Return why a concept stands at its place, in words.

        Args:
            key: the concept.
            after: its prerequisites that stand before it.
        """
        parts = [f"after {self._list_names(after)}"] if after else []
        if len(self.circle[key]) > 1:
            first = self._first_of_circle[self.circle[key]]
            others = [one for one in first if one != key][:MAX_REASON_NAMES]
            parts.append(f"in a circle with {self._list_names(others)}")
        known = self._by_rank(base for base in self.prerequisites[key] if base in self.known)
        if known:
            parts.append(f"builds on {self._list_names(known)}, which you know")
        return ", ".join(parts) or "no prerequisites in this list"

    @cached_property
    def _first_of_circle(self) -> dict[tuple[Key, ...], list[Key]]:
        """For each circle its members of highest rank, one more than a place names."""
        circles = set(self.circle.values())
        return {circle: self._by_rank(circle)[: MAX_REASON_NAMES + 1] for circle in circles}

    @cached_property
    def _mentioned_by(self) -> dict[Key, list[Key]]:
        """For each concept the concepts of the list whose prerequisite it is."""
        found: dict[Key, list[Key]] = {}
        for key, bases in self.prerequisites.items():
            for base in bases:
                found.setdefault(base, []).append(key)
        return found

    def _list_names(self, keys: Sequence[Key]) -> str:
        return join_list(self.concepts[key].name for key in keys[:MAX_REASON_NAMES])

    def _by_rank(self, keys: Iterable[Key]) -> list[Key]:
        return sorted(keys, key=lambda key: (-self.ranks.get(key, 0.0), key))

    def _reason(self, key: Key, edges: Collection[StoredEdge]) -> str:
        """Return how a concept relates to the topic, in words.

        This is the edge of the greatest weight that links it to the topic, or else to another
        concept of the list; without such an edge, the shortest path from the topic. Of edges to
        the topic, as of others, those beyond the deck come last; they are marked.

        Args:
            key: the concept.
            edges: its edges to the topic and to the other concepts of the list.
        """
        if key in self.seeds:
            return "the topic" if len(self.seeds) == 1 else "matches the topic"
        if not edges:
            return self._path_from_topic(key)

        def preference(edge: StoredEdge) -> tuple[bool, bool, float, StoredEdge]:
            weight = self.store.relation(edge.relation).weight
            is_far = edge.other_end(key) not in self.seeds
            return (is_far, edge.status == "background", -weight, edge)

        return marked_sentence(self.store, min(edges, key=preference), key, self.concepts)

    def _path_from_topic(self, key: Key) -> str:
        """Return the shortest path from the topic to a concept, in words."""
        at = min(self.seeds, key=lambda seed: (-self.seeds[seed], seed), default=key)
        path = route(self.store, at, key) or ()
        concepts = self.store.concepts(end for edge in path for end in (edge.subject, edge.object))
        sentences = []
        for edge in path:
            sentences.append(marked_sentence(self.store, edge, at, concepts))
            at = edge.other_end(at)
        return ", ".join(sentences) or self._mention(key)

    def _mention(self, key: Key) -> str:
        """Return which texts of the list mention a concept that no edges link to the topic."""
        above = self._by_rank(self._mentioned_by.get(key, ()))
        below = self._by_rank(base for base in self.prerequisites[key] if base in self.before)
        if above:
            return f"{self._list_names(above)} {'mentions' if len(above) == 1 else 'mention'} it"
        if below:
            return f"mentions {self._list_names(below)}"
        return "not linked to the rest of this list"
