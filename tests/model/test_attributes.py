from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.model.attributes import (
    NO_ATTRIBUTES,
    UNQUALIFIED,
    Attributes,
    Flag,
    Limit,
    Qualifiers,
)
from kg.store.codecs import (
    decode_details,
    decode_qualifiers,
    encode_details,
    encode_qualifiers,
)
from kg.text.separated import SEPARATORS

TEXT = st.text(st.characters(exclude_characters=SEPARATORS), max_size=5)
BOUND = st.none() | st.floats(-1e15, 1e15)
LIMITS = st.builds(Limit, TEXT, BOUND, BOUND, TEXT, TEXT)
TEXTS = st.lists(TEXT, max_size=3).map(tuple)


@pytest.mark.parametrize(
    ("limit", "text"),
    [
        (Limit("payload size", None, 1, "GB"), "payload size up to 1 GB"),
        (Limit("size", 2.5, None, "cm"), "size from 2.5 on cm"),
        (Limit("", 0, 1), "from 0 to 1"),
    ],
)
def test_a_limit_in_words(limit: Limit, text: str) -> None:
    assert limit.text() == text


@pytest.mark.parametrize(
    ("qualifiers", "text"),
    [
        (UNQUALIFIED, ""),
        (Qualifiers("can"), "can"),
        (Qualifiers("", "numerator"), "numerator"),
        (Qualifiers("", "", ("A", "B"), ("C", "D")), "when: A and B, and C or D"),
        (Qualifiers("less", "", (), ("C", "D")), "less; when: C or D"),
    ],
)
def test_qualifiers_in_words(qualifiers: Qualifiers, text: str) -> None:
    assert qualifiers.text() == text


@given(st.lists(LIMITS, max_size=3), TEXT, st.lists(st.builds(Flag, TEXT, TEXT), max_size=2))
def test_details_round_trip(limits: list[Limit], better: str, flags: list[Flag]) -> None:
    attributes = Attributes(tuple(limits), better)
    assert decode_details(encode_details(attributes, flags)) == (attributes, tuple(flags))


@given(st.builds(Qualifiers, TEXT, TEXT, TEXTS, TEXTS))
def test_qualifiers_round_trip(qualifiers: Qualifiers) -> None:
    text = encode_qualifiers(qualifiers)
    assert (decode_qualifiers(text) if text else UNQUALIFIED) == qualifiers


def test_what_most_concepts_and_edges_have_takes_no_room() -> None:
    assert encode_details(NO_ATTRIBUTES, ()) == encode_qualifiers(UNQUALIFIED) == ""
