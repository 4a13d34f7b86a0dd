"""Count how much of a graph a learner knows, by chapter and by kind."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from kg.learn.progress import Progress
from kg.learn.study import study_all
from kg.store import Store


@dataclass(frozen=True, slots=True)
class Share:
    """Counts of the concepts in a part of the graph.

    Attributes:
        title: what the part is called.
        known: number of known concepts.
        learning: number of concepts that are being learnt.
        total: number of all its concepts.
    """

    title: str
    known: int
    learning: int
    total: int

    def to_json(self) -> dict[str, Any]:
        """Return this as a JSON object."""
        return {
            "title": self.title,
            "known": self.known,
            "learning": self.learning,
            "total": self.total,
        }


@dataclass(frozen=True, slots=True)
class Tally:
    """The share of a graph that a learner knows.

    Attributes:
        whole: counts for the whole graph.
        chapters: counts by chapter, in learning order; empty if the graph has none.
        kinds: counts by kind, in the order of the vocabulary.
        answers: number of quiz questions answered.
        right: number of right answers among them.
    """

    whole: Share
    chapters: tuple[Share, ...]
    kinds: tuple[Share, ...]
    answers: int
    right: int

    def to_json(self) -> dict[str, Any]:
        """Return this as a JSON object."""
        return {
            **self.whole.to_json(),
            "answers": self.answers,
            "right": self.right,
            "chapters": [share.to_json() for share in self.chapters],
            "kinds": [share.to_json() for share in self.kinds],
        }


def take_tally(store: Store, progress: Progress) -> Tally:
    """Count how much of a graph is known: in all, by chapter of `study_all`, and by kind.

    Progress with concepts that the graph does not have is ignored, except in `answers` and
    `right`.
    """
    items = study_all(store).items
    status = progress.current_status

    def share(title: str, ids: Iterable[str]) -> Share:
        found = [status.get(i) for i in ids]
        return Share(title, found.count("known"), found.count("learning"), len(found))

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
