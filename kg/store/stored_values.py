"""Values that a store takes and returns: keys, edges, name matches, statistics of stems."""

from __future__ import annotations

from collections.abc import Iterable

from kg._typing import Literal, NamedTuple, NewType
from kg.model.attributes import UNQUALIFIED, Qualifiers, Status

Key = NewType("Key", int)
"""The number of a concept within one store, from 1 in the order of the graph's files."""

MatchType = Literal["name", "alias", "stem", "squash", "initialism", "typo", "described"]
"""Ways to name a concept: by its name or an alias, by the stems of either, by either without
its spaces (squash), by its first letters, by a misspelling, or by a description of it."""


class NameMatch(NamedTuple):
    """A concept that a text names exactly; `match_type` is never "typo" or "described"."""

    match_type: MatchType
    key: Key


class StoredEdge(NamedTuple):
    """An edge between two concepts of a store, from `subject` to `object`; see `kg.model.Edge`."""

    subject: Key
    relation: str
    object: Key
    citation: str
    status: Status = "stated"
    qualifiers: Qualifiers = UNQUALIFIED

    def other_end(self, key: Key) -> Key:
        """Return the end that is not `key`, which must be one of the two."""
        return self.object if self.subject == key else self.subject


def ends(edges: Iterable[StoredEdge]) -> set[Key]:
    """Return every concept at an end of these edges."""
    return {end for edge in edges for end in (edge.subject, edge.object)}


class TermStats(NamedTuple):
    """The number of uses of a stem.

    `document_frequency` is the number of concepts whose passage has the stem;
    `english_frequency` is that of its most frequent word, see `kg.text.word_list.frequency`.
    """

    document_frequency: int
    english_frequency: int


class ConceptFields(NamedTuple):
    """The words of a concept by field, each word as the term code of its stem.

    `aliases` are those of its aliases and hidden phrases. `definition` is the first sentence of the
    summary and `summary` the rest. `edges` has the words
    of its edges and the names at their other ends, each stem once. `kind` is the name of the kind,
    not encoded. See `kg.store.term_codes`.
    """

    name: str
    aliases: str
    definition: str
    summary: str
    background: str
    edges: str
    kind: str
