"""Kin: what the names of concepts tell of each other."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from kg.extract.card_reading import Reading
from kg.extract.concept_names import is_proper, joins, key_of, without_vendor
from kg.extract.concept_registry import Book, Entry
from kg.extract.ledger import Ledger
from kg.model.deck import Card, Deck

_FAMILY = 3
"""Names that must begin alike for their beginning to be a family."""

_DOING = frozenset("building choosing creating doing getting having making using".split())


def add_families(read: Iterable[tuple[Card, Reading]], book: Book) -> None:
    """Add names that several others begin with, where cards also use them alone."""
    for name, often in sorted(_families(book).items()):
        if often < _FAMILY or book.find(name) is not None or len(name) < 3:
            continue
        alone = re.compile(rf"(?<![\w-]){re.escape(name)}(?! ?[A-Z])(?![\w-])")
        card = next((c for c, r in read if alone.search(f"{r.name} . {r.text}")), None)
        if card is not None:
            book.add(name, card.number)


def join_kin(deck: Deck, book: Book, ledger: Ledger) -> None:
    """Join names that end in, or begin with, the name of another concept."""
    families = _families(book)
    for entry in list(book.entries):
        parts = entry.name.split()
        if not entry.is_spoken or not 1 < len(parts) <= 5 or parts[0].lower() in _DOING:
            continue
        card = deck.cards[next(iter(entry.cards)) - 1]
        for n in range(1, len(parts)):
            head = book.find(" ".join(parts[n:]))
            is_other = head is not None and head is not entry and head.is_spoken
            if head is not None and is_other and not joins(" ".join(parts[:n])):
                if not parts[n][0].isupper():
                    ledger.add(entry, "kind-of", head, "last words of the name", card, 0.65)
                break
        for n in range(len(parts) - 1, 0, -1):
            name = " ".join(parts[:n])
            if not is_proper(entry.name) or families[name] < _FAMILY:
                continue
            family = book.find(name)
            if family is not None and family is not entry and _is_called(family, name):
                ledger.add(entry, "part-of", family, "first words of the name", card, 0.6)
                break


def _is_called(entry: Entry, name: str) -> bool:
    """Whether a name is an entry's own, with or without its maker's, not another that it has."""
    return key_of(without_vendor(entry.name)) == key_of(without_vendor(name))


def _families(book: Book) -> Counter[str]:
    """How many proper names begin with the same words, by those words."""
    begun: Counter[str] = Counter()
    for entry in book.entries:
        parts = entry.name.split()
        if entry.is_spoken and len(parts) > 1 and is_proper(entry.name):
            begun.update(" ".join(parts[:n]) for n in range(1, min(len(parts), 4)))
    return begun
