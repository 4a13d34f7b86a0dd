"""Store: a compiled graph, read through questions; what every database is asked alike."""

from __future__ import annotations

import json
from abc import ABC, abstractmethod
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cached_property

from kg.concept import Concept, ConceptId, concept_id
from kg.relations import Relation, Side, Vocabulary
from kg.store.marks import MOST, mark, stem_number
from kg.store.rows import Form, Key, Link, Passage, Spread
from kg.store.schema import HOW
from kg.text import Norm, Stem, normalise, slug, stem
from kg.typed import Any, Self

REMEMBERED = 10_000
"""Stems that a store keeps in mind."""

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

    def _among(
        self,
        sql: str,
        values: Iterable[Any],
        first: Sequence[Any] = (),
        last: Sequence[Any] = (),
    ) -> list[Any]:
        """Rows of `sql`, in which {} stands for the marks of the values.

        `first` are bound before them, `last` behind them.
        """
        wanted = sorted(set(values))
        rows: list[Any] = []
        for start in range(0, len(wanted), PARAMETERS):
            some = wanted[start : start + PARAMETERS]
            rows.extend(self._rows(sql.format(",".join("?" * len(some))), [*first, *some, *last]))
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
        """Its kinds and relations."""
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
        return dict(self._edges_of)

    @cached_property
    def _edges_of(self) -> dict[str, int]:
        edges: dict[str, int] = json.loads(self._meta["relations"])
        return edges

    @cached_property
    def _names(self) -> list[str]:
        """The relations by their numbers."""
        return list(self._edges_of)

    @cached_property
    def _numbers(self) -> dict[str, int]:
        return {name: n for n, name in enumerate(self._names)}

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
            Key(n): Concept(
                ConceptId(i) if i is not None else concept_id(name),
                name,
                kind,
                tuple(json.loads(aliases)) if aliases else (),
                summary,
                source,
            )
            for n, i, name, kind, aliases, summary, source in self._among(sql, keys)
        }

    def names(self, keys: Iterable[Key]) -> dict[Key, tuple[str, ...]]:
        """What each of these is called: its name, then its aliases."""
        sql = "SELECT n, name, aliases FROM concept WHERE n IN ({})"
        return {
            Key(n): (name, *json.loads(aliases)) if aliases else (name,)
            for n, name, aliases in self._among(sql, keys)
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
        if rows:
            return Key(rows[0][0])
        # Most have the one that their name gives, and a name is found by its words.
        concepts = self.concepts(self._called_by_name(normalise(identifier)))
        return next((key for key, c in concepts.items() if c.id == identifier), None)

    def key_named(self, name: str) -> Key | None:
        """The key of the concept whose name is spelt exactly so; of several, the first."""
        concepts = self.concepts(self._called_by_name(normalise(name) or Norm(name)))
        return next((key for key, c in concepts.items() if c.name == name), None)

    def _called_by_name(self, way: str) -> list[Key]:
        return [form.key for form in self.called([way]).get(way, ()) if form.how == "name"]

    def links(self, relation: str | None = None) -> list[Link]:
        """Every edge, or those of one relation, by a, relation and b."""
        where, values = "", []
        if relation is not None:
            if not self._edges_of.get(relation):
                return []
            where, values = " WHERE relation = ?", [self._numbers[relation]]
        return self._links(self._rows(f"SELECT a, relation, b, source FROM edge{where}", values))

    def links_of(self, keys: Iterable[Key]) -> list[Link]:
        """Every edge that starts or ends at one of these, each once, by a, relation and b."""
        wanted = list(keys)
        sql = "SELECT a, relation, b, source FROM edge WHERE {} IN ({})"
        ends = ("a", "b")
        rows = [row for end in ends for row in self._among(sql.replace("{}", end, 1), wanted)]
        return self._links(set(rows))

    def links_among(self, keys: Iterable[Key]) -> list[Link]:
        """Every edge both of whose ends are among these, by a, relation and b."""
        inside = set(keys)
        if not inside:
            return []
        sql = "SELECT a, relation, b, source FROM edge WHERE a IN ({})"
        if len(inside) > PARAMETERS // 2:
            return self._links(row for row in self._among(sql, inside) if row[2] in inside)
        marks = ",".join("?" * len(inside))
        return self._links(self._rows(f"{sql.format(marks)} AND b IN ({marks})", [*inside] * 2))

    def links_between(self, ones: Iterable[Key], others: Iterable[Key]) -> list[Link]:
        """Every edge from one of the ones to one of the others or back, by a, relation and b."""
        few, many = sorted((set(ones), set(others)), key=len)
        sql = "SELECT a, relation, b, source FROM edge WHERE {} IN ({})"
        rows: set[Any] = set()
        for near, far, at in (("a", "b", 2), ("b", "a", 0)):
            asked = sql.replace("{}", near, 1)
            if len(few) + len(many) > PARAMETERS:
                rows.update(row for row in self._among(asked, few) if row[at] in many)
            else:
                marks = ",".join("?" * len(many))
                rows.update(self._among(f"{asked} AND {far} IN ({marks})", few, last=[*many]))
        return self._links(rows)

    def around(self, keys: Iterable[Key], most: int | None = None) -> set[Key]:
        """The other ends of the edges at these, which may be among these; the first by key."""
        wanted = list(keys)
        found: set[Key] = set()
        limit = "" if most is None else f" ORDER BY 1 LIMIT {int(most)}"
        for end, far in (("a", "b"), ("b", "a")):
            sql = f"SELECT DISTINCT {far} FROM edge WHERE {end} IN ({{}}){limit}"
            found.update(Key(n) for (n,) in self._among(sql, wanted))
        return found if most is None else set(sorted(found)[:most])

    def degrees(self, keys: Iterable[Key]) -> dict[Key, dict[str, int]]:
        """How many edges of each relation each of these has, at either end; none left out.

        They are counted in the database: asking is cheap where a concept has thousands.
        """
        wanted = list(keys)
        found: dict[Key, dict[str, int]] = {key: {} for key in wanted}
        for end in ("a", "b"):
            sql = f"SELECT {end}, relation, count(*) FROM edge WHERE {end} IN ({{}}) "
            for key, n, count in self._among(f"{sql}GROUP BY {end}, relation", wanted):
                of, relation = found[Key(key)], self._names[n]
                of[relation] = of.get(relation, 0) + count
        return found

    def steps(self, keys: Iterable[Key]) -> list[tuple[Key, Key, str]]:
        """The edges at these, each from one of these to its other end, by both and relation.

        An edge between two of these is there twice. Leaner than `links_of`, for long walks.
        """
        wanted = list(keys)
        rows = self._among("SELECT a, b, relation FROM edge WHERE a IN ({})", wanted)
        rows += self._among("SELECT b, a, relation FROM edge WHERE b IN ({})", wanted)
        names = self._names
        return [(Key(here), Key(there), names[n]) for here, there, n in sorted(rows)]

    def some_steps(self, key: Key, most: int) -> list[tuple[Key, Key, str]]:
        """The first edges at a concept, at most so many at either end; otherwise as `steps`."""
        rows: list[Any] = []
        for end, far in (("a", "b"), ("b", "a")):
            sql = f"SELECT {end}, {far}, relation FROM edge WHERE {end} = ? "
            rows += self._rows(f"{sql}ORDER BY relation, {far} LIMIT {int(most)}", [key])
        return [(Key(here), Key(there), self._names[n]) for here, there, n in sorted(rows)]

    def neighbourhood(self, keys: Iterable[Key], hops: int, limit: int) -> list[Key]:
        """Concepts within some hops of any of these, edges taken both ways.

        Returns:
            The keys given first, then by distance, then by key; at most `limit`.
        """
        seen = dict.fromkeys(keys)
        rim = list(seen)
        for _ in range(hops):
            # All that was seen may be around as well, and `limit` others are enough.
            rim = sorted(self.around(rim, len(seen) + limit) - seen.keys())
            seen.update(dict.fromkeys(rim))
            if not rim or len(seen) >= limit:
                break
        return list(seen)[:limit]

    def sides_of(self, keys: Iterable[Key]) -> dict[Key, set[tuple[str, Side]]]:
        """The relations of which each of these has edges, and at which end; none left out."""
        wanted = list(keys)
        found: dict[Key, set[tuple[str, Side]]] = {key: set() for key in wanted}
        sides: tuple[Side, ...] = ("a", "b")
        for side in sides:
            sql = f"SELECT DISTINCT {side}, relation FROM edge WHERE {side} IN ({{}})"
            for key, relation in self._among(sql, wanted):
                found[Key(key)].add((self._names[relation], side))
        return found

    def links_to(self, side: Side, relation: str, keys: Iterable[Key]) -> list[Link]:
        """The edges of a relation that lead from these to its `side`, by a and b."""
        return self.links_at("a" if side == "b" else "b", [relation], keys)

    def links_at(self, side: Side, relations: Iterable[str], keys: Iterable[Key]) -> list[Link]:
        """The edges of some relations that have these at their `side`, by a, relation and b."""
        numbers = sorted(self._numbers[name] for name in relations if self._edges_of.get(name))
        if not numbers:
            return []
        among = f"relation IN ({','.join('?' * len(numbers))}) AND {side} IN ({{}})"
        sql = f"SELECT a, relation, b, source FROM edge WHERE {among}"
        return self._links(self._among(sql, keys, numbers))

    def _links(self, rows: Iterable[Any]) -> list[Link]:
        names = self._names
        return sorted([Link(a, names[relation], b, source) for a, relation, b, source in rows])

    def has_links(self, relations: Iterable[str]) -> bool:
        """Whether any edge is of one of these relations."""
        return any(self._edges_of.get(name) for name in relations)

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
            For each key that is known, how it calls each concept at its surest; the surest first,
            then by concept.
        """
        found: dict[str, list[Form]] = {}
        sql = "SELECT key, how, n FROM form WHERE key IN ({})"
        for key, how, n in sorted(self._among(sql, keys)):
            found.setdefault(key, []).append(Form(HOW[how], Key(n)))
        return found

    def stems_of(self, words: Iterable[str]) -> dict[str, Stem]:
        """The stems of those of these words that the graph contains."""
        sql = "SELECT word FROM word WHERE word IN ({})"
        return {word: stem(word) for (word,) in self._among(sql, words)}

    def spread(self, stems: Iterable[str]) -> dict[str, Spread]:
        """How widely each stem is used; those that no passage has are left out."""
        return {stem: Spread(*counts) for stem, (_, *counts) in self._stems(stems).items()}

    def _stems(self, stems: Iterable[str]) -> dict[str, tuple[int, int, int]]:
        """Of each stem that passages have its number, and how widely it is used."""
        known, wanted = self._known_stems, set(stems)
        unknown = [stem for stem in wanted if stem not in known]
        if unknown:
            if len(known) > REMEMBERED:
                known.clear()
                unknown = list(wanted)
            sql = "SELECT stem, n, concepts, common FROM stem WHERE stem IN ({}) AND concepts > 0"
            known |= dict.fromkeys(unknown)
            known |= {stem: (n, *counts) for stem, n, *counts in self._among(sql, unknown)}
        return {stem: row for stem in sorted(wanted) if (row := known[stem]) is not None}

    @cached_property
    def _known_stems(self) -> dict[str, tuple[int, int, int] | None]:
        """Stems that were looked up, for a question looks up the same several times."""
        return {}

    def near(self, stems: Iterable[str]) -> dict[str, tuple[Stem, ...]]:
        """The stems of the graph that are synonyms of each; those that have none are left out."""
        found: dict[str, tuple[Stem, ...]] = {}
        sql = "SELECT stem, near FROM near WHERE stem IN ({})"
        for word, near in sorted(self._among(sql, stems)):
            found[word] = (*found.get(word, ()), Stem(near))
        return found

    @abstractmethod
    def words_of_shape(self, first: str, shortest: int, longest: int) -> list[str]:
        """Words of the graph that begin with one or two letters and have a length, in any order."""

    @abstractmethod
    def words_of_end(self, last: str, shortest: int, longest: int) -> list[str]:
        """Words of the graph that end with one or two letters and have a length, in any order."""

    def words_near(self, word: str, reach: int) -> list[str]:
        """Words of the graph among which those that are so many edits from a word most likely are.

        They share an end with it, and nearly its length; some are there twice, in any order.
        """
        around = len(word) - reach, len(word) + reach
        near: list[str] = []
        # A letter at the start is seldom wrong, but it may be lost or swapped with the second.
        for first in sorted(set(word[:2])):
            near += self.words_of_shape(first, *around)
        for last in word[-1:]:
            near += self.words_of_end(last, *around)
        return near

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

    def passages(self, keys: Iterable[Key]) -> dict[Key, Passage]:
        """The words of these concepts, as the marks of their stems."""
        sql = "SELECT n, name, aliases, definition, summary, edges FROM passage WHERE n IN ({})"
        return {Key(n): Passage(*texts) for n, *texts in self._among(sql, keys)}

    def marks(self, stems: Iterable[str]) -> dict[str, str]:
        """The mark that stands for each stem in passages; those that none has are left out."""
        return {stem: mark(n) for stem, (n, _, _) in self._stems(stems).items() if n <= MOST}

    def spelt(self, marks: Iterable[str]) -> dict[str, Stem]:
        """The stem that each mark stands for."""
        sql = "SELECT n, stem FROM stem WHERE n IN ({})"
        return {mark(n): Stem(stem) for n, stem in self._among(sql, map(stem_number, marks))}
