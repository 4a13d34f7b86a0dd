"""Kin: what the names of concepts tell of each other."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from kg.deck import Card, Deck
from kg.extract.book import Book
from kg.extract.ledger import Ledger
from kg.extract.names import is_proper
from kg.extract.reading import Reading

_DOING = frozenset("building choosing creating doing getting having making using".split())


def add_families(read: Iterable[tuple[Card, Reading]], book: Book) -> None:
    """Add names that several others begin with, where cards also use them alone."""
    begun: Counter[str] = Counter()
    for entry in book.entries:
        parts = entry.name.split()
        if entry.is_spoken and len(parts) > 1 and is_proper(entry.name):
            begun[" ".join(parts[:1])] += 1
            begun[" ".join(parts[:2])] += len(parts) > 2
    for name, often in sorted(begun.items()):
        if often < 3 or book.find(name) is not None or len(name) < 3:
            continue
        alone = re.compile(rf"(?<![\w-]){re.escape(name)}(?! ?[A-Z])(?![\w-])")
        card = next((c for c, r in read if alone.search(f"{r.name} . {r.text}")), None)
        if card is not None:
            book.add(name, card.number)


def join_kin(deck: Deck, book: Book, ledger: Ledger) -> None:
    """Join names that end in, or begin with, the name of another concept."""
    for entry in list(book.entries):
        parts = entry.name.split()
        if not entry.is_spoken or not 1 < len(parts) <= 5 or parts[0].lower() in _DOING:
            continue
        card = deck.cards[next(iter(entry.cards)) - 1]
        for n in range(1, len(parts)):
            head = book.find(" ".join(parts[n:]))
            is_other = head is not None and head is not entry and head.is_spoken
            if head is not None and is_other and not parts[n][0].isupper():
                ledger.add(entry, "kind-of", head, "last words of the name", card, 0.65)
                break
        if not is_proper(entry.name):
            continue
        for n in range(len(parts) - 1, 0, -1):
            family = book.find(" ".join(parts[:n]))
            if family is not None and family is not entry and is_proper(family.name):
                ledger.add(entry, "part-of", family, "first words of the name", card, 0.6)
                break
