"""CardQueries: what can be asked about the cards of a graph, in SQL that every database knows."""

from __future__ import annotations

import json
from array import array
from collections.abc import Collection, Iterable
from typing import NamedTuple

from kg.model.kept_card import KeptCard, card_from_json
from kg.store.card_tables import unpack_cards
from kg.store.row_reader import RowReader
from kg.store.stored_values import Key


class CardPostings(NamedTuple):
    """The cards that have a term, by number, and two impacts for each: on its front and back."""

    cards: array[int]
    impacts: bytes


class StoredCard(NamedTuple):
    """A card with its number in the store, and the key of its concept; 0 if it has none."""

    n: int
    concept: Key
    card: KeptCard


class CardQueries:
    """Queries on the cards of a compiled graph.

    Args:
        reader: reads its tables.
    """

    def __init__(self, reader: RowReader) -> None:
        self._reader = reader

    def by_number(self, numbers: Collection[int]) -> dict[int, StoredCard]:
        """Return the cards with these numbers; those that the graph lacks are left out."""
        sql = "SELECT n, concept, data FROM card WHERE n IN ({})"
        rows = self._reader.rows_in(sql, numbers)
        return {n: _stored(n, concept, data) for n, concept, data in rows}

    def about(self, key: Key) -> list[StoredCard]:
        """Return the cards that are about a concept, in the order of the deck."""
        sql = "SELECT n, concept, data FROM card WHERE concept = ? ORDER BY n"
        return [_stored(n, concept, data) for n, concept, data in self._reader.rows(sql, [key])]

    def frequencies(self, terms: Iterable[str]) -> dict[str, int]:
        """Return on how many cards each term is; terms that no card has are left out."""
        sql = "SELECT term, size FROM card_term WHERE term IN ({})"
        return dict(self._reader.rows_in(sql, terms))

    def terms_from(self, beginning: str, limit: int) -> list[tuple[str, int]]:
        """Return terms that begin so, in order, each with the number of cards that have it."""
        sql = "SELECT term, size FROM card_term WHERE term >= ? AND term < ? ORDER BY term LIMIT ?"
        end = f"{beginning}\U0010ffff"
        return [(term, n) for term, n in self._reader.rows(sql, [beginning, end, limit])]

    def postings(self, terms: Iterable[str]) -> dict[str, CardPostings]:
        """Return the cards that have each term."""
        sql = "SELECT term, size, data FROM card_term WHERE term IN ({})"
        return {
            term: CardPostings(*unpack_cards(size, bytes(data)))
            for term, size, data in self._reader.rows_in(sql, terms)
        }


def _stored(n: int, concept: int, data: str) -> StoredCard:
    return StoredCard(n, Key(concept), card_from_json(json.loads(data)))
