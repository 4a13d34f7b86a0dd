"""Word edges as sentences that are marked where the deck does not state them."""

from __future__ import annotations

from collections.abc import Mapping

from kg.model.attributes import STATUS_WORDS, Status
from kg.model.concept import Concept
from kg.store import Key, Store, StoredEdge


def marked(text: str, status: Status) -> str:
    """Return a text with the mark of its ground.

    >>> marked("Tea is a drink", "background"), marked("Tea is a drink", "stated")
    ('Tea is a drink (beyond the deck)', 'Tea is a drink')
    """
    words = STATUS_WORDS[status]
    return f"{text} ({words})" if words else text


def marked_sentence(
    store: Store, edge: StoredEdge, start: Key, concepts: Mapping[Key, Concept]
) -> str:
    """Return an edge as `Store.sentence` does, with the mark of its ground."""
    return marked(store.sentence(edge, start, concepts), edge.status)
