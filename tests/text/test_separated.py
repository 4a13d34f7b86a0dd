from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kg.text.separated import FILE, GROUP, RECORD, SEPARATORS, UNIT, join, split

TEXT = st.text(st.characters(exclude_characters=SEPARATORS))


@given(st.lists(TEXT))
def test_splitting_reverses_joining(texts: list[str]) -> None:
    assert split(join(texts)) == texts


@given(st.lists(st.lists(TEXT)))
def test_lists_within_lists(rows: list[list[str]]) -> None:
    text = join(rows, RECORD + UNIT)
    assert [split(row) for row in split(text, RECORD)] == rows


def test_separators_within_a_text_become_spaces() -> None:
    assert join([f"a{UNIT}b", f"{FILE}c{GROUP}"]) == f"{UNIT}a b{UNIT} c "
