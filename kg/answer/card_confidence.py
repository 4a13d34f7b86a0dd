"""Judge how surely a card answers a question, by the words that they share and do not share."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from kg.answer.asking_words import asking_words
from kg.answer.card_search import EMPTY_WEIGHT, AskedWord, idf, is_empty
from kg.model.kept_card import KeptCard
from kg.store import Store
from kg.text.card_terms import card_terms

_OTHER_WORD_FACTOR = 0.5
"""Factor where a question has another word in place of one on the front: London for Paris."""

_MAX_COMPARED_TERMS = 200
"""Terms at the beginning of a front that are compared with the order of a question's words."""


class CardEvidence(NamedTuple):
    """The evidence for a card.

    Attributes:
        confidence: 0-1, how surely it answers.
        front_share: how much of its front (0-1) the question covers.
        longest_run: words with content that stand on the front as in the question.
    """

    confidence: float
    front_share: float
    longest_run: int


def judge_card(asked: Sequence[AskedWord], card: KeptCard, store: Store) -> CardEvidence:
    """Return what speaks for a card as the answer to a question."""
    front, rest = card_terms(card.front_text), card_terms(" ".join([card.back_text, *card.more]))
    total = sum(word.weight for word in asked)
    if not total:
        return CardEvidence(0.0, 0.0, 0)
    in_front = set(front)
    everywhere = in_front | set(rest) | set(card_terms(card.context))
    covered = sum(w.weight * _best_factor(w.terms, everywhere) for w in asked) / total
    covered_by_front = sum(w.weight * _best_factor(w.terms, in_front) for w in asked) / total
    front_share, missing = _share_of_side(asked, front, store)
    rest_share, _ = _share_of_side(asked, rest, store)
    confidence = max(
        covered_by_front * (0.45 + 0.55 * front_share),
        covered * (0.75 + 0.15 * max(front_share, rest_share)),
    )
    if missing and _has_other_word(asked, everywhere, missing):
        confidence *= _OTHER_WORD_FACTOR
    return CardEvidence(confidence, front_share, _longest_run(asked, front))


def _has_other_word(asked: Sequence[AskedWord], there: set[str], missing: int) -> bool:
    """Return True if a question has a word that the card lacks, in place of one of its front.

    That is so if the word is a name, or if nothing else differs.
    """
    absent = [w for w in asked if not w.is_empty and not _best_factor(w.terms, there)]
    shared = sum(not w.is_empty for w in asked) - len(absent)
    if not absent or not shared:
        return False
    return any(word.is_name for word in absent) or len(absent) == missing == 1


def _best_factor(terms: Mapping[str, float], there: set[str]) -> float:
    return max((factor for term, factor in terms.items() if term in there), default=0.0)


def _share_of_side(
    asked: Sequence[AskedWord], side: Sequence[str], store: Store
) -> tuple[float, int]:
    """Return how much of a side (0-1), by the rarity of its terms, a question covers.

    Also return how many terms with content it does not cover.
    """
    factors: dict[str, float] = {}
    for word in asked:
        for term, factor in word.terms.items():
            factors[term] = max(factor, factors.get(term, 0.0))
    counts = Counter(side)
    asking = asking_words(side)
    sizes = store.deck.frequencies(counts)
    empty = {term for term in counts if is_empty(term, term, asking)}
    weights = {
        term: idf(sizes.get(term, 0), store.card_count) * (EMPTY_WEIGHT if term in empty else 1.0)
        for term in counts
    }
    missing = sum(term not in factors and term not in empty for term in counts)
    total = sum(weights.values())
    if not total:
        return 0.0, missing
    return sum(weights[term] * factors.get(term, 0.0) for term in counts) / total, missing


def _longest_run(asked: Sequence[AskedWord], front: Sequence[str]) -> int:
    """Return how many words with content stand on a front as in the question, at most.

    Words without content may stand between them, the same on both sides.
    """
    best = 0
    before = [0] * (len(asked) + 1)  # words with content of the run that ends at each word
    for term in front[:_MAX_COMPARED_TERMS]:
        now = [0] * (len(asked) + 1)
        for n, word in enumerate(asked):
            if word.term == term:
                now[n + 1] = before[n] + (not word.is_empty)
                best = max(best, now[n + 1])
        before = now
    return best
