"""Drafting: entries and edges as a graph that can be written, each part with its card."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from kg.extract.concept_registry import Entry
from kg.model.deck import Card, Deck
from kg.model.draft import Draft, DraftConcept, DraftEdge, Place
from kg.model.vocabulary import Vocabulary
from kg.text.normal_forms import normalise

LONGEST_SUMMARY = 1_200
"""Characters of a summary; a concept of many cards tells of the first ones."""

CITED = 12
"""Ranges that a citation names at most."""


def draft_graph(
    deck: Deck,
    entries: Iterable[Entry],
    kinds: Mapping[str, str],
    edges: Iterable[DraftEdge],
    vocabulary: Vocabulary,
) -> Draft:
    """The draft of what was found; a phrase that no edge joins is no concept of it."""
    by_concept: defaultdict[str, list[DraftEdge]] = defaultdict(list)
    joined: set[str] = set()
    for edge in edges:
        by_concept[edge.subject].append(edge)
        joined |= {edge.subject, edge.object}
    cards = {card.number: card for card in deck.cards}
    concepts = tuple(
        DraftConcept(
            entry.name,
            kinds[entry.name],
            tuple(entry.aliases),
            _summary(entry, kinds[entry.name]),
            _citation(deck, entry, cards),
            tuple(by_concept[entry.name]),
            _place(cards[min(entry.cards)]),
        )
        for entry in entries
        if not entry.is_phrase or entry.name in joined
    )
    return Draft(vocabulary, concepts, title=deck.title)


def _citation(deck: Deck, entry: Entry, cards: Mapping[int, Card]) -> str:
    """The citation of all cards of a concept, neighbours as ranges."""
    spans: list[list[int]] = []
    for number in sorted(entry.cards):
        card = cards[number]
        is_line = deck.cites == "lines"
        first, last = (card.first, card.last) if is_line else (number, number)
        if spans and first <= spans[-1][1] + 1:
            spans[-1][1] = max(spans[-1][1], last)
        else:
            spans.append([first, last])
    told = ",".join(f"{a}-{b}" if b > a else str(a) for a, b in spans[:CITED])
    if deck.cites == "lines":
        return told
    return f"card {told}" if told.isdigit() else f"cards {told}"


def _place(card: Card) -> Place:
    return Place(card.path, card.first or card.number)


def _summary(entry: Entry, kind: str) -> str:
    """What the cards say, one after another, until it is long."""
    told: list[str] = []
    size = 0
    for _, text in entry.texts:
        said = " ".join(text.split())
        is_short = len(said) < 2 * len(entry.name) + 8
        if not said or (is_short and normalise(said) == normalise(entry.name)):
            continue  # it says no more than the name
        if told and size + len(said) > LONGEST_SUMMARY:
            break
        told.append(said if said[-1:] in ".!?…:" or kind == "question" else f"{said}.")
        size += len(said)
    return " ".join(told)
