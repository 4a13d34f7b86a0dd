from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kg.extract.antonyms import antonym_names, are_antonyms
from kg.text.normal_forms import normalise
from tests.extract.decks import propose, specific_edges_of


def test_antonyms_contrast() -> None:
    proposal = propose(
        ("active transport", "Takes energy; passive transport takes none."),
        ("true positive", "Not a false positive."),
        ("hypertonic", "x"),
        ("hypotonic", "y"),
    )
    assert specific_edges_of(proposal) == {
        "active transport contrasts-with passive transport",
        "true positive contrasts-with false positive",
        "hypertonic contrasts-with hypotonic",
    }


@given(st.sampled_from("active true pre-tax inner hyper-acid supervised read".split()))
def test_the_antonym_of_an_antonym_is_the_word_itself(word: str) -> None:
    name = normalise(f"{word} thing")
    for other in antonym_names(name):
        assert name in antonym_names(other)
    assert not are_antonyms("tea", "tea")
