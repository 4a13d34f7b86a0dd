"""Store: a compiled graph, with the queries that are the same SQL in every database."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Collection, Iterable, Mapping
from functools import cached_property

from kg._typing import TYPE_CHECKING
from kg.model.concept import Concept, ConceptId, concept_id
from kg.model.cues import Cues
from kg.model.vocabulary import Relation, Vocabulary
from kg.store.codecs import decode_cues, decode_details, decode_vocabulary
from kg.store.edge_queries import EdgeQueries
from kg.store.sqlite_schema import MATCH_TYPES
from kg.store.stored_values import ConceptFields, Key, NameMatch, StoredEdge
from kg.store.word_queries import WordQueries
from kg.text.normal_forms import Norm, Stem, normalise, slug
from kg.text.separated import split

if TYPE_CHECKING:
    from kg.store.card_queries import CardQueries, StoredCard


class Store(EdgeQueries, WordQueries):
    """A compiled graph. Every result is in a fixed order.

    A subclass for each database runs the statements and does what its SQL does best: search, and
    finding words that are spelt alike.
    """

    # The graph as a whole

    @property
    def title(self) -> str:
        """The title of the graph."""
        return self._meta["title"]

    @property
    def description(self) -> str:
        """Return what the graph is about, in a sentence or two; it may be empty."""
        return self._meta["description"]

    @property
    def slug(self) -> str:
        """The title as an identifier; a learner's progress is kept under it."""
        return slug(self.title)

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """The kinds and relations that the graph uses."""
        return decode_vocabulary(self._meta["vocabulary"])

    @cached_property
    def cues(self) -> Cues:
        """The phrases that ask for those kinds and relations."""
        return decode_cues(self._meta["cues"])

    def relation(self, name: str) -> Relation:
        """Return the relation with this name, which must be in the vocabulary."""
        return self.vocabulary.relations[name]

    def __len__(self) -> int:
        return int(self._meta["concepts"])

    def count_kinds(self) -> dict[str, int]:
        """Return the number of concepts of every kind, in the vocabulary's order."""
        return dict(self._counts("kinds"))

    @cached_property
    def _kind_names(self) -> list[str]:
        return [kind for kind, _ in self._counts("kinds")]

    def _kind_numbers(self, kinds: Iterable[str]) -> list[int]:
        wanted = set(kinds)
        return [n for n, kind in enumerate(self._kind_names) if kind in wanted]

    def sentence(self, edge: StoredEdge, start: Key, concepts: Mapping[Key, Concept]) -> str:
        """Return an edge as a sentence that begins at `start`, one of its ends.

        `concepts` must have both ends. How far it holds follows in brackets.
        """
        relation = self.relation(edge.relation)
        wording = relation.sentence if edge.subject == start else relation.inverse
        text = wording(concepts[edge.subject].name, concepts[edge.object].name)
        qualifiers = edge.qualifiers.text()
        return f"{text} ({qualifiers})" if qualifiers else text

    # Cards

    @property
    def card_count(self) -> int:
        """The number of cards that the graph was made of; 0 if it was made of none."""
        return int(self._meta.get("cards", "0"))

    @cached_property
    def deck(self) -> CardQueries:
        """The cards that the graph was made of."""
        from kg.store.card_queries import CardQueries  # imported late: few graphs have cards

        return CardQueries(self)

    def cards_of(self, key: Key) -> list[StoredCard]:
        """Return the cards that are about a concept, in the order of the deck."""
        return self.deck.about(key) if self.card_count else []

    # Concepts

    def concepts(self, keys: Iterable[Key]) -> dict[Key, Concept]:
        """Return the concepts with these keys; keys that the graph does not have are left out."""
        sql = (
            "SELECT n, id, name, kind, aliases, summary, citation, hidden, background, details "
            "FROM main.concept WHERE n IN ({})"
        )
        return {
            Key(n): Concept(
                ConceptId(i) if i is not None else concept_id(name),
                name,
                self._kind_names[kind],
                tuple(split(aliases)),
                summary,
                citation,
                tuple(split(hidden)),
                background,
                *decode_details(details),
            )
            for n, i, name, kind, aliases, summary, citation, hidden, background, details in (
                self._rows_in(sql, keys)
            )
        }

    def names(self, keys: Iterable[Key]) -> dict[Key, tuple[str, ...]]:
        """Return the names of each concept: its name, then its aliases."""
        sql = "SELECT n, name, aliases FROM main.concept WHERE n IN ({})"
        return {Key(n): (name, *split(aliases)) for n, name, aliases in self._rows_in(sql, keys)}

    def concept(self, key: Key) -> Concept:
        """Return the concept with this key.

        Raises:
            KeyError: the graph has no such key.
        """
        return self.concepts([key])[key]

    def keys(self, kinds: Iterable[str] | None = None) -> list[Key]:
        """Return the key of every concept, or of those of some kinds, in the order of the files."""
        if kinds is None:
            rows = self._rows("SELECT n FROM main.concept ORDER BY n")
        else:
            sql = "SELECT n FROM main.concept WHERE kind IN ({})"
            rows = self._rows_in(sql, self._kind_numbers(kinds))
        return sorted(Key(n) for (n,) in rows)

    def key_of(self, identifier: str) -> Key | None:
        """Return the key of the concept with this identifier; None if there is none."""
        rows = self._rows("SELECT n FROM main.concept WHERE id = ?", [identifier])
        if rows:
            return Key(rows[0][0])
        # An identifier that follows from the name is not stored, but the name leads to it.
        concepts = self.concepts(self._keys_by_name(normalise(identifier)))
        return next((key for key, c in concepts.items() if c.id == identifier), None)

    def key_named(self, name: str) -> Key | None:
        """Return the key of the first concept with exactly this name; None if there is none."""
        concepts = self.concepts(self._keys_by_name(normalise(name) or Norm(name)))
        return next((key for key, c in concepts.items() if c.name == name), None)

    def _keys_by_name(self, form: str) -> list[Key]:
        matches = self.name_matches([form]).get(form, ())
        return [match.key for match in matches if match.match_type == "name"]

    def kinds_of(self, keys: Iterable[Key]) -> dict[Key, str]:
        """Return the kind of each concept; keys that the graph does not have are left out."""
        sql = "SELECT n, kind FROM main.concept WHERE n IN ({})"
        return {Key(n): self._kind_names[kind] for n, kind in self._rows_in(sql, keys)}

    # Names

    def name_matches(self, forms: Iterable[str]) -> dict[str, list[NameMatch]]:
        """Return the concepts that each text names exactly; texts that name none are left out.

        Args:
            forms: normalised texts, stems joined by spaces, squashed texts or initials.

        Returns:
            For each text its matches, one for each concept, the most reliable match type first,
            then by key.
        """
        found: dict[str, list[NameMatch]] = {}
        sql = "SELECT form, match_type, n FROM main.name_form WHERE form IN ({})"
        for form, match_type, n in sorted(self._rows_in(sql, forms)):
            found.setdefault(form, []).append(NameMatch(MATCH_TYPES[match_type], Key(n)))
        return found

    def squashed_names(
        self, starts: Iterable[str], min_chars: int, max_chars: int, limit: int
    ) -> list[tuple[str, Key]]:
        """Return names without their spaces that begin with one of some texts.

        Args:
            starts: the first characters, normalised.
            min_chars: the length of the shortest names returned.
            max_chars: the length of the longest names returned.
            limit: names returned for each start, at most.

        Returns:
            Each name with its concept, in that order.
        """
        one = (
            "SELECT * FROM (SELECT form, n FROM main.name_form WHERE form >= ? AND form < ? "
            "AND match_type IN (0, 1, 3) AND length(form) BETWEEN ? AND ? AND form NOT LIKE '% %' "
            "ORDER BY form, n LIMIT ?) AS found"
        )
        wanted = sorted(set(starts))
        if not wanted:
            return []
        values = [
            value
            for start in wanted
            for value in (start, f"{start}\U0010ffff", min_chars, max_chars, limit)
        ]
        rows = self._rows(" UNION ".join([one] * len(wanted)), values)
        return sorted((form, Key(n)) for form, n in rows)

    # Search

    def concept_fields(self, keys: Iterable[Key]) -> dict[Key, ConceptFields]:
        """Return the words of each concept as term codes, and its kind."""
        sql = (
            "SELECT n, name, aliases, definition, summary, background, edges, kind "
            "FROM main.passage WHERE n IN ({})"
        )
        kinds = self._kind_names
        return {
            Key(n): ConceptFields(name, aliases, first, rest, background, edges, kinds[kind])
            for n, name, aliases, first, rest, background, edges, kind in self._rows_in(sql, keys)
        }

    @abstractmethod
    def search(
        self, stems: Iterable[Stem], limit: int, kinds: Collection[str] | None = None
    ) -> list[Key]:
        """Return the concepts with the highest BM25 score for some stems, then by key.

        Args:
            stems: what to look for in passages; a concept needs only one of them.
            limit: concepts returned, at most.
            kinds: the kinds that concepts may be of; None for all.
        """

    @abstractmethod
    def search_names(self, groups: Iterable[Iterable[Stem]], limit: int) -> list[Key]:
        """Return the concepts whose name or aliases have a stem of each group, best BM25 first."""
