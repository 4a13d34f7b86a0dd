"""Rows of the tables that hold the cards of a graph, and the index of their terms."""

from __future__ import annotations

import json
import sys
import zlib
from array import array
from collections import Counter, defaultdict
from collections.abc import Mapping

from kg.model.concept import ConceptId
from kg.model.graph import Graph
from kg.model.kept_card import KeptCard
from kg.store.graph_tables import Rows, Tables, concept_numbers
from kg.store.postings import impact
from kg.text.card_terms import card_terms

MAX_CARD_TERMS = 2_000
"""Terms of a side of a card that are indexed."""

_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def card_tables(graph: Graph) -> Tables:
    """Yield the rows of the tables of cards; none for a graph without cards."""
    if graph.cards:
        index = _CardIndex(graph)
        yield "card", index.card_rows(concept_numbers(graph))
        yield "card_term", index.term_rows()


class _CardIndex:
    """Gathers the terms of cards while their rows are made."""

    def __init__(self, graph: Graph) -> None:
        self._cards = graph.cards
        # By term: the cards that have it, and how often on the front and on the rest.
        self._postings: defaultdict[str, array[int]] = defaultdict(lambda: array("I"))
        self._lengths: list[tuple[int, int]] = []

    def card_rows(self, numbers: Mapping[ConceptId, int]) -> Rows:
        """Yield the rows of `card`: number, number of the concept or 0, citation, and the card."""
        for n, card in enumerate(self._cards, 1):
            self._add(n, card)
            concept = numbers.get(ConceptId(card.concept), 0)
            yield n, concept, card.citation, _encode(card.to_json())

    def term_rows(self) -> Rows:
        """Yield the rows of `card_term`: term, number of cards, and their impacts."""
        cards = len(self._lengths)
        fronts = sum(front for front, _ in self._lengths) / cards or 1
        rests = sum(rest for _, rest in self._lengths) / cards or 1
        for term in sorted(self._postings):
            packed = self._postings[term]
            keys, impacts = array("I"), bytearray()
            for at in range(0, len(packed), 3):
                n, in_front, in_rest = packed[at : at + 3]
                front, rest = self._lengths[n - 1]
                keys.append(n)
                impacts.append(impact(in_front, front / fronts) if in_front else 0)
                impacts.append(impact(in_rest, rest / rests) if in_rest else 0)
            yield term, len(keys), pack_cards(keys, bytes(impacts))

    def _add(self, n: int, card: KeptCard) -> None:
        front = card_terms(card.front_text)[:MAX_CARD_TERMS]
        rest_text = "\n".join([card.back_text, *card.more])
        rest = card_terms(rest_text)[:MAX_CARD_TERMS]
        self._lengths.append((len(front), len(rest)))
        in_front, in_rest = Counter(front), Counter(rest)
        in_rest |= Counter(set(card_terms(card.context)[:MAX_CARD_TERMS]))
        for term in in_front.keys() | in_rest.keys():
            self._postings[term].extend((n, in_front[term], in_rest[term]))


def pack_cards(keys: array[int], impacts: bytes) -> bytes:
    """Return cards and the two impacts of each as bytes, the same on every machine."""
    if sys.byteorder == "big":
        keys = array("I", keys)
        keys.byteswap()
    return zlib.compress(keys.tobytes() + impacts, 1)


def unpack_cards(size: int, data: bytes) -> tuple[array[int], bytes]:
    """Return what `pack_cards` packed: the numbers of `size` cards, and two impacts for each."""
    content = zlib.decompress(data)
    keys = array("I")
    keys.frombytes(content[: size * keys.itemsize])
    if sys.byteorder == "big":
        keys.byteswap()
    return keys, content[size * keys.itemsize :]
