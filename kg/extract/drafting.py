"""Make the draft of a graph from candidates and edges, each part with its citation."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from kg.extract.concept_registry import Candidate
from kg.model.deck import Card, Deck
from kg.model.draft import Draft, DraftConcept, DraftEdge, Place
from kg.model.kept_card import KeptCard
from kg.model.vocabulary import Vocabulary
from kg.text.normal_forms import normalise

MAX_SUMMARY_CHARS = 3_000
"""Length in characters up to which further sentences are added to a summary."""

MAX_SEARCH_PHRASE_CHARS = 1_000
"""Longest front, in characters, by which its concept can be searched."""

MAX_SEARCH_PHRASES = 20
"""Most fronts by which a concept can be searched."""

MAX_CITED_RANGES = 12
"""Most ranges of lines or cards that a citation has; later ones are dropped."""


def draft_graph(
    deck: Deck,
    candidates: Iterable[Candidate],
    kinds: Mapping[str, str],
    edges: Iterable[DraftEdge],
    vocabulary: Vocabulary,
    kept: Iterable[KeptCard] = (),
) -> Draft:
    """Return the draft of a graph with these candidates as concepts, joined by these edges.

    A tentative candidate that no edge joins is left out.

    Args:
        deck: the deck that the candidates are from.
        candidates: in the order in which the draft has them.
        kinds: the kind of each candidate by its name.
        edges: edges between the names of candidates.
        vocabulary: the kinds and relations of the graph.
        kept: the cards of the deck, each with the name of its concept.
    """
    by_concept: defaultdict[str, list[DraftEdge]] = defaultdict(list)
    joined_names: set[str] = set()
    for edge in edges:
        by_concept[edge.subject].append(edge)
        joined_names |= {edge.subject, edge.object}
    cards = {card.number: card for card in deck.cards}
    concepts = tuple(
        DraftConcept(
            candidate.name,
            kinds[candidate.name],
            tuple(candidate.aliases),
            _summary(candidate, kinds[candidate.name]),
            _citation(deck, candidate, cards),
            tuple(by_concept[candidate.name]),
            _place(cards[min(candidate.cards)]),
            hidden=_search_phrases(candidate),
        )
        for candidate in candidates
        if not candidate.is_tentative or candidate.name in joined_names
    )
    return Draft(vocabulary, concepts, title=deck.title, cards=tuple(kept))


def _citation(deck: Deck, candidate: Candidate, cards: Mapping[int, Card]) -> str:
    """Return the citation of all cards of a candidate, with neighbours joined to ranges."""
    spans: list[list[int]] = []
    for number in sorted(candidate.cards):
        card = cards[number]
        is_line = deck.cites == "lines"
        first, last = (card.first, card.last) if is_line else (number, number)
        if spans and first <= spans[-1][1] + 1:
            spans[-1][1] = max(spans[-1][1], last)
        else:
            spans.append([first, last])
    ranges = ",".join(
        f"{first}-{last}" if last > first else str(first)
        for first, last in spans[:MAX_CITED_RANGES]
    )
    if deck.cites == "lines":
        return ranges
    return f"card {ranges}" if ranges.isdigit() else f"cards {ranges}"


def _search_phrases(candidate: Candidate) -> tuple[str, ...]:
    """Return the fronts of a concept's cards that are none of its names, so that they find it."""
    names = {normalise(name) for name in (candidate.name, *candidate.aliases)}
    found: dict[str, str] = {}
    for front in candidate.fronts:
        norm = normalise(front)
        if norm and norm not in names and len(front) <= MAX_SEARCH_PHRASE_CHARS:
            found.setdefault(norm, front)
    return tuple(found.values())[:MAX_SEARCH_PHRASES]


def _place(card: Card) -> Place:
    return Place(card.path, card.first or card.number)


def _summary(candidate: Candidate, kind: str) -> str:
    """Return the texts about a candidate as sentences, up to about MAX_SUMMARY_CHARS.

    A text that only repeats the name is skipped.
    """
    sentences: list[str] = []
    size = 0
    for _, text in candidate.texts:
        sentence = " ".join(text.split())
        is_brief = len(sentence) < 2 * len(candidate.name) + 8
        if not sentence or (is_brief and normalise(sentence) == normalise(candidate.name)):
            continue
        if sentences and size + len(sentence) > MAX_SUMMARY_CHARS:
            break
        is_complete = sentence[-1:] in ".!?…:" or kind == "question"
        sentences.append(sentence if is_complete else f"{sentence}.")
        size += len(sentence)
    return " ".join(sentences)
