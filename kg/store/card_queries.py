"""CardQueries: what can be asked about the cards of a graph, in SQL that every database knows."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from kg._typing import TYPE_CHECKING, NamedTuple
from kg.store.row_reader import RowReader
from kg.store.stored_values import Key

if TYPE_CHECKING:
    from array import array

    from kg.model.kept_card import KeptCard


class CardPostings(NamedTuple):
    """The cards that have a term, by number, and two impacts for each: on its front and back."""

    cards: array[int]
    impacts: bytes


class StoredCard(NamedTuple):
    """A card with its number in the store, and the key of its concept; 0 if it has none."""

    n: int
    concept: Key
    card: KeptCard


class CardQueries(RowReader):
    """Queries on the cards of a compiled graph."""

    @property
    def card_count(self) -> int:
        """The number of cards; 0 for a graph that was not made of cards."""
        return int(self._meta.get("cards", "0"))

    def cards(self, numbers: Collection[int]) -> dict[int, StoredCard]:
        """Return the cards with these numbers; those that the graph lacks are left out."""
        sql = "SELECT n, concept, data FROM card WHERE n IN ({})"
        return {n: _stored(n, concept, data) for n, concept, data in self._rows_in(sql, numbers)}

    def cards_of(self, key: Key) -> list[StoredCard]:
        """Return the cards that are about a concept, in the order of the deck."""
        if not self.card_count:
            return []
        sql = "SELECT n, concept, data FROM card WHERE concept = ? ORDER BY n"
        return [_stored(n, concept, data) for n, concept, data in self._rows(sql, [key])]

    def card_frequencies(self, terms: Iterable[str]) -> dict[str, int]:
        """Return on how many cards each term is; terms that no card has are left out."""
        sql = "SELECT term, size FROM card_term WHERE term IN ({})"
        return dict(self._rows_in(sql, terms))

    def card_terms_from(self, beginning: str, limit: int) -> list[tuple[str, int]]:
        """Return terms that begin so, in order, each with the number of cards that have it."""
        sql = "SELECT term, size FROM card_term WHERE term >= ? AND term < ? ORDER BY term LIMIT ?"
        return [(t, n) for t, n in self._rows(sql, [beginning, f"{beginning}\U0010ffff", limit])]

    def card_postings(self, terms: Iterable[str]) -> dict[str, CardPostings]:
        """Return the cards that have each term."""
        from kg.store.card_tables import unpack_cards  # imported late: few graphs have cards

        sql = "SELECT term, size, data FROM card_term WHERE term IN ({})"
        return {
            term: CardPostings(*unpack_cards(size, bytes(data)))
            for term, size, data in self._rows_in(sql, terms)
        }


def _stored(n: int, concept: int, data: str) -> StoredCard:
    import json  # imported late: it takes longer than most answers

    from kg.model.kept_card import card_from_json

    return StoredCard(n, Key(concept), card_from_json(json.loads(data)))
