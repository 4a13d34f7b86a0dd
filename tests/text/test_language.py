from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.text.language import language, pattern, sentence_end
from kg.text.phrase_matching import fits_frame, has_phrase
from kg.text.word_table import WordTable


def test_lists_have_the_types_of_their_tables() -> None:
    lang = language()
    assert "whose" in lang.interrogative.person
    assert ("what", "is") in lang.form.definition_openings
    assert lang.form.definition[0] == ("what", "is", "meant", "by")
    assert (("how",), ("works",)) in lang.form.working_frames
    assert lang.sequence.ordinals["third"] == 3
    assert lang.sequence.ordinals["last"] == -1
    assert lang.quantity.fractions["quarter"] == 0.25
    assert lang.spelling.keyboard[0].startswith("qwerty")


def test_what_follows_from_the_lists() -> None:
    lang = language()
    assert "why" in lang.interrogatives
    assert lang.interrogatives < lang.stop_words < lang.contentless_words
    assert "third" in lang.contentless_words
    assert "two" not in lang.correctable_words
    assert "three" in lang.correctable_words
    assert lang.negation.negations < lang.denials


def test_a_language_is_read_once() -> None:
    assert language() is language()
    assert language().words.stop is language().words.stop


def test_a_list_that_a_table_does_not_have() -> None:
    with pytest.raises(AttributeError, match="moods"):
        getattr(WordTable({}), "moods")  # noqa: B009 - as a typing error would be


@pytest.mark.parametrize(
    ("text", "patterns", "is_found"),
    [
        ("a weapon was not found", "miss", True),  # a pattern of parts
        ("it failed to detect the fire", "miss", True),
        ("it slips through", "miss", True),  # one of several words
        ("the weapon was found", "miss", False),
        ("unrecognised", "miss", True),  # the beginning of a word
        ("it is not unrecognisable", "harmless", False),  # words begin at their beginning
        ("they let the small one go", "miss", True),  # words between
        ("they let one two three four five go", "miss", False),  # too many words between
        ("find them and all others", "every", True),
        ("the missal", "miss", False),
    ],
)
def test_patterns(text: str, patterns: str, *, is_found: bool) -> None:
    found = pattern(getattr(language().error, patterns)).search(text)
    assert (found is not None) is is_found


@given(st.text(alphabet="abc  /*@.'"))
def test_any_text_can_be_searched(text: str) -> None:
    found = pattern(language().error.miss).search(text)
    assert found is None or found[0] in text


@pytest.mark.parametrize(
    ("text", "is_found"),
    [("leave out this", True), ("this leave out", True), ("leave it out", False), ("out", False)],
)
def test_has_phrase(text: str, is_found: bool) -> None:
    phrases = (("leave", "out"), ("take", "away", "all"))
    assert has_phrase(text.split(), phrases) is is_found
    assert has_phrase(tuple(text.split()), phrases) is is_found


@pytest.mark.parametrize(
    ("text", "fits"),
    [("how does it work", True), ("how it works", False), ("so how does it work", False)],
)
def test_fits_frame(text: str, fits: bool) -> None:
    assert fits_frame(text.split(), ((("how", "does"), ("work",)),)) is fits


def test_sentences_end_after_words_only() -> None:
    import re

    text = "Dr. No tests, e.g. recall. It is high! Is it?"
    assert re.split(rf"{sentence_end()}\s", text) == [
        "Dr. No tests, e.g. recall.",
        "It is high!",
        "Is it?",
    ]
