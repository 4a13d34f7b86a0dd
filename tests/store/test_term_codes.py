from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kg.store.term_codes import MAX_CODED_STEMS, NO_CODE, code_of, stem_number


@given(st.integers(1, MAX_CODED_STEMS))
def test_a_code_is_one_character_that_can_be_stored(number: int) -> None:
    character = code_of(number)
    assert len(character) == 1
    assert character != NO_CODE
    assert character.encode().decode() == character
    assert stem_number(character) == number


@given(st.integers(1, MAX_CODED_STEMS - 1))
def test_codes_are_in_the_order_of_stem_numbers(number: int) -> None:
    assert code_of(number) < code_of(number + 1)


def test_stems_after_the_last_character_have_no_code() -> None:
    assert code_of(MAX_CODED_STEMS) == "\U0010ffff"
    assert code_of(MAX_CODED_STEMS + 1) == ""
