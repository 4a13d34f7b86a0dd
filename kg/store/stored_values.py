"""What a store is asked for and gives: keys, edges, and words as stems."""

from __future__ import annotations

from collections.abc import Iterable

from kg._typing import NamedTuple, NewType

Key = NewType("Key", int)
"""The number of a concept within one store: 1 for the first of the first file, and so on."""


class Form(NamedTuple):
    """One way to call a concept. `how` is name, alias, stem, squash or initialism."""

    how: str
    key: Key


class Link(NamedTuple):
    """An edge between concepts of the store, from `a` to `b`."""

    a: Key
    relation: str
    b: Key
    source: str

    def far(self, key: Key) -> Key:
        """The end that is not `key`, which must be one of them."""
        return self.b if self.a == key else self.a


def ends(links: Iterable[Link]) -> set[Key]:
    """Every concept at an end of these edges."""
    return {end for link in links for end in (link.a, link.b)}


class Spread(NamedTuple):
    """How widely a stem is used: by how many concepts' passages, and in English.

    `common` counts occurrences of its commonest word; see `kg.text.word_list.frequency`.
    """

    concepts: int
    common: int


class Passage(NamedTuple):
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
