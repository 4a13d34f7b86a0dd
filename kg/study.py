"""Study lists: concepts related to a topic, each after what it builds on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kg.answer import respond
from kg.errors import NotFoundError
from kg.match import find
from kg.model import Concept
from kg.paths import inner_links, learning_order, neighbourhood, related
from kg.store import Key, Link, Store
from kg.text import oxford

SEED_SHARE = 0.7
"""Share of the best hit's score from which a hit on a question belongs to its topic."""

FAR_SHARE = 0.25
"""Share of the closest neighbour's rank from which a concept further away is worth a place."""

ITEMS = 12
"""Concepts in a list when no number is asked for."""


@dataclass(frozen=True, slots=True)
class Item:
    """One step of a study list: why the concept is here, and why at this place."""

    concept: Concept
    reason: str
    place: str

    def to_json(self) -> dict[str, str]:
        """The item as a JSON object."""
        return {
            "id": self.concept.id,
            "name": self.concept.name,
            "kind": self.concept.kind,
            "reason": self.reason,
            "place": self.place,
            "summary": self.concept.summary,
            "source": self.concept.source,
        }


@dataclass(frozen=True, slots=True)
class StudyList:
    """Items in learning order. `interpretation` says how the topic was understood."""

    topic: str
    interpretation: str
    items: tuple[Item, ...]

    def to_json(self) -> dict[str, Any]:
        """The list as a JSON object."""
        return {
            "topic": self.topic,
            "interpretation": self.interpretation,
            "items": [item.to_json() for item in self.items],
        }


def study_list(topic: str, store: Store, limit: int = ITEMS) -> StudyList:
    """Concepts related to a topic, in learning order.

    Related are the topic's neighbours, then others, as personalised PageRank from the topic
    ranks them; what ranks far below the neighbours is left out. A concept comes
    after those that it builds on, as each relation's `learn` says; where that leaves a choice,
    the one fewer steps up comes first, then the more related, then by name. Concepts that
    build on one another in a circle stand together.

    Args:
        topic: a name, a kind such as "metrics", or a question.
        store: the graph.
        limit: how many concepts at most, the topic's own included.

    Raises:
        NotFoundError: the graph has nothing on the topic.
    """
    seeds, interpretation = _seeds(topic, store)
    ranks = related(store, seeds)
    first = sorted(seeds, key=lambda key: (-seeds[key], key))
    near = set(neighbourhood(store, first, 1))
    others = sorted(ranks, key=lambda key: key not in near)  # stable: still by rank
    least = FAR_SHARE * max((ranks[key] for key in near - seeds.keys()), default=0.0)
    worth = [key for key in others if key in near or ranks[key] >= least]
    chosen = list(dict.fromkeys([*first, *worth]))[:limit]
    links = inner_links(store, chosen)
    before = _builds_on(chosen, links, store)
    names = store.concepts(chosen)
    items = []
    placed: set[Key] = set()
    for key in learning_order(before, {k: (ranks[k], names[k].name) for k in chosen}):
        based = [names[k].name for k in sorted(before[key] & placed, key=lambda k: (-ranks[k], k))]
        place = f"after {oxford(based[:3])}" if based else "builds on nothing else here"
        reason = _reason(key, seeds, links, store, names)
        items.append(Item(names[key], reason, place))
        placed.add(key)
    return StudyList(topic, interpretation, tuple(items))


def _seeds(topic: str, store: Store) -> tuple[dict[Key, float], str]:
    """The concepts that a topic stands for, with their weights, and how it was understood."""
    try:
        found = find(store, topic)
    except NotFoundError as error:
        answer = respond(topic, store)
        if not answer.hits:
            raise NotFoundError(topic, answer.suggestions or error.suggestions) from None
        least = SEED_SHARE * answer.hits[0].score
        weights = {h.concept.id: max(h.score, 0.01) for h in answer.hits if h.score >= least}
        keys = {store.key_of(identifier): weight for identifier, weight in weights.items()}
        seeds = {key: weight for key, weight in keys.items() if key is not None}
        return seeds, answer.interpretation
    name = store.concept(found.key).name
    return {found.key: 1.0}, f"{topic} read as {name}" if found.how == "typo" else name


def _builds_on(keys: Sequence[Key], links: Sequence[Link], store: Store) -> dict[Key, set[Key]]:
    """For each concept those among the keys that a learner should meet before it."""
    before: dict[Key, set[Key]] = {key: set() for key in keys}
    for link in links:
        learn = store.relation(link.relation).learn
        if learn == "b":
            before[link.a].add(link.b)
        elif learn == "a":
            before[link.b].add(link.a)
    return before


def _reason(
    key: Key,
    seeds: Mapping[Key, float],
    links: Sequence[Link],
    store: Store,
    names: Mapping[Key, Concept],
) -> str:
    """The weightiest edge to the topic, else to another concept of the list, in words."""
    if key in seeds:
        return "the topic itself" if len(seeds) == 1 else "answers the topic"

    def worth(link: Link) -> tuple[bool, float, Link]:
        return (link.far(key) not in seeds, -store.relation(link.relation).weight, link)

    mine = [link for link in links if key in (link.a, link.b)]
    if not mine:
        return "related to the topic through concepts beyond this list"
    return store.sentence(min(mine, key=worth), key, names)
