"""What lies near: the concepts within some hops, and the edges among them."""

from __future__ import annotations

from collections.abc import Iterable

from kg.store import Key, Link, Store

REACH = 5_000
"""Concepts that a subgraph may hold: beyond it, farther neighbours are left out."""


def neighbourhood(store: Store, keys: Iterable[Key], hops: int, limit: int = REACH) -> list[Key]:
    """Concepts within some hops of any of these, edges taken both ways.

    Returns:
        The keys given first, then by distance, then by key; at most `limit`.
    """
    return store.neighbourhood(keys, hops, limit)


def inner_links(store: Store, keys: Iterable[Key]) -> list[Link]:
    """The edges both of whose ends are among these, by a, relation and b."""
    return store.links_among(keys)
