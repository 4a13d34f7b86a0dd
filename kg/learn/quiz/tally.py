"""Tally: how far a learner is with a graph, by its chapters and by kind."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from kg.learn.progress import Progress
from kg.learn.study import study_all
from kg.store import Store


@dataclass(frozen=True, slots=True)
class Share:
    """How many concepts of a part of the graph are known, and how many are being learnt."""

    title: str
    known: int
    learning: int
    total: int

    def to_json(self) -> dict[str, Any]:
        """Give this as a JSON object."""
        return {
            "title": self.title,
            "known": self.known,
            "learning": self.learning,
            "total": self.total,
        }


@dataclass(frozen=True, slots=True)
class Tally:
    """How far a learner is. `right` of `answers` were right."""

    whole: Share
    chapters: tuple[Share, ...]
    kinds: tuple[Share, ...]
    answers: int
    right: int

    def to_json(self) -> dict[str, Any]:
        """Give this as a JSON object."""
        return {
            **self.whole.to_json(),
            "answers": self.answers,
            "right": self.right,
            "chapters": [share.to_json() for share in self.chapters],
            "kinds": [share.to_json() for share in self.kinds],
        }


def take_tally(store: Store, progress: Progress) -> Tally:
    """How much of a graph is known: of all, of each chapter as `study_all` has them, of each kind.

    What is marked of concepts that the graph does not have does not count.
    """
    items = study_all(store).items
    standing = progress.current_status

    def share(title: str, ids: Iterable[str]) -> Share:
        marks = [standing.get(i) for i in ids]
        return Share(title, marks.count("learnt"), marks.count("learning"), len(marks))

    chapters: dict[str, list[str]] = {}
    kinds: dict[str, list[str]] = {}
    for item in items:
        chapters.setdefault(item.chapter, []).append(item.concept.id)
        kinds.setdefault(item.concept.kind, []).append(item.concept.id)
    order = [kind for kind in store.vocabulary.kinds if kind in kinds]
    order += sorted(kinds.keys() - set(order))
    plural = {kind.name: kind.plural for kind in store.vocabulary.kinds.values()}
    return Tally(
        share(store.title, [item.concept.id for item in items]),
        tuple(share(title, ids) for title, ids in chapters.items() if title),
        tuple(share(plural.get(kind, kind), kinds[kind]) for kind in order),
        len(progress.reviews),
        sum(review.rating > 1 for review in progress.reviews),
    )
