"""Tests of `kg.formats.note_card`: the one way from a note to a card."""

from __future__ import annotations

import pytest

from kg.formats.note_card import NO_FRONT, NO_TEXT, Note, card_of
from kg.formats.tables.column_roles import ColumnRoles
from kg.model.blocks import CardBlock
from kg.model.deck import Card


def card(*fields: str, **more: object) -> Card:
    found = card_of(Note(fields, **more))  # type: ignore[arg-type]
    assert isinstance(found, Card)
    return found


def test_a_term_and_its_definition_in_one_cloze_are_two_sides() -> None:
    found = card("{{c1::Steep}}: {{c2::to soak leaves in water}}", "")
    assert (found.front, found.back, found.blanks) == ("Steep", "to soak leaves in water", ())
    assert found.front_blocks[0].kind == "cloze"


def test_a_sentence_with_blanks_is_filled_and_keeps_its_marks() -> None:
    found = card("Black tea is {{c1::oxidised::how}}", "see also Oolong")
    assert (found.front, found.blanks) == ("Black tea is oxidised", ("oxidised",))
    assert found.front_blocks == (CardBlock("cloze", "Black tea is {{c1::oxidised::how}}"),)


def test_braces_of_a_formula_stay_in_the_blank() -> None:
    found = card(r"Half is {{c1::\(\frac{1}{2}\)}}")
    assert found.blanks == (r"\(\frac{1}{2}\)",)


def test_a_picture_is_named_by_the_other_side() -> None:
    found = card('<img src="leaf.png">', "Assam")
    assert (found.front, found.back) == ("Assam", "")
    assert (found.front_blocks, found.back_blocks) == (
        (CardBlock("image", "leaf.png"),),
        (CardBlock("paragraph", "Assam"),),
    )


def test_all_fields_are_kept_and_switches_say_nothing() -> None:
    found = card(
        "tea", "a drink", "y", "Camellia",
        names=("Front", "Back", "Add Reverse", "Plant"), are_named=True,
        roles=ColumnRoles(0, 1),
    )  # fmt: skip
    assert found.more == ("Plant: Camellia",)
    assert dict(found.fields)["Add Reverse"] == "y"


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        (('<img src="a.png">', '<img src="b.png">'), NO_TEXT),
        (("", "a"), NO_FRONT),
        (("",), "empty"),
    ],
)
def test_a_note_without_a_front_has_a_reason(fields: tuple[str, ...], reason: str) -> None:
    assert card_of(Note(fields)) == reason


def test_markup_is_only_read_where_it_is_one() -> None:
    assert card("<b>", "bold", markup="text").front == "<b>"
    assert card("`a` *b*", "", markup="markdown").front == "a b"
