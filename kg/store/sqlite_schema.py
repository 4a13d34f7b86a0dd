"""Tables of a compiled graph in SQLite, and the version number of this layout."""

from kg._typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.store.stored_values import MatchType

FORMAT = 21
"""Version of the tables and of what they contain; raised with every change of either."""

APPLICATION_ID = 0x6B674442
"""SQLite's application_id of our files, the bytes "kgDB"; another value is another program's."""

MATCH_TYPES: tuple["MatchType", ...] = ("name", "alias", "stem", "squash", "initialism")
"""Match types of stored names, the most reliable first; `name_form.match_type` is an index."""

# `n` is the number of a concept (`kg.store.Key`) or of a stem. `concept.id` is null where it
# follows from the name. `kind` and `edge.relation` are indexes of the lists of kinds and relations
# in `meta`; `passage` repeats the kind because ranking reads no other table.
#
# `concept.details` and `edge.qualifiers` are as `kg.store.codecs` writes them, empty for most;
# `edge.status` is an index of `kg.model.attributes.STATUSES`.
#
# name_form  normalised texts that name a concept
# spelling   words of one length that share two letters: the first two (side "first") or the
#            last two, in reverse (side "last")
# passage    the words of a concept by field, a character a stem: see `kg.store.term_codes`
# posting    lists of the concepts with a stem: see `kg.store.postings`
# card       the cards of the deck as JSON, each with the number of its concept, or 0
# card_term  the cards with a term: see `kg.store.card_tables`
TABLES = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE concept (
    n INTEGER PRIMARY KEY, id TEXT, name TEXT NOT NULL, kind INTEGER NOT NULL,
    aliases TEXT NOT NULL, summary TEXT NOT NULL, citation TEXT NOT NULL,
    hidden TEXT NOT NULL, background TEXT NOT NULL, details TEXT NOT NULL
);
CREATE TABLE edge (
    subject INTEGER NOT NULL, relation INTEGER NOT NULL, object INTEGER NOT NULL,
    citation TEXT NOT NULL, status INTEGER NOT NULL, qualifiers TEXT NOT NULL,
    PRIMARY KEY (subject, relation, object, citation)
) WITHOUT ROWID;
CREATE TABLE name_form (
    form TEXT NOT NULL, n INTEGER NOT NULL, match_type INTEGER NOT NULL, PRIMARY KEY (form, n)
) WITHOUT ROWID;
CREATE TABLE word (word TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE spelling (
    side TEXT NOT NULL, letters TEXT NOT NULL, length INTEGER NOT NULL, words TEXT NOT NULL
);
CREATE TABLE stem (
    n INTEGER PRIMARY KEY, stem TEXT NOT NULL, document_frequency INTEGER NOT NULL,
    english_frequency INTEGER NOT NULL
);
CREATE TABLE synonym (
    stem TEXT NOT NULL, synonym TEXT NOT NULL, PRIMARY KEY (stem, synonym)
) WITHOUT ROWID;
CREATE TABLE passage (
    n INTEGER PRIMARY KEY, name TEXT NOT NULL, aliases TEXT NOT NULL, definition TEXT NOT NULL,
    summary TEXT NOT NULL, background TEXT NOT NULL, edges TEXT NOT NULL, kind INTEGER NOT NULL
);
CREATE TABLE posting (n INTEGER PRIMARY KEY, size INTEGER NOT NULL, data BLOB NOT NULL);
CREATE TABLE card (
    n INTEGER PRIMARY KEY, concept INTEGER NOT NULL, citation TEXT NOT NULL, data TEXT NOT NULL
);
CREATE TABLE card_term (
    term TEXT PRIMARY KEY, size INTEGER NOT NULL, data BLOB NOT NULL
) WITHOUT ROWID;
"""

# Created after the rows are in: sorting an index once is faster than keeping it sorted.
INDEXES = """
CREATE UNIQUE INDEX concept_id ON concept (id) WHERE id IS NOT NULL;
CREATE INDEX concept_kind ON concept (kind, n);
CREATE INDEX card_concept ON card (concept, n);
CREATE INDEX edge_object ON edge (object, relation, subject);
CREATE INDEX spelling_letters ON spelling (side, letters, length);
CREATE UNIQUE INDEX stem_stem ON stem (stem);
"""
