"""The compiled graph: one SQLite file, built once, opened cold, read only."""

from kg.store.cache import default_cache, open_store
from kg.store.postgres import is_address
from kg.store.rows import Form, Key, Link, Passage, Spread, ends
from kg.store.store import Store

__all__ = [
    "Form",
    "Key",
    "Link",
    "Passage",
    "Spread",
    "Store",
    "default_cache",
    "ends",
    "is_address",
    "open_store",
]
