"""The tables of a compiled graph, and the number that changes when they do."""

FORMAT = 8
"""Raised whenever the tables, or what is put into them, change."""

APPLICATION_ID = 0x6B674442
"""Marks a SQLite file as one of ours ("kgDB")."""

# `word` and `passage` hold stems made by kg.text, so that the index and the question agree on
# what a word is; FTS5 only splits them at spaces (M*: the marks that kg.text keeps).
TABLES = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE concept (
    n INTEGER PRIMARY KEY, id TEXT NOT NULL, name TEXT NOT NULL, kind TEXT NOT NULL,
    aliases TEXT NOT NULL, summary TEXT NOT NULL, source TEXT NOT NULL
);
CREATE TABLE edge (
    a INTEGER NOT NULL, relation TEXT NOT NULL, b INTEGER NOT NULL, source TEXT NOT NULL
);
CREATE TABLE form (
    key TEXT NOT NULL, how TEXT NOT NULL, n INTEGER NOT NULL, PRIMARY KEY (key, how, n)
) WITHOUT ROWID;
CREATE TABLE word (
    word TEXT PRIMARY KEY, stem TEXT NOT NULL, first TEXT NOT NULL, last TEXT NOT NULL,
    length INTEGER NOT NULL
) WITHOUT ROWID;
CREATE TABLE stem (
    stem TEXT PRIMARY KEY, concepts INTEGER NOT NULL, common INTEGER NOT NULL
) WITHOUT ROWID;
CREATE TABLE near (stem TEXT NOT NULL, near TEXT NOT NULL, PRIMARY KEY (stem, near)) WITHOUT ROWID;
CREATE VIRTUAL TABLE passage USING fts5 (
    name, aliases, definition, summary, edges,
    tokenize = "unicode61 remove_diacritics 0 categories 'L* M* N* Co' tokenchars '+#'"
);
"""

# Made after the rows are in: filling a sorted index once is faster than keeping it sorted.
INDEXES = """
CREATE UNIQUE INDEX concept_id ON concept (id);
CREATE INDEX concept_name ON concept (name);
CREATE INDEX concept_kind ON concept (kind, n);
CREATE INDEX edge_a ON edge (a, relation, b);
CREATE INDEX edge_b ON edge (b, relation, a);
CREATE INDEX edge_relation ON edge (relation, a, b);
CREATE INDEX word_shape ON word (first, length, word);
CREATE INDEX word_end ON word (last, length, word);
"""
