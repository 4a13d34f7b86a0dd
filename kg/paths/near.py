"""What lies near: the concepts within some hops."""

from __future__ import annotations

from collections.abc import Iterable

from kg.store import Key, Store

REACH = 5_000
"""Concepts that a subgraph may hold: beyond it, farther neighbours are left out."""


def neighbourhood(store: Store, keys: Iterable[Key], hops: int, limit: int = REACH) -> list[Key]:
    """Concepts within some hops of any of these, edges taken both ways.

    Returns:
        The keys given first, then by distance, then by key; at most `limit`.
    """
    return store.neighbourhood(keys, hops, limit)
