"""The tables of a compiled graph, and the number that changes when they do."""

FORMAT = 14
"""Raised whenever the tables, or what is put into them, change."""

APPLICATION_ID = 0x6B674442
"""Marks a SQLite file as one of ours ("kgDB")."""

MATCH_TYPES = ("name", "alias", "stem", "squash", "initialism")
"""Ways to call a concept, the surest first; `form.how` is a place among them."""

# A concept's `id` is null where its name tells it. `kind` and `edge.relation` are places among the
# kinds and relations in `meta`; a passage has the kind as well, for who ranks reads nothing else.
# In `passage` each character is a stem: see `kg.store.term_codes`; `posting` is told of in
# `kg.store.postings`, `spelling` holds the words of one length that begin with two letters, or do
# so read backwards.
TABLES = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE concept (
    n INTEGER PRIMARY KEY, id TEXT, name TEXT NOT NULL, kind INTEGER NOT NULL,
    aliases TEXT NOT NULL, summary TEXT NOT NULL, citation TEXT NOT NULL
);
CREATE TABLE edge (
    subject INTEGER NOT NULL, relation INTEGER NOT NULL, object INTEGER NOT NULL,
    citation TEXT NOT NULL, PRIMARY KEY (subject, relation, object, citation)
) WITHOUT ROWID;
CREATE TABLE form (
    key TEXT NOT NULL, n INTEGER NOT NULL, match_type INTEGER NOT NULL, PRIMARY KEY (key, n)
) WITHOUT ROWID;
CREATE TABLE word (word TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE spelling (
    side TEXT NOT NULL, letters TEXT NOT NULL, length INTEGER NOT NULL, words TEXT NOT NULL
);
CREATE TABLE stem (
    n INTEGER PRIMARY KEY, stem TEXT NOT NULL, document_frequency INTEGER NOT NULL,
    english_frequency INTEGER NOT NULL
);
CREATE TABLE near (stem TEXT NOT NULL, near TEXT NOT NULL, PRIMARY KEY (stem, near)) WITHOUT ROWID;
CREATE TABLE passage (
    n INTEGER PRIMARY KEY, name TEXT NOT NULL, aliases TEXT NOT NULL, definition TEXT NOT NULL,
    summary TEXT NOT NULL, edges TEXT NOT NULL, kind INTEGER NOT NULL
);
CREATE TABLE posting (n INTEGER PRIMARY KEY, size INTEGER NOT NULL, data BLOB NOT NULL);
"""

# Made after the rows are in: filling a sorted index once is faster than keeping it sorted.
INDEXES = """
CREATE UNIQUE INDEX concept_id ON concept (id) WHERE id IS NOT NULL;
CREATE INDEX concept_kind ON concept (kind, n);
CREATE INDEX edge_object ON edge (object, relation, subject);
CREATE INDEX spelling_letters ON spelling (side, letters, length);
CREATE UNIQUE INDEX stem_stem ON stem (stem);
"""
