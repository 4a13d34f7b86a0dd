"""What stands in the database: a catalogue of versions, and for each a schema of tables.

Most tables are as in SQLite. Instead of its posting lists, `passage_terms` has for each concept the stems
of its passage and `name_terms` those of its names: their marks as a text, how much each tells of the
concept as a byte (`kg.store.postings.impact`), and, to find it by, as a tsvector. In that the first
`PART` concepts of the list of stem 7 have it as '7.0', the next as '7.1', and so on, so that of a
common stem those can be found alone for which it tells most.
"""

from __future__ import annotations

import hashlib

from kg.model.vocabulary import Kind, Relation
from kg.store.sqlite_schema import FORMAT

CATALOGUE = "deckgraph"
"""The schema that tells which versions of graphs there are."""

EXTENSION = "pg_trgm"
"""What the server must have beside itself; Debian's package brings it."""

LAYOUT = 1
"""Raised whenever what is here changes."""

LONGEST = 600
"""Letters from which on a key is in no index: an index row of PostgreSQL holds 2,700 bytes."""

MOST_TERMS = 50_000
"""Different stems of a concept that can be found; a tsvector holds a megabyte."""

CATALOGUE_TABLES = (
    f"CREATE SCHEMA {CATALOGUE}",
    f"CREATE TABLE {CATALOGUE}.version ("
    "n integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY, graph text NOT NULL, "
    "schema text NOT NULL, format text NOT NULL, program text NOT NULL, "
    "published timestamptz NOT NULL DEFAULT now(), replaced timestamptz)",
    f"CREATE UNIQUE INDEX version_now ON {CATALOGUE}.version (graph) WHERE replaced IS NULL",
)

# Texts are compared by their bytes, so that their order is the same everywhere.
TABLES = {
    "meta": "key text, value text",
    "concept": "n integer, id text, name text, kind integer, aliases text, summary text, "
    "citation text",
    "edge": "subject integer, relation integer, object integer, citation text",
    "form": "key text, n integer, match_type integer",
    "word": "word text",
    "spelling": "side text, letters text, length integer, words text",
    "stem": "n integer, stem text, document_frequency integer, english_frequency bigint",
    "near": "stem text, near text",
    "passage": "n integer, name text, aliases text, definition text, summary text, edges text, "
    "kind integer",
    "passage_terms": "n integer, stems text, impacts bytea, terms tsvector",
    "name_terms": "n integer, stems text, impacts bytea, terms tsvector",
}
"""The columns of the tables of a version."""

INDEXES = (
    "concept (n)",
    "concept (kind, n)",
    "concept USING hash (id)",
    "edge (subject, relation, object)",
    "edge (object, relation, subject)",
    "form (key, n)",
    "word (word)",
    "word USING gin (word gin_trgm_ops)",
    "spelling (side, letters, length)",
    "stem (n)",
    "stem (stem)",
    "near (stem)",
    "passage (n)",
    "passage_terms USING gin (terms)",
    "name_terms USING gin (terms)",
)


def columns(table: str) -> str:
    """The columns of a table, as they are declared."""
    return TABLES[table].replace(" text", ' text COLLATE "C"')


def layout_name() -> str:
    """A name of all this that changes with it, and with what a vocabulary holds."""
    shape = [*Kind._fields, *Relation._fields]
    digest = hashlib.sha256(repr(shape).encode()).hexdigest()[:8]
    return f"{FORMAT}.{LAYOUT}-{digest}"
