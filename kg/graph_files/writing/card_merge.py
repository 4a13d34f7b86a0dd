"""Merge the cards of a deck with the lines of `cards.jsonl` that a person edited."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from kg.graph_files.writing.import_record import digest
from kg.graph_files.writing.merge import Change
from kg.model.kept_card import KeptCard
from kg.text.normal_forms import normalise

_NAME_CHARS = 60
"""Characters of a front by which a change is named."""


@dataclass(slots=True)
class MergedCards:
    """The cards to write, the digests by which the next import knows them, and the changes."""

    cards: list[KeptCard] = field(default_factory=list)
    digests: dict[str, str] = field(default_factory=dict)
    deleted: list[str] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)


def merge_cards(
    fresh: Iterable[KeptCard],
    there: Iterable[KeptCard],
    written: Mapping[str, str],
    deleted: Iterable[str],
) -> MergedCards:
    """Merge three versions of a deck's cards: the deck now, the file now, the last import.

    A card is known by its identifier, else by its front. A line that a person edited stays, with
    its number and citation renewed; one that a person deleted stays away; one that a person added
    stays behind all others.

    Args:
        fresh: the cards of the deck.
        there: the cards of the file; none on the first import.
        written: what the last import wrote: the digest of each card, by key.
        deleted: the keys of cards that a person deleted before.
    """
    merged = MergedCards()
    theirs = _by_key(there)
    gone = set(deleted) | (written.keys() - theirs.keys())
    ours = _by_key(fresh)
    for key, card in ours.items():
        own = theirs.get(key)
        if key in gone:
            merged.deleted.append(key)
            continue
        merged.digests[key] = _digest(card)
        if own is None or key not in written or _digest(own) in (written[key], _digest(card)):
            merged.cards.append(card)
            continue
        is_new = _digest(card) != written[key]
        merged.changes.append(Change("conflict" if is_new else "kept", _name(own)))
        merged.cards.append(
            own._replace(n=card.n, citation=card.citation, place=card.place, concept=card.concept)
        )
    for key, own in theirs.items():
        if key in ours or key in gone:
            continue
        if key not in written:
            merged.cards.append(own)  # a person's own card
        elif _digest(own) != written[key]:
            merged.changes.append(Change("orphaned", _name(own)))
            merged.cards.append(own)
    return merged


def _by_key(cards: Iterable[KeptCard]) -> dict[str, KeptCard]:
    """Return cards by what stays the same from one import to the next."""
    found: dict[str, KeptCard] = {}
    counts: Counter[str] = Counter()
    for card in cards:
        front = " ".join(block.text for block in card.front)
        key = card.identifier or digest(f"{'::'.join(card.deck)} {front}")
        counts[key] += 1
        found[f"{key} {counts[key]}" if counts[key] > 1 else key] = card
    return found


def _digest(card: KeptCard) -> str:
    """Return a digest of what a card says, its place aside."""
    return digest(repr(card._replace(n=0, citation="", place="", concept="")))


def _name(card: KeptCard) -> str:
    text = " ".join(card.front_text.split())
    return text if len(text) <= _NAME_CHARS and normalise(text) else f"{text[:_NAME_CHARS]}…"
