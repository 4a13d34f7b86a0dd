from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kg.text.separated import FILE, GROUP, MARKS, RECORD, UNIT, packed, unpacked

TEXT = st.text(st.characters(exclude_characters=MARKS))


@given(st.lists(TEXT))
def test_what_is_packed_is_unpacked(texts: list[str]) -> None:
    assert unpacked(packed(texts)) == texts


@given(st.lists(st.lists(TEXT)))
def test_lists_within_lists(rows: list[list[str]]) -> None:
    text = packed(rows, RECORD + UNIT)
    assert [unpacked(row) for row in unpacked(text, RECORD)] == rows


def test_marks_within_a_text_are_spaces() -> None:
    assert packed([f"a{UNIT}b", f"{FILE}c{GROUP}"]) == f"{UNIT}a b{UNIT} c "
