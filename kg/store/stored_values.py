"""What a store is asked for and gives: keys, edges, and words as stems."""

from __future__ import annotations

from collections.abc import Iterable

from kg._typing import NamedTuple, NewType

Key = NewType("Key", int)
"""The number of a concept within one store: 1 for the first of the first file, and so on."""


class NameMatch(NamedTuple):
    """One way to call a concept. `match_type` is name, alias, stem, squash or initialism."""

    match_type: str
    key: Key


class StoredEdge(NamedTuple):
    """An edge between concepts of the store, from `subject` to `object`."""

    subject: Key
    relation: str
    object: Key
    citation: str

    def other_end(self, key: Key) -> Key:
        """The end that is not `key`, which must be one of them."""
        return self.object if self.subject == key else self.subject


def ends(links: Iterable[StoredEdge]) -> set[Key]:
    """Every concept at an end of these edges."""
    return {end for link in links for end in (link.subject, link.object)}


class TermStats(NamedTuple):
    """How widely a stem is used: by how many concepts' passages, and in English.

    `english_frequency` counts occurrences of its commonest word; see `kg.text.word_list.frequency`.
    """

    document_frequency: int
    english_frequency: int


class ConceptFields(NamedTuple):
    """The words of a concept, each a mark that stands for its stem, split by where they stand.

    `definition` is the first sentence of its summary, `summary` the rest; of `edges` each once.
    `kind` is spelt out.
    """

    name: str
    aliases: str
    definition: str
    summary: str
    edges: str
    kind: str
