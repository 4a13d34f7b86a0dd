"""The file of a graph's cards: `cards.jsonl`, a card a line, in the order of the deck."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from kg.errors import Finding
from kg.graph_files.source_files import CARDS
from kg.model.kept_card import KeptCard, card_from_json
from kg.system.files import read_text

_encode = json.JSONEncoder(ensure_ascii=False, separators=(", ", ": ")).encode


def card_line(card: KeptCard) -> str:
    """Return a card as a line of the file, without its end."""
    return _encode(card.to_json()).encode("utf-8", "replace").decode()


def cards_text(cards: Iterable[KeptCard]) -> str:
    """Return cards as the text of the file."""
    return "".join(f"{card_line(card)}\n" for card in cards)


def read_cards(folder: Path, faults: list[Finding]) -> tuple[KeptCard, ...]:
    """Return the cards of a graph's folder; none if it has no such file.

    Lines that hold no card are added to `faults` (E114).

    Raises:
        DataError: the file can't be read (E101).
    """
    file = folder / CARDS
    if not file.is_file():
        return ()
    cards = []
    for n, line in enumerate(read_text(file).split("\n"), 1):
        if not line.strip():
            continue
        try:
            cards.append(card_from_json(json.loads(line)))
        except (ValueError, RecursionError) as error:
            faults.append(Finding(str(file), n, "E114", f"not a card: {error}"))
    return tuple(cards)
