from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extract.concept_names import clean_name, is_name, name_key, split_aliases, split_names


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Sencha", True),
        ("it", False),
        ("yes", False),
        ("42", False),
        ("Sencha is", False),
        ("One. Two", False),
        ("Is it? It is", False),
        ("Dr. No", True),
        ("St. Petersburg", True),
        ("U.S. Navy", True),
        ("Batman vs. Superman", True),
        ("a b c d e f g h i", False),
        ("", False),
        ("!?", False),
    ],
)
def test_is_name(text: str, expected: bool) -> None:
    assert is_name(text) is expected


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("hyper-parameters", "Hyper Parameter"),
        ("pre-processing", "preprocessing"),
        ("Cities", "city"),
        ("buses", "buse"),
        ("The Café", "the cafe"),
    ],
)
def test_spellings_of_one_name_share_a_key(one: str, other: str) -> None:
    assert name_key(one) == name_key(other)


def test_different_names_have_different_keys() -> None:
    assert name_key("bus") != name_key("bu")
    assert name_key("virus") != name_key("viru")
    assert name_key("C++") != name_key("C")


@given(st.text(max_size=60))
def test_cleaning_a_name_twice_changes_nothing(text: str) -> None:
    assert clean_name(clean_name(text)) == clean_name(text)
    name, aliases = split_aliases(text)
    assert isinstance(name, str)
    assert all(isinstance(alias, str) for alias in aliases)


@given(st.lists(st.sampled_from("alpha beta gamma delta".split()), min_size=2, max_size=4))
def test_lists_of_names_are_split(names: list[str]) -> None:
    assert list(split_names(f"{', '.join(names[:-1])}, and {names[-1]}")) == names
