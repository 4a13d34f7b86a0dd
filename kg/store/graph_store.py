"""Store: a compiled graph, read through questions; what every database is asked alike."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Collection, Iterable, Mapping
from functools import cached_property

from kg.model.concept import Concept, ConceptId, concept_id
from kg.model.cues import Cues
from kg.model.vocabulary import Relation, Vocabulary
from kg.store.codecs import decode_cues, decode_vocabulary
from kg.store.edge_queries import Edges
from kg.store.sqlite_schema import MATCH_TYPES
from kg.store.stored_values import ConceptFields, Key, NameMatch, StoredEdge, TermStats
from kg.store.term_codes import MAX_CODED_STEMS, code_of, stem_number
from kg.text.normal_forms import Norm, Stem, normalise, slug, stem
from kg.text.separated import split

REMEMBERED = 10_000
"""Stems that a store keeps in mind."""


class Store(Edges):
    """A compiled graph, read through questions. Every answer is in a fixed order.

    What is asked in the same SQL of every database is here; the rest is each one's own.
    """

    # What the graph is

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
        return decode_vocabulary(self._meta["vocabulary"])

    @cached_property
    def cues(self) -> Cues:
        """The phrases that ask for those."""
        return decode_cues(self._meta["cues"])

    def relation(self, name: str) -> Relation:
        """The relation of this name, which must be in the vocabulary."""
        return self.vocabulary.relations[name]

    def __len__(self) -> int:
        return int(self._meta["concepts"])

    def count_kinds(self) -> dict[str, int]:
        """How many concepts there are of each kind, in the vocabulary's order, none left out."""
        return dict(self._counted("kinds"))

    @cached_property
    def _kinds(self) -> list[str]:
        """The kinds by their numbers."""
        return [kind for kind, _ in self._counted("kinds")]

    def _numbers_of(self, kinds: Iterable[str]) -> list[int]:
        wanted = set(kinds)
        return [n for n, kind in enumerate(self._kinds) if kind in wanted]

    def sentence(self, link: StoredEdge, start: Key, concepts: Mapping[Key, Concept]) -> str:
        """An edge in words, read from the concept at `start`, which is one of its ends."""
        relation = self.relation(link.relation)
        said = relation.sentence if link.subject == start else relation.inverse
        return said(concepts[link.subject].name, concepts[link.object].name)

    # Concepts

    def concepts(self, keys: Iterable[Key]) -> dict[Key, Concept]:
        """The concepts of these keys, by key; keys that are not there are left out."""
        sql = "SELECT n, id, name, kind, aliases, summary, citation FROM concept WHERE n IN ({})"
        return {
            Key(n): Concept(
                ConceptId(i) if i is not None else concept_id(name),
                name,
                self._kinds[kind],
                tuple(split(aliases)),
                summary,
                citation,
            )
            for n, i, name, kind, aliases, summary, citation in self._among(sql, keys)
        }

    def names(self, keys: Iterable[Key]) -> dict[Key, tuple[str, ...]]:
        """What each of these is called: its name, then its aliases."""
        sql = "SELECT n, name, aliases FROM concept WHERE n IN ({})"
        return {Key(n): (name, *split(aliases)) for n, name, aliases in self._among(sql, keys)}

    def concept(self, key: Key) -> Concept:
        """The concept of this key, which must be there."""
        return self.concepts([key])[key]

    def keys(self, kinds: Iterable[str] | None = None) -> list[Key]:
        """Every concept, or those of some kinds, in the order of the files."""
        if kinds is None:
            rows = self._rows("SELECT n FROM concept ORDER BY n")
        else:
            rows = self._among("SELECT n FROM concept WHERE kind IN ({})", self._numbers_of(kinds))
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
        return [form.key for form in self.name_matches([way]).get(way, ()) if form.match_type == "name"]

    def kinds_of(self, keys: Iterable[Key]) -> dict[Key, str]:
        """The kind of each of these concepts."""
        sql = "SELECT n, kind FROM concept WHERE n IN ({})"
        return {Key(n): self._kinds[kind] for n, kind in self._among(sql, keys)}

    # Words

    def name_matches(self, keys: Iterable[str]) -> dict[str, list[NameMatch]]:
        """Which concepts are called so.

        Args:
            keys: normalised text, stems joined by spaces, or squashed text.

        Returns:
            For each key that is known, how it calls each concept at its surest; the surest first,
            then by concept.
        """
        found: dict[str, list[NameMatch]] = {}
        sql = "SELECT key, match_type, n FROM form WHERE key IN ({})"
        for key, how, n in sorted(self._among(sql, keys)):
            found.setdefault(key, []).append(NameMatch(MATCH_TYPES[how], Key(n)))
        return found

    def stems_of(self, words: Iterable[str]) -> dict[str, Stem]:
        """The stems of those of these words that the graph contains."""
        sql = "SELECT word FROM word WHERE word IN ({})"
        return {word: stem(word) for (word,) in self._among(sql, words)}

    def term_stats(self, stems: Iterable[str]) -> dict[str, TermStats]:
        """How widely each stem is used; those that no passage has are left out."""
        return {stem: TermStats(*counts) for stem, (_, *counts) in self._stems(stems).items()}

    def _stems(self, stems: Iterable[str]) -> dict[str, tuple[int, int, int]]:
        """Of each stem that passages have its number, and how widely it is used."""
        known, wanted = self._known_stems, set(stems)
        unknown = [stem for stem in wanted if stem not in known]
        if unknown:
            if len(known) > REMEMBERED:
                known.clear()
                unknown = list(wanted)
            sql = "SELECT stem, n, document_frequency, english_frequency FROM stem "
            sql += "WHERE stem IN ({}) AND document_frequency > 0"
            known |= dict.fromkeys(unknown)
            known |= {stem: (n, *counts) for stem, n, *counts in self._among(sql, unknown)}
        return {stem: row for stem in sorted(wanted) if (row := known[stem]) is not None}

    @cached_property
    def _known_stems(self) -> dict[str, tuple[int, int, int] | None]:
        """Stems that were looked up, for a question looks up the same several times."""
        return {}

    def synonyms(self, stems: Iterable[str]) -> dict[str, tuple[Stem, ...]]:
        """The stems of the graph that are synonyms of each; those that have none are left out."""
        found: dict[str, tuple[Stem, ...]] = {}
        sql = "SELECT stem, near FROM near WHERE stem IN ({})"
        for word, near in sorted(self._among(sql, stems)):
            found[word] = (*found.get(word, ()), Stem(near))
        return found

    def words_starting_with(self, first: str, shortest: int, longest: int) -> list[str]:
        """Words of the graph that begin with one or two letters and have a length, in any order."""
        return self._words("first", first, shortest, longest)

    def words_ending_with(self, last: str, shortest: int, longest: int) -> list[str]:
        """Words of the graph that end with one or two letters and have a length, in any order."""
        return self._words("last", last[::-1], shortest, longest)

    def _words(self, side: str, letters: str, shortest: int, longest: int) -> list[str]:
        sql = (
            "SELECT words FROM spelling WHERE side = ? AND letters >= ? AND letters < ? "
            "AND length BETWEEN ? AND ?"
        )
        end = f"{letters}\U0010ffff"
        rows = self._rows(sql, [side, letters, end, shortest, longest])
        return [word for (words,) in rows for word in words.split(" ")] if letters else []

    def spelling_candidates(self, word: str, reach: int) -> list[str]:
        """Words of the graph among which those that are so many edits from a word most likely are.

        They share an end with it, and nearly its length; some are there twice, in any order.
        """
        around = len(word) - reach, len(word) + reach
        near: list[str] = []
        # A letter at the start is seldom wrong, but it may be lost or swapped with the second.
        for first in sorted(set(word[:2])):
            near += self.words_starting_with(first, *around)
        for last in word[-1:]:
            near += self.words_ending_with(last, *around)
        return near

    @abstractmethod
    def search_names(self, groups: Iterable[Iterable[Stem]], limit: int) -> list[Key]:
        """Concepts whose name or aliases have a stem of each group, best BM25 first."""

    def squashed_names(
        self, starts: Iterable[str], shortest: int, longest: int, limit: int
    ) -> list[tuple[str, Key]]:
        """What concepts are called that, without its spaces, begins so and has a length.

        Returns:
            The text without spaces and the concept, in that order; at most `limit` for each start.
        """
        one = (
            "SELECT * FROM (SELECT key, n FROM form WHERE key >= ? AND key < ? "
            "AND match_type IN (0, 1, 3) AND length(key) BETWEEN ? AND ? AND key NOT LIKE '% %' "
            "ORDER BY key, n LIMIT ?) AS called"
        )
        asked = sorted(set(starts))
        if not asked:
            return []
        values = [
            value
            for start in asked
            for value in (start, f"{start}\U0010ffff", shortest, longest, limit)
        ]
        rows = self._rows(" UNION ".join([one] * len(asked)), values)
        return sorted((text, Key(n)) for text, n in rows)

    @abstractmethod
    def search(
        self, stems: Iterable[Stem], limit: int, kinds: Collection[str] | None = None
    ) -> list[Key]:
        """Concepts whose passages have any of the stems, best BM25 first, then by key.

        `kinds`, where given, are those that they may be of.
        """

    def concept_fields(self, keys: Iterable[Key]) -> dict[Key, ConceptFields]:
        """The words of these concepts, as the marks of their stems, and their kinds."""
        sql = (
            "SELECT n, name, aliases, definition, summary, edges, kind FROM passage WHERE n IN ({})"
        )
        kinds = self._kinds
        return {
            Key(n): ConceptFields(name, aliases, definition, summary, edges, kinds[kind])
            for n, name, aliases, definition, summary, edges, kind in self._among(sql, keys)
        }

    def _numbered(self, stems: Iterable[str]) -> dict[int, int]:
        """How many concepts have each of these stems, by the stems' numbers."""
        return {n: concepts for n, concepts, _ in self._stems(stems).values()}

    def term_codes(self, stems: Iterable[str]) -> dict[str, str]:
        """The mark that stands for each stem in passages; those that none has are left out."""
        return {stem: code_of(n) for stem, (n, _, _) in self._stems(stems).items() if n <= MAX_CODED_STEMS}

    def stems_of_codes(self, marks: Iterable[str]) -> dict[str, Stem]:
        """The stem that each mark stands for."""
        sql = "SELECT n, stem FROM stem WHERE n IN ({})"
        return {code_of(n): Stem(stem) for n, stem in self._among(sql, map(stem_number, marks))}
