"""Tables in PostgreSQL: a catalogue of published versions, and a schema for each version.

Most tables are as in SQLite. Instead of posting lists there are two tables with a row for each
concept: `passage_terms` for the stems of its passage, `name_terms` for those of its names. In each,
`stems` is a text of term codes, `impacts` the impact of each of these stems as a byte (see
`kg.store.postings.impact`), and `terms` a tsvector with an index. A tsvector's word such as '7.0'
means that the concept is in part 0 of the posting list of stem 7, the `PART_SIZE` concepts of
highest impact. So a search for a frequent stem can read those alone.
"""

from __future__ import annotations

import hashlib

from kg.model.vocabulary import Kind, Relation
from kg.store.sqlite_schema import FORMAT

CATALOGUE = "deckgraph"
"""The schema with the table of published versions."""

EXTENSION = "pg_trgm"
"""The extension that the database needs; it comes with PostgreSQL's contrib modules."""

LAYOUT = 4
"""Version of what this module defines; raised with every change."""

MAX_INDEXED_CHARS = 600
"""Characters of a text that is looked up; longer ones are left out, for an index row of PostgreSQL
holds 2,700 bytes."""

MAX_CONCEPT_STEMS = 50_000
"""Stems by which a concept can be found; a tsvector holds a megabyte."""

CATALOGUE_TABLES = (
    f"CREATE SCHEMA {CATALOGUE}",
    f"CREATE TABLE {CATALOGUE}.version ("
    "n integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY, graph text NOT NULL, "
    "schema text NOT NULL, format text NOT NULL, program text NOT NULL, "
    "published timestamptz NOT NULL DEFAULT now(), replaced timestamptz)",
    f"CREATE UNIQUE INDEX version_now ON {CATALOGUE}.version (graph) WHERE replaced IS NULL",
)
"""Statements that create the catalogue."""

POSTGRES_TABLES = {
    "meta": "key text, value text",
    "concept": "n integer, id text, name text, kind integer, aliases text, summary text, "
    "citation text, hidden text, background text, details text",
    "edge": "subject integer, relation integer, object integer, citation text, status integer, "
    "qualifiers text",
    "name_form": "form text, n integer, match_type integer",
    "word": "word text",
    "spelling": "side text, letters text, length integer, words text",
    "stem": "n integer, stem text, document_frequency integer, english_frequency bigint",
    "synonym": "stem text, synonym text",
    "passage": "n integer, name text, aliases text, definition text, summary text, "
    "background text, edges text, kind integer",
    "passage_terms": "n integer, stems text, impacts bytea, terms tsvector",
    "name_terms": "n integer, stems text, impacts bytea, terms tsvector",
    "card": "n integer, concept integer, citation text, data text",
    "card_term": "term text, size integer, data bytea",
}
"""The tables of a version, with their columns."""

POSTGRES_INDEXES = (
    "concept (n)",
    "concept (kind, n)",
    "concept USING hash (id)",
    "edge (subject, relation, object)",
    "edge (object, relation, subject)",
    "name_form (form, n)",
    "word (word)",
    "word USING gin (word {trigrams}.gin_trgm_ops)",
    "spelling (side, letters, length)",
    "stem (n)",
    "stem (stem)",
    "synonym (stem)",
    "passage (n)",
    "passage_terms USING gin (terms)",
    "name_terms USING gin (terms)",
    "card (n)",
    "card (concept, n)",
    "card_term (term)",
)
"""The indexes of a version, as CREATE INDEX ON takes them, without the schema of the table.

{trigrams} is the schema of the extension."""


def columns(table: str) -> str:
    """Return the declaration of a table's columns.

    Texts are compared by their bytes, so that their order is the same on every server.
    """
    return POSTGRES_TABLES[table].replace(" text", ' text COLLATE "C"')


def layout_name() -> str:
    """Return a name that changes with the tables and with the fields of kinds and relations."""
    fields = [*Kind._fields, *Relation._fields]
    digest = hashlib.sha256(repr(fields).encode()).hexdigest()[:8]
    return f"{FORMAT}.{LAYOUT}-{digest}"
