"""The compiled graph: one SQLite file, built once, opened cold, read only."""

from kg.store.cache import default_cache, open_store
from kg.store.graph_store import Store
from kg.store.stored_values import Form, Key, Link, Passage, Spread, ends

__all__ = [
    "Form",
    "Key",
    "Link",
    "Passage",
    "Spread",
    "Store",
    "default_cache",
    "ends",
    "open_store",
]
