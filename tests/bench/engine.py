"""The engine itself, as a method among others."""

from __future__ import annotations

from collections.abc import Sequence

from kg.answer import Answer, respond
from kg.errors import NotFoundError
from kg.linking.fuzzy import link
from kg.store import Store
from tests.bench.method import Option, Reply


class Engine:
    """`kg` on one graph."""

    name = "kg"

    def __init__(self, store: Store) -> None:
        self._store = store

    def reply(self, question: str, size: int) -> Reply:  # noqa: ARG002 - it tells lists itself
        return _reply(respond(question, self._store))

    def choose(self, question: str, options: Sequence[Option]) -> Reply:
        return _reply(respond(question, self._store, options=[o.text for o in options]))

    def look_up(self, name: str) -> str | None:
        try:
            return self._store.concept(link(self._store, name).key).name
        except NotFoundError:
            return None


def _reply(answer: Answer) -> Reply:
    if answer.kind == "none":
        return Reply((), 0.0, "none", answer.reading)
    names = tuple(hit.concept.name for hit in answer.hits)
    return Reply(names, answer.hits[0].score, answer.kind, answer.reading)
