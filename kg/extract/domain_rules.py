"""Add edges of decks about software: which services serve which steps and stages."""

from __future__ import annotations

import re
from collections import Counter, defaultdict

from kg.extract.concept_names import is_proper_name, name_stems, without_vendor
from kg.extract.concept_registry import Candidate, ConceptRegistry
from kg.extract.edge_filter import MIN_EDGE_CONFIDENCE
from kg.extract.kind_votes import KindVotes
from kg.extract.proposal import EdgeCollector
from kg.model.deck import Deck

_ACTION_NOUN = re.compile(r".*(?:ing|tion|sion|ment|ance|sis)$", re.IGNORECASE)
_GENERIC_ENDING = re.compile(r"\s(?:apis?|jobs?|services?|tools?)$", re.IGNORECASE)
_STEP_KINDS = frozenset({"stage", "step"})
_STAGE_PATTERNS = {
    "used-for": "by what it is used for",
    "provides": "by what it is provided by",
}
"""Relations by which a concept gets the stage of another, with the pattern of the new edge."""

_MIN_VENDOR_NAMES = 3
"""Fewest names that need a vendor before them for the deck to be about products.

Also the fewest of them that must begin with the same word for that word to name a product family.
"""


def vote_for_services(registry: ConceptRegistry) -> None:
    """Vote for the kind "service" for all products, in decks that name several with a vendor."""
    with_vendor = _with_vendor(registry)
    if not names_products(registry):
        return
    first_words = Counter(without_vendor(c.name).split()[0] for c in with_vendor)
    families = {word for word, number in first_words.items() if number >= _MIN_VENDOR_NAMES}
    for candidate in registry.candidates:
        is_in_family = is_proper_name(candidate.name) and candidate.name.split()[0] in families
        if candidate.can_be_mentioned and (_has_vendor(candidate.name) or is_in_family):
            candidate.kind_votes["service"] += 1


def names_products(registry: ConceptRegistry) -> bool:
    """Return True if a deck names several products with the vendor before them."""
    return len(_with_vendor(registry)) >= _MIN_VENDOR_NAMES


def _with_vendor(registry: ConceptRegistry) -> list[Candidate]:
    return [c for c in registry.candidates if c.can_be_mentioned and _has_vendor(c.name)]


def _has_vendor(name: str) -> bool:
    is_article = name.lower().startswith("the ")
    return is_proper_name(name) and not is_article and without_vendor(name) != name


def add_purpose_edges(
    registry: ConceptRegistry, kind_votes: KindVotes, collector: EdgeCollector
) -> None:
    """Join services with the step or stage that their name ends in, such as "Model Monitor"."""
    steps: defaultdict[str, list[Candidate]] = defaultdict(list)
    for candidate in registry.candidates:
        if kind_votes.kind_of(candidate) in _STEP_KINDS and _ACTION_NOUN.match(candidate.name):
            steps[name_stems(candidate.name)[-1]].append(candidate)
    for candidate in registry.candidates:
        if kind_votes.kind_of(candidate) != "service" or not is_proper_name(candidate.name):
            continue
        stems = name_stems(_GENERIC_ENDING.sub("", candidate.name))
        by_last_word = [s for s in steps.get(stems[-1], ()) if len(stems) > 1] if stems else []
        by_all_words = [
            s for s in by_last_word if name_stems(s.name) == stems[-len(name_stems(s.name)) :]
        ]
        found = by_all_words or (by_last_word if len(by_last_word) == 1 else [])
        for step in found:
            card = collector.first_card(candidate.cards)
            collector.add(candidate, "used-for", step, "purpose in the name", card, 0.65)


def add_stage_edges(
    deck: Deck, registry: ConceptRegistry, kind_votes: KindVotes, collector: EdgeCollector
) -> None:
    """Put what is used for a step, and what that in turn provides, into the stage of the step."""
    candidates = {candidate.name: candidate for candidate in registry.candidates}
    cards = {deck.citation(card): card for card in deck.cards}
    stages: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for candidate in registry.candidates:
        if kind_votes.kind_of(candidate) == "stage":
            stages[candidate.name][candidate.name] = None
    for edge in collector.edges:
        if edge.relation == "part-of-stage":
            stages[edge.subject][edge.object] = None
    confident = [edge for edge in collector.edges if edge.confidence >= MIN_EDGE_CONFIDENCE]
    for relation, pattern in _STAGE_PATTERNS.items():
        for edge in confident:
            to, via = (
                (edge.object, edge.subject)
                if relation == "provides"
                else (edge.subject, edge.object)
            )
            if edge.relation != relation or kind_votes.kind_of(candidates[to]) in _STEP_KINDS:
                continue
            for stage in list(stages.get(via, ())):
                stages[to][stage] = None
                ends = (candidates[to], "part-of-stage", candidates[stage])
                collector.add(*ends, pattern, cards[edge.citation], 0.6)
