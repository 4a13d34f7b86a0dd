"""Study lists: concepts related to a topic, each after what it builds on."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from kg.model import Concept
from kg.paths import inner_links, neighbourhood, related, route
from kg.store import Key, Link, Store
from kg.study.minutes import estimate_minutes
from kg.study.order import find_circles, learning_order
from kg.study.prerequisites import builds_on, find_prerequisites
from kg.study.topic import understand_topic
from kg.text import oxford

FAR_SHARE = 0.25
"""Share of the closest neighbour's rank from which a concept further away is worth a place."""

ITEMS = 12
"""Concepts in a list when no number is asked for."""

HOPS = 3
"""Steps from the topic within which concepts are looked for when no depth is asked for."""

NAMED = 3
"""Concepts that the reason for a place names at most."""

Order = Literal["learn", "rank"]
"""Each after what it builds on, or the most related first."""


@dataclass(frozen=True, slots=True)
class Item:
    """One step of a study list: why the concept is here, and why at this place.

    `minutes` is how long it takes to learn, in whole minutes; see `estimate_minutes`. `builds_on`
    names those of the list that it comes after; `chapter` is its heading in a list that has some.
    """

    concept: Concept
    reason: str
    place: str
    minutes: int = 1
    builds_on: tuple[str, ...] = ()
    chapter: str = ""

    def to_json(self) -> dict[str, Any]:
        """The item as a JSON object; `chapter` only where there are chapters."""
        data = {
            "id": self.concept.id,
            "name": self.concept.name,
            "kind": self.concept.kind,
            "reason": self.reason,
            "place": self.place,
            "summary": self.concept.summary,
            "source": self.concept.source,
            "minutes": self.minutes,
        }
        return data | ({"chapter": self.chapter} if self.chapter else {})


@dataclass(frozen=True, slots=True)
class StudyList:
    """Items in learning order. `interpretation` says how the topic was understood.

    `circles` names the concepts of the list that build on one another, where any do.
    """

    topic: str
    interpretation: str
    items: tuple[Item, ...]
    circles: tuple[tuple[str, ...], ...] = ()

    @property
    def minutes(self) -> int:
        """How long all of it takes."""
        return sum(item.minutes for item in self.items)

    def to_json(self) -> dict[str, Any]:
        """The list as a JSON object."""
        return {
            "topic": self.topic,
            "interpretation": self.interpretation,
            "items": [item.to_json() for item in self.items],
        }


def study_list(
    topic: str,
    store: Store,
    limit: int = ITEMS,
    *,
    known: Collection[Key] = (),
    depth: int | None = None,
    kind: str | None = None,
    order: Order = "learn",
) -> StudyList:
    """Concepts related to a topic, in learning order.

    Related are the topic's neighbours, then others, as personalised PageRank from the topic
    ranks them; what ranks far below the neighbours is left out. A concept comes after those that
    it builds on, as each relation's `learn` says, also where what lies between them is not in the
    list; where that leaves a choice, the one fewer steps up comes first, then the more related,
    then by name. Concepts that build on one another in a circle stand together.

    Args:
        topic: a name, a kind such as "metrics", a stage, a relation's wording, or a question.
        store: the graph.
        limit: how many concepts at most, the topic's own included.
        known: concepts that are left out because they need not be learnt any more.
        depth: how many steps from the topic at most; whatever lies within is worth a place then.
        kind: only concepts of this kind.
        order: "learn", or "rank" for the most related first.

    Raises:
        NotFoundError: the graph has nothing on the topic.
    """
    understood = understand_topic(topic, store)
    seeds = understood.seeds
    ranks = related(store, seeds, HOPS if depth is None else depth)
    chosen = _choose(store, seeds, ranks, depth)
    if kind is not None:
        kinds = store.kinds_of(chosen)
        chosen = [key for key in chosen if kinds[key] == kind]
    chosen = [key for key in chosen if key not in known][:limit]
    writer = Writer(store, chosen, ranks, seeds, known)
    keys = writer.order if order == "learn" else sorted(chosen, key=lambda k: (-ranks[k], k))
    items = tuple(writer.items(keys, ranked=order == "rank"))
    return StudyList(topic, understood.interpretation, items, writer.circles())


def _choose(
    store: Store, seeds: Mapping[Key, float], ranks: Mapping[Key, float], depth: int | None
) -> list[Key]:
    """The topic's concepts, then its neighbours, then what is further away and worth it."""
    first = sorted(seeds, key=lambda key: (-seeds[key], key))
    near = set(neighbourhood(store, first, 1)) & ranks.keys()
    others = sorted(ranks, key=lambda key: key not in near)  # stable: still by rank
    closest = max((ranks[key] for key in near - seeds.keys()), default=0.0)
    least = FAR_SHARE * closest if depth is None else 0.0
    worth = [key for key in others if key in near or ranks[key] >= least]
    return list(dict.fromkeys([*first, *worth]))


class Writer:
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
        self.before = builds_on(store, chosen)
        self.bases = find_prerequisites(store, chosen)
        needed = {base for bases in self.bases.values() for base in bases if base in known}
        self.links = inner_links(store, {*chosen, *seeds})
        self.names = store.concepts({*chosen, *seeds, *needed})
        self.circle = find_circles(self.before)
        self.order = self.order_of(chosen)

    def order_of(self, keys: Collection[Key]) -> list[Key]:
        """Some of the concepts, each after those of them that it builds on."""
        inside = set(keys)
        before = {key: self.before[key] & inside for key in keys}
        ties = {key: (self.ranks.get(key, 0.0), self.names[key].name) for key in keys}
        return learning_order(before, ties)

    def items(self, keys: Sequence[Key], *, ranked: bool = False) -> Iterable[Item]:
        """The items of the list, in the order of the keys."""
        placed: set[Key] = set()
        at: dict[Key, list[Link]] = {key: [] for key in keys}
        for link in self.links:
            for end in {link.a, link.b} & at.keys():
                at[end].append(link)
        for key in keys:
            after = self._by_rank(self.before[key] & placed)
            place = f"number {len(placed) + 1} by rank" if ranked else self._place(key, after)
            concept = self.names[key]
            minutes = estimate_minutes(concept, len(self.bases[key]))
            names = tuple(self.names[base].name for base in after)
            yield Item(concept, self._reason(key, at[key]), place, minutes, names)
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
        return oxford(self.names[key].name for key in keys[:NAMED])

    def _by_rank(self, keys: Iterable[Key]) -> list[Key]:
        return sorted(keys, key=lambda key: (-self.ranks.get(key, 0.0), key))

    def _reason(self, key: Key, links: Collection[Link]) -> str:
        """The weightiest edge to the topic, else to another concept of the list, in words.

        Where there is neither, the way from the topic.
        """
        if key in self.seeds:
            return "the topic itself" if len(self.seeds) == 1 else "answers the topic"
        if not links:
            return self._way(key)

        def worth(link: Link) -> tuple[bool, float, Link]:
            weight = self.store.relation(link.relation).weight
            return (link.far(key) not in self.seeds, -weight, link)

        return self.store.sentence(min(links, key=worth), key, self.names)

    def _way(self, key: Key) -> str:
        """The shortest way from the topic to a concept, in words."""
        at = min(self.seeds, key=lambda seed: (-self.seeds[seed], seed), default=key)
        way = route(self.store, at, key) or ()
        names = self.store.concepts(end for link in way for end in (link.a, link.b))
        told = []
        for link in way:
            told.append(self.store.sentence(link, at, names))
            at = link.far(at)
        return ", ".join(told) or "joined with nothing else here"
