"""Purposes: what follows for services and features from the steps and stages of a deck."""

from __future__ import annotations

import re
from collections import Counter, defaultdict

from kg.extract.concept_names import is_proper, stems_of, without_vendor
from kg.extract.concept_registry import Book, Entry
from kg.extract.kind_votes import Kinds
from kg.extract.ledger import Ledger
from kg.extract.patterns import THRESHOLD
from kg.model.deck import Deck

_ACTION = re.compile(r".*(?:ing|tion|sion|ment|ance|sis)$", re.IGNORECASE)
_GENERIC = re.compile(r"\s(?:apis?|jobs?|services?|tools?)$", re.IGNORECASE)
_STEPS = frozenset({"stage", "step"})
_WAYS = {"used-for": "used for", "provides": "provided by"}
_LEAST = 3
"""Names behind the same makers' before it is sure that the deck is about products."""


def vote_for_products(book: Book) -> None:
    """Where a deck names several products with their makers, those and their kin are services."""
    made = [e for e in book.entries if e.is_spoken and _is_made(e.name)]
    if len(made) < _LEAST:
        return
    begin = Counter(without_vendor(e.name).split()[0] for e in made)
    families = {word for word, often in begin.items() if often >= _LEAST}
    for entry in book.entries:
        is_kin = is_proper(entry.name) and entry.name.split()[0] in families
        if entry.is_spoken and (_is_made(entry.name) or is_kin):
            entry.kinds["service"] += 1


def _is_made(name: str) -> bool:
    return is_proper(name) and not name.lower().startswith("the ") and without_vendor(name) != name


def join_purposes(deck: Deck, book: Book, kinds: Kinds, ledger: Ledger) -> None:
    """Join services with the step or stage that their name ends in, as Model Monitor does."""
    steps: defaultdict[str, list[Entry]] = defaultdict(list)
    for entry in book.entries:
        if kinds.of(entry) in _STEPS and _ACTION.match(entry.name):
            steps[stems_of(entry.name)[-1]].append(entry)
    for entry in book.entries:
        if kinds.of(entry) != "service" or not is_proper(entry.name):
            continue
        stems = stems_of(_GENERIC.sub("", entry.name))
        named = [s for s in steps.get(stems[-1], ()) if len(stems) > 1] if stems else []
        whole = [s for s in named if stems_of(s.name) == stems[-len(stems_of(s.name)) :]]
        found = whole or (named if len(named) == 1 else [])
        for step in found:
            card = deck.cards[next(iter(entry.cards)) - 1]
            ledger.add(entry, "used-for", step, "purpose in the name", card, 0.65)


def join_stages(deck: Deck, book: Book, kinds: Kinds, ledger: Ledger) -> None:
    """Put what serves a step, and what that provides, into the stage of the step."""
    entries = {entry.name: entry for entry in book.entries}
    cards = {deck.citation(card): card for card in deck.cards}
    stages: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for entry in book.entries:
        if kinds.of(entry) == "stage":
            stages[entry.name][entry.name] = None
    for edge in ledger.edges:
        if edge.relation == "part-of-stage":
            stages[edge.subject][edge.object] = None
    sure = [edge for edge in ledger.edges if edge.confidence >= THRESHOLD]
    for relation, how in _WAYS.items():
        for edge in sure:
            a, b = (
                (edge.object, edge.subject)
                if relation == "provides"
                else (edge.subject, edge.object)
            )
            if edge.relation != relation or kinds.of(entries[a]) in _STEPS:
                continue
            for stage in list(stages.get(b, ())):
                stages[a][stage] = None
                ends = (entries[a], "part-of-stage", entries[stage])
                ledger.add(*ends, f"by what it is {how}", cards[edge.citation], 0.6)
