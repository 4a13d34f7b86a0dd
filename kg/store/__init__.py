"""The compiled graph: one SQLite file, or a schema in PostgreSQL, built once and only read.

This package is the only home of SQL.
"""

from kg.store.cache import default_cache, open_store
from kg.store.graph_store import Store
from kg.store.stored_values import (
    ConceptFields,
    Key,
    MatchType,
    NameMatch,
    StoredEdge,
    TermStats,
    ends,
)

__all__ = [
    "ConceptFields",
    "Key",
    "MatchType",
    "NameMatch",
    "Store",
    "StoredEdge",
    "TermStats",
    "default_cache",
    "ends",
    "open_store",
]
