"""Find the cards that answer a question, by the words on their fronts and backs.

The hit is the card itself, quoted. Cards are scored by BM25; what decides is how much of the
question, by the rarity of its words, a card covers, and how much of the card's front the question
covers.
"""

from __future__ import annotations

from collections.abc import Sequence

from kg.answer.card_confidence import CardEvidence, judge_card
from kg.answer.card_search import asked_words, best_cards
from kg.answer.result import Answer, Hit, Reason
from kg.model.concept import Concept, ConceptId, cite
from kg.model.kept_card import KeptCard
from kg.question import Query
from kg.store import Store

MAX_QUOTED_CARDS = 5
"""Cards that an answer quotes where no limit is given."""

MIN_CARD_CONFIDENCE = 0.42
"""Confidence (0-1) from which a card answers."""

RELATED_CARD_CONFIDENCE = 0.25
"""Confidence (0-1) of the best card below which the deck says nothing about a question."""

MIN_ASKED_SHARE = 0.6
"""Share (0-1) of a front that a question covers from which the card asks the same."""

SURE_CARD_CONFIDENCE = 0.8
"""Confidence (0-1) from which a card goes before any other answer."""


def answer_with_cards(query: Query, answer: Answer, store: Store, limit: int | None) -> Answer:
    """Return an answer with the cards of the deck that answer the question before its own hits.

    A list, an order and the like stay as they are unless a card is surer. Where no card is even
    near the question, the deck does not say, and the answer is refused.

    Args:
        query: the question.
        answer: what the concepts and edges of the graph answer.
        store: the graph, made of cards.
        limit: maximum number of hits; None for no limit of the whole kinds of answers.
    """
    found = quote_cards(query, store)
    best = found[0].score if found else 0.0
    cards = [hit for hit in found if hit.score >= MIN_CARD_CONFIDENCE]
    if not cards:
        if best < RELATED_CARD_CONFIDENCE and answer.hits and not answer.verdict:
            return answer._replace(kind="none", confident=False, hits=(), number=None)
        return answer._replace(hits=_with_cards(answer.hits, store))
    is_whole = answer.kind not in ("answer", "definition", "none")
    if is_whole and (answer.hits or answer.verdict) and best < SURE_CARD_CONFIDENCE:
        return answer._replace(hits=_with_cards(answer.hits, store))
    quoted = {hit.concept.id for hit in cards}
    rest = [] if is_whole else [hit for hit in answer.hits if hit.concept.id not in quoted]
    hits = [*cards, *_with_cards(rest, store)][: limit or MAX_QUOTED_CARDS]
    return Answer(query.text, "answer", answer.reading, True, tuple(hits))


def _with_cards(hits: Sequence[Hit], store: Store) -> tuple[Hit, ...]:
    """Return hits, each with the first card of its concept."""
    found = []
    for n, hit in enumerate(hits):
        key = store.key_of(hit.concept.id) if n < MAX_QUOTED_CARDS and hit.card is None else None
        cards = store.cards_of(key) if key is not None else []
        found.append(hit._replace(card=cards[0].card) if cards else hit)
    return tuple(found)


def quote_cards(query: Query, store: Store) -> list[Hit]:
    """Return the cards that are related to a question, the surest first, as hits."""
    asked = asked_words(query, store)
    found = [(judge_card(asked, card.card, store), card) for card in best_cards(asked, store)]
    found = [row for row in found if row[0].confidence >= RELATED_CARD_CONFIDENCE]
    # Equal ones stay in the order of their scores.
    found.sort(key=lambda row: (-round(row[0].confidence, 2), -row[0].longest_run))
    concepts = store.concepts(card.concept for _, card in found if card.concept)
    return [card_hit(card.card, concepts.get(card.concept), evidence) for evidence, card in found]


def card_hit(card: KeptCard, concept: Concept | None, evidence: CardEvidence) -> Hit:
    """Return the hit of a card; without a concept it stands for itself."""
    name = " ".join(card.front_text.split()) or f"card {card.n}"
    own = Concept(ConceptId(f"card-{card.n}"), name, "card", citation=card.citation)
    citation = cite(card.citation) if card.citation else f"card {card.n}"
    is_asked = evidence.front_share >= MIN_ASKED_SHARE
    reasons = (
        Reason("exact", "a card asks this" if is_asked else "a card says this"),
        Reason("card", citation, citation=card.citation),
    )
    return Hit(concept or own, evidence.confidence, reasons, card)
