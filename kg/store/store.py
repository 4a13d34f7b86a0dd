"""Store: a compiled graph, read through questions; what every database is asked alike."""

from __future__ import annotations

import json
from abc import ABC, abstractmethod
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cached_property
from typing import Any, Self

from kg.concept import Concept, ConceptId
from kg.relations import Relation, Side, Vocabulary
from kg.store.rows import Form, Key, Link, Passage, Spread
from kg.text import Stem, learn_stems, slug

PARAMETERS = 900
"""Values bound in one statement; SQLite's own limit was 999 for long."""


class Store(ABC):
    """A compiled graph, read through questions. Every answer is in a fixed order.

    What is asked in the same SQL of every database is here; the rest is each one's own.
    """

    @abstractmethod
    def close(self) -> None:
        """Close the database. The store can't be used afterwards."""

    @abstractmethod
    def _rows(self, sql: str, values: Sequence[Any] = ()) -> list[Any]:
        """The rows of a statement, in which ? stands for each value."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _among(self, sql: str, values: Iterable[Any], first: Sequence[Any] = ()) -> list[Any]:
        """Rows of `sql`, in which {} stands for the marks of the values; `first` stand before."""
        wanted = sorted(set(values))
        rows: list[Any] = []
        for start in range(0, len(wanted), PARAMETERS):
            some = wanted[start : start + PARAMETERS]
            rows.extend(self._rows(sql.format(",".join("?" * len(some))), [*first, *some]))
        return rows

    # What the graph is

    @cached_property
    def _meta(self) -> dict[str, str]:
        return dict(self._rows("SELECT key, value FROM meta"))

    @property
    def title(self) -> str:
        """What the graph is called."""
        return self._meta["title"]

    @property
    def description(self) -> str:
        """What the graph is about, in a sentence or two; may be empty."""
        return self._meta["description"]

    @property
    def slug(self) -> str:
        """The title as an identifier, by which a learner's progress with the graph is kept."""
        return slug(self.title)

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """Its kinds and relations. The stems of their words need not be worked out any more."""
        learn_stems(json.loads(self._meta["stems"]))
        return Vocabulary.from_json(json.loads(self._meta["vocabulary"]))

    def relation(self, name: str) -> Relation:
        """The relation of this name, which must be in the vocabulary."""
        return self.vocabulary.relations[name]

    def __len__(self) -> int:
        return int(self._meta["concepts"])

    def count_kinds(self) -> dict[str, int]:
        """How many concepts there are of each kind, in the vocabulary's order, none left out."""
        counts = dict(self._rows("SELECT kind, count(*) FROM concept GROUP BY kind"))
        return {kind: counts.get(kind, 0) for kind in self.vocabulary.kinds}

    def count_relations(self) -> dict[str, int]:
        """How many edges there are of each relation, in the vocabulary's order, none left out."""
        counts = dict(self._rows("SELECT relation, count(*) FROM edge GROUP BY relation"))
        return {relation: counts.get(relation, 0) for relation in self.vocabulary.relations}

    def sentence(self, link: Link, start: Key, concepts: Mapping[Key, Concept]) -> str:
        """An edge in words, read from the concept at `start`, which is one of its ends."""
        relation = self.relation(link.relation)
        said = relation.sentence if link.a == start else relation.inverse
        return said(concepts[link.a].name, concepts[link.b].name)

    # Concepts and edges

    def concepts(self, keys: Iterable[Key]) -> dict[Key, Concept]:
        """The concepts of these keys, by key; keys that are not there are left out."""
        sql = "SELECT n, id, name, kind, aliases, summary, source FROM concept WHERE n IN ({})"
        return {
            Key(n): Concept(ConceptId(i), name, kind, tuple(json.loads(aliases)), summary, source)
            for n, i, name, kind, aliases, summary, source in self._among(sql, keys)
        }

    def concept(self, key: Key) -> Concept:
        """The concept of this key, which must be there."""
        return self.concepts([key])[key]

    def keys(self, kinds: Iterable[str] | None = None) -> list[Key]:
        """Every concept, or those of some kinds, in the order of the files."""
        if kinds is None:
            rows = self._rows("SELECT n FROM concept ORDER BY n")
        else:
            rows = self._among("SELECT n FROM concept WHERE kind IN ({})", kinds)
        return sorted(Key(n) for (n,) in rows)

    def key_of(self, identifier: str) -> Key | None:
        """The key of the concept with this identifier."""
        rows = self._rows("SELECT n FROM concept WHERE id = ?", [identifier])
        return Key(rows[0][0]) if rows else None

    def key_named(self, name: str) -> Key | None:
        """The key of the concept whose name is spelt exactly so; of several, the first."""
        rows = self._rows("SELECT n FROM concept WHERE name = ? ORDER BY n LIMIT 1", [name])
        return Key(rows[0][0]) if rows else None

    def links(self, relation: str | None = None) -> list[Link]:
        """Every edge, or those of one relation, by a, relation and b."""
        where, values = ("", []) if relation is None else (" WHERE relation = ?", [relation])
        rows = self._rows(f"SELECT a, relation, b, source FROM edge{where}", values)
        return sorted(Link(*row) for row in rows)

    def links_of(self, keys: Iterable[Key]) -> list[Link]:
        """Every edge that starts or ends at one of these, each once, by a, relation and b."""
        wanted = list(keys)
        sql = "SELECT a, relation, b, source FROM edge WHERE {} IN ({})"
        rows = [row for end in ("a", "b") for row in self._among(sql.replace("{}", end, 1), wanted)]
        return sorted({Link(*row) for row in rows})

    def links_to(self, side: Side, relation: str, keys: Iterable[Key]) -> list[Link]:
        """The edges of a relation that lead from these to its `side`, by a and b."""
        near = "a" if side == "b" else "b"
        sql = f"SELECT a, relation, b, source FROM edge WHERE relation = ? AND {near} IN ({{}})"
        return sorted(Link(*row) for row in self._among(sql, keys, [relation]))

    def links_at(self, side: Side, relations: Iterable[str], keys: Iterable[Key]) -> list[Link]:
        """The edges of some relations that have these at their `side`, by a, relation and b."""
        names = sorted(relations)
        among = f"relation IN ({','.join('?' * len(names))}) AND {side} IN ({{}})"
        sql = f"SELECT a, relation, b, source FROM edge WHERE {among}"
        return sorted(Link(*row) for row in self._among(sql, keys, names))

    def has_links(self, relations: Iterable[str]) -> bool:
        """Whether any edge is of one of these relations."""
        return bool(self._among("SELECT 1 FROM edge WHERE relation IN ({}) LIMIT 1", relations))

    def kinds_of(self, keys: Iterable[Key]) -> dict[Key, str]:
        """The kind of each of these concepts."""
        sql = "SELECT n, kind FROM concept WHERE n IN ({})"
        return {Key(n): kind for n, kind in self._among(sql, keys)}

    # Words

    def called(self, keys: Iterable[str]) -> dict[str, list[Form]]:
        """Which concepts are called so.

        Args:
            keys: normalised text, stems joined by spaces, or squashed text.

        Returns:
            For each key that is known, its forms by how, then by concept.
        """
        found: dict[str, list[Form]] = {}
        sql = "SELECT key, how, n FROM form WHERE key IN ({})"
        for key, how, n in sorted(self._among(sql, keys)):
            found.setdefault(key, []).append(Form(how, Key(n)))
        return found

    def stems_of(self, words: Iterable[str]) -> dict[str, Stem]:
        """The stems of those of these words that the graph contains."""
        return {
            word: Stem(stem)
            for word, stem in self._among("SELECT word, stem FROM word WHERE word IN ({})", words)
        }

    def learn(self, words: Iterable[str]) -> None:
        """Make the stems of those of these words known that the graph contains; see `stem`."""
        learn_stems(self.stems_of(words))

    def spread(self, stems: Iterable[str]) -> dict[str, Spread]:
        """How widely each stem is used; those that no passage has are left out."""
        sql = "SELECT stem, concepts, common FROM stem WHERE stem IN ({})"
        return {stem: Spread(*counts) for stem, *counts in self._among(sql, stems)}

    def near(self, stems: Iterable[str]) -> dict[str, tuple[Stem, ...]]:
        """The stems of the graph that are synonyms of each; those that have none are left out."""
        found: dict[str, tuple[Stem, ...]] = {}
        for stem, near in sorted(
            self._among("SELECT stem, near FROM near WHERE stem IN ({})", stems)
        ):
            found[stem] = (*found.get(stem, ()), Stem(near))
        return found

    @abstractmethod
    def words_of_shape(self, first: str, shortest: int, longest: int) -> list[str]:
        """Words of the graph that begin with a letter and have a length, sorted."""

    @abstractmethod
    def words_of_end(self, last: str, shortest: int, longest: int) -> list[str]:
        """Words of the graph that end with a letter and have a length, sorted."""

    @abstractmethod
    def named_with(self, groups: Iterable[Iterable[Stem]], limit: int) -> list[Key]:
        """Concepts whose name or aliases have a stem of each group, best BM25 first."""

    @abstractmethod
    def squashed_like(self, start: str, shortest: int, longest: int, limit: int) -> list[Key]:
        """Concepts called something that, without its spaces, begins so and has a length."""

    @abstractmethod
    def search(
        self, stems: Iterable[Stem], limit: int, kinds: Collection[str] | None = None
    ) -> list[Key]:
        """Concepts whose passages have any of the stems, best BM25 first, then by key.

        `kinds`, where given, are those that they may be of.
        """

    @abstractmethod
    def passages(self, keys: Iterable[Key]) -> dict[Key, Passage]:
        """The words of these concepts, as stems."""
