"""kg itself: the whole answer, a name, and the candidates that words bring."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from kg.model.graph import Graph
from tests.bench.peers.peer import Ask, Setting

if TYPE_CHECKING:
    from kg.store import Store

# What is imported within is so late lest it counts in the memory of the others.

FILE = "kg.db"

NAME = 5
"""Words that may be a name."""

CANDIDATES = 60
"""How many are asked for, as `kg.answer.ranking` does."""


def build(graph: Graph, folder: Path) -> None:
    """Compile as `open_store` does, into a file of a given name."""
    from kg.store.compiling import write_compiled

    write_compiled(graph, folder / FILE)


def open_compiled(folder: Path) -> Store:
    """The graph that `build` compiled into a folder."""
    import sqlite3

    from kg.store.sqlite_store import SqliteStore

    uri = f"{(folder / FILE).as_uri()}?mode=ro&immutable=1"
    return SqliteStore(sqlite3.connect(uri, uri=True))


def respond(folder: Path, _: Setting) -> Ask:
    """A question understood, ranked and explained."""
    from kg.answer import respond

    store = open_compiled(folder)

    def ask(text: str) -> str | None:
        hits = respond(text, store).hits
        return hits[0].concept.id if hits else None

    return ask


def link(folder: Path, _: Setting) -> Ask:
    """A name, well spelt or not."""
    from kg.errors import NotFoundError
    from kg.linking.fuzzy import link

    store = open_compiled(folder)

    def ask(text: str) -> str | None:
        try:
            return store.concept(link(store, text).key).id
        except NotFoundError:
            return None

    return ask


def look_up(folder: Path, _: Setting) -> Ask:
    """What any index does: a few words may be a name, more describe; nothing is explained.

    Of several that are called so, the first is given.
    """
    from kg.linking.exact import lookup
    from kg.linking.fuzzy import fuzzy_link
    from kg.text.normal_forms import words

    store = open_compiled(folder)
    by_words = search(folder, {})

    def ask(text: str) -> str | None:
        said = words(text)
        if len(said) > NAME:
            return by_words(text)
        keys = [form.key for form in lookup(store, text)] or fuzzy_link(store, said)
        return store.concept(keys[0]).id if keys else by_words(text)

    return ask


def search(folder: Path, _: Setting) -> Ask:
    """Words as they are, ranked by the index alone."""
    from kg.text.normal_forms import stem, words

    store = open_compiled(folder)

    def ask(text: str) -> str | None:
        keys = store.search([stem(word) for word in words(text)], CANDIDATES)
        return store.concept(keys[0]).id if keys else None

    return ask
