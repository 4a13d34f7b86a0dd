"""The compiled graph: one SQLite file, built once, opened cold, read only."""

from kg.store.cache import default_cache, open_store
from kg.store.graph_store import Store
from kg.store.stored_values import ConceptFields, Key, NameMatch, StoredEdge, TermStats, ends

__all__ = [
    "ConceptFields",
    "Key",
    "NameMatch",
    "Store",
    "StoredEdge",
    "TermStats",
    "default_cache",
    "ends",
    "open_store",
]
