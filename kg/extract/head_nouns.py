"""Add edges between concepts of which one's name ends or begins with the other's."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from kg.extract.card_reading import CardReading
from kg.extract.concept_names import has_connective, is_proper_name, name_key, without_vendor
from kg.extract.concept_registry import Candidate, ConceptRegistry
from kg.extract.domain_rules import names_products
from kg.extract.proposal import EdgeCollector
from kg.model.deck import Card

_MIN_FAMILY_NAMES = 3
"""Fewest proper names that must begin with the same words for those words to name a family."""

_GERUNDS = frozenset("building choosing creating doing getting having making using".split())


def register_families(
    readings: Iterable[tuple[Card, CardReading]], registry: ConceptRegistry
) -> None:
    """Add the words that several proper names begin with, where a card also uses them alone."""
    for name, occurrences in sorted(_count_first_words(registry).items()):
        if occurrences < _MIN_FAMILY_NAMES or registry.find(name) is not None or len(name) < 3:
            continue
        alone = re.compile(rf"(?<![\w-]){re.escape(name)}(?! ?[A-Z])(?![\w-])")
        card = next((c for c, r in readings if alone.search(f"{r.name} . {r.text}")), None)
        if card is not None:
            registry.add(name, card.number)


def add_name_edges(registry: ConceptRegistry, collector: EdgeCollector) -> None:
    """Make "green tea" a kind of "tea" by its head noun, and "Acme One" part of "Acme"."""
    families = _count_first_words(registry)
    has_products = names_products(registry)
    for candidate in list(registry.candidates):
        parts = candidate.name.split()
        if (
            not candidate.can_be_mentioned
            or not 1 < len(parts) <= 5
            or parts[0].lower() in _GERUNDS
        ):
            continue
        card = collector.first_card(candidate.cards)
        for n in range(1, len(parts)):
            head = registry.find(" ".join(parts[n:]))
            is_other = head is not None and head is not candidate and head.can_be_mentioned
            if head is not None and is_other and not has_connective(" ".join(parts[:n])):
                if not parts[n][0].isupper():
                    collector.add(candidate, "kind-of", head, "last words of the name", card, 0.65)
                break
        # Only of products do the first words name a whole: "Black Pepper" is no part of "Black".
        for n in range(len(parts) - 1, 0, -1) if has_products else ():
            name = " ".join(parts[:n])
            if not is_proper_name(candidate.name) or families[name] < _MIN_FAMILY_NAMES:
                continue
            family = registry.find(name)
            if family is not None and family is not candidate and _is_own_name(family, name):
                collector.add(candidate, "part-of", family, "first words of the name", card, 0.6)
                break


def _is_own_name(candidate: Candidate, name: str) -> bool:
    """Return True if this is a candidate's own name, with or without its vendor, not an alias."""
    return name_key(without_vendor(candidate.name)) == name_key(without_vendor(name))


def _count_first_words(registry: ConceptRegistry) -> Counter[str]:
    """Return how many proper names begin with the same one to three words, by those words."""
    counts: Counter[str] = Counter()
    for candidate in registry.candidates:
        parts = candidate.name.split()
        if candidate.can_be_mentioned and len(parts) > 1 and is_proper_name(candidate.name):
            counts.update(" ".join(parts[:n]) for n in range(1, min(len(parts), 4)))
    return counts
