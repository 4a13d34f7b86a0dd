"""Print cards: each side in its own blocks, on a terminal or in a pipe."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from kg._typing import TYPE_CHECKING
from kg.model.concept import cite

if TYPE_CHECKING:
    from kg.export.terminal import Screen
    from kg.model.blocks import CardBlock
    from kg.model.kept_card import KeptCard

MAX_CARDS_SHOWN = 5
"""Cards of a concept that are printed; JSON has all of them."""

_BACK_INDENT = 4


def show_cards(screen: Screen, cards: Sequence[KeptCard], heading: str) -> None:
    """Print the cards of a concept, below a heading."""
    for card in cards[:MAX_CARDS_SHOWN]:
        show_card(screen, card, heading)
    if len(cards) > MAX_CARDS_SHOWN:
        screen.line(f"and {len(cards) - MAX_CARDS_SHOWN} more cards; --json shows them", dim=True)


def show_card(screen: Screen, card: KeptCard, heading: str) -> None:
    """Print the front of a card, and its back further in, below a heading.

    A front that only repeats the heading is left out.
    """
    front = [] if card.front_text == heading else card.front
    for line, is_code in _lines(front):
        _show(screen, line, 2, is_code=is_code)
    for line, is_code in _lines(card.back):
        _show(screen, line, _BACK_INDENT, is_code=is_code)
    for more in card.more:
        for line in more.split("\n"):
            screen.line(line, _BACK_INDENT)
    place = " › ".join(card.deck)
    source = cite(card.citation) if card.citation else f"card {card.n}"
    screen.line(f"source: {source}{f' · {place}' if place else ''}", dim=True)


def _show(screen: Screen, line: str, indent: int, *, is_code: bool) -> None:
    if is_code:
        screen.code(line, indent + 2)
    else:
        bare = line.lstrip(" ")
        screen.line(bare, indent + len(line) - len(bare))


def _lines(blocks: Iterable[CardBlock]) -> Iterator[tuple[str, bool]]:
    """Yield the lines of blocks, each with True if it is of code."""
    from kg.formats.markup.cloze import fill_blanks

    for block in blocks:
        if block.kind in ("image", "audio"):
            name = f"{block.text}: {block.note}" if block.note else block.text
            yield f"[{block.kind} {name}]", False
        elif block.kind == "list":
            for item in block.text.split("\n"):
                bare = item.lstrip(" ")
                yield f"{item[: len(item) - len(bare)]}- {fill_blanks(bare)[0]}", False
        elif block.kind == "table":
            for row in block.text.split("\n"):
                yield " | ".join(row.split("\t")), False
        else:
            text = fill_blanks(block.text)[0] if block.kind == "cloze" else block.text
            for line in text.split("\n"):
                yield line, block.kind == "code"
