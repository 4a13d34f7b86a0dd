"""Tests of `kg.formats.org.drill`: cards of org-drill, and headings."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import DataError
from kg.formats.org.drill import read
from kg.formats.registry import find_format

DRILL = """\
#+TITLE: Pots
# a comment
* Tools
** What is /firing/?    :drill:
*** Answer
Heating =clay=.
** Oven                 :drill:hot:
SCHEDULED: <2024-01-01 Mon>
:PROPERTIES:
:ID: 77
:END:
What holds the heat?
*** Answer
A kiln, see [[http://e.org][here]].
** Sentence             :drill:
Slip is <[thin]> clay.
** Heat                 :drill:
:PROPERTIES:
:DRILL_CARD_TYPE: hide1cloze
:END:
Bisque needs [900|hot] degrees.
** Word                 :drill:
:PROPERTIES:
:DRILL_CARD_TYPE: twosided
:END:
*** German
der Ofen
*** English
the kiln
** Not a card
Text.
"""


def write(folder: Path, text: str) -> Path:
    file = folder / "deck.org"
    file.write_text(text, encoding="utf-8")
    return file


def test_cards_of_org_drill(tmp_path: Path) -> None:
    file = write(tmp_path, DRILL)
    assert find_format(file).name == "org"
    deck = read(file)
    assert [(card.front, card.back, card.blanks) for card in deck.cards] == [
        ("What is firing?", "Heating clay.", ()),
        ("What holds the heat?", "A kiln, see here.", ()),
        ("Slip is thin clay.", "", ("thin",)),
        ("Bisque needs 900 degrees.", "", ("900",)),
        ("der Ofen", "the kiln", ()),
    ]
    oven = deck.cards[1]
    assert (oven.identifier, oven.tags, oven.trail) == ("77", ("hot",), ("Tools", "Oven"))
    assert (deck.title, deck.cards[4].sides) == ("Pots", 2)
    assert (oven.first, oven.last) == (7, 14)


def test_headings_are_cards_where_none_is_marked(tmp_path: Path) -> None:
    file = write(
        tmp_path,
        "#+STARTUP: showall\n* Clay\n** Slip\nThin clay.\n#+BEGIN_SRC py\nx = 1\n#+END_SRC\n",
    )
    (card,) = read(file).cards
    assert (card.front, card.trail, card.back_blocks[1].text) == ("Slip", ("Clay",), "x = 1")


@given(st.text(alphabet="*:#+abADEIKLNPRTS[]<>|\n /=~", max_size=200))
def test_any_text_gives_cards_or_an_error(
    tmp_path_factory: pytest.TempPathFactory, text: str
) -> None:
    try:
        found = read(write(tmp_path_factory.mktemp("org"), text))
    except DataError:
        return
    assert all(card.front for card in found.cards)
