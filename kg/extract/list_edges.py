"""Listing: what cards that are lists or comparisons say of the concepts that they name."""

from __future__ import annotations

from itertools import combinations

from kg.extract.card_reading import Item, Reading
from kg.extract.concept_names import key_of
from kg.extract.concept_registry import Book, Entry
from kg.extract.kind_votes import Kinds
from kg.extract.ledger import Ledger
from kg.extract.patterns import Heading
from kg.model.deck import Card


def list_card(card: Card, reading: Reading, entry: Entry, book: Book, ledger: Ledger) -> None:
    """Join what a card lists with what it belongs to, or compares with each other."""
    heading = reading.heading
    if heading is not None and reading.items:
        _join_with_whole(card, reading, heading, book, ledger)
    compared = [book.add(name, card.number) for name in reading.compared]
    for one, other in combinations(compared, 2):
        ledger.add(one, "contrasts-with", other, "difference", card, 0.85)
    for end in compared:
        ledger.add(entry, "mentions", end, "difference", card, 0.9)
    for name in reading.answers:
        ledger.add(entry, "mentions", book.add(name, card.number), "answer", card, 0.9)


def label_card(
    card: Card, reading: Reading, entry: Entry, book: Book, kinds: Kinds, ledger: Ledger
) -> None:
    """Join what a card's front names behind a label with that; what serves it is used for it."""
    label = reading.heading
    if label is None or reading.items:
        return
    whole = book.add(reading.of, card.number)
    _vote_for_whole(label, whole)
    if label.kind:
        entry.kinds[label.kind] += 2
    is_service = kinds.of(entry) == "service" and kinds.of(whole) != "service"
    relation = label.of_service if is_service and label.of_service else label.relation
    ledger.add(entry, relation, whole, label.name, card, label.confidence)


def _vote_for_whole(heading: Heading, whole: Entry) -> None:
    if heading.whole and not whole.kinds:
        whole.kinds[heading.whole] += 2


def _join_with_whole(
    card: Card, reading: Reading, heading: Heading, book: Book, ledger: Ledger
) -> None:
    whole = book.add(reading.of, card.number)
    _vote_for_whole(heading, whole)
    before: Entry | None = None
    for item in reading.items:
        if key_of(item.name) == key_of(whole.name):
            continue
        part = _add_item(card, item, book, ledger, sequence=heading.sequence)
        if heading.kind:
            part.kinds[heading.kind] += 2
        pattern = f"list: {heading.name}"
        a, b = (whole, part) if heading.inverse else (part, whole)
        ledger.add(a, heading.relation, b, pattern, card, heading.confidence)
        if heading.sequence and before is not None:
            ledger.add(part, "follows", before, "ordered list", card, 0.8)
        before = part
    if heading.relation == "option-of" and len(reading.items) == 2:
        one, other = (book.add(item.name, card.number) for item in reading.items)
        ledger.add(one, "contrasts-with", other, "two options", card, 0.7)


def _add_item(card: Card, item: Item, book: Book, ledger: Ledger, *, sequence: bool) -> Entry:
    entry = book.add(item.name, card.number)
    if item.text:
        entry.texts.append((card.number, item.text))
    before: Entry | None = None
    for name in item.inner:
        inner = book.add(name, card.number)
        relation = "part-of-stage" if sequence else "part-of"
        ledger.add(inner, relation, entry, "in parentheses", card, 0.8)
        if sequence:
            inner.kinds["step"] += 1
            if before is not None:
                ledger.add(inner, "follows", before, "ordered list", card, 0.6)
        before = inner
    return entry
