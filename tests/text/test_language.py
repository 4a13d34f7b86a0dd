from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import kg.text.language
from kg.text.language import phrase_pattern

ENGLISH = Path(kg.text.language.__file__).parent / "languages" / "en.toml"


def found(text: str, table: str, *lists: str) -> bool:
    return phrase_pattern(table, *lists).search(text) is not None


@pytest.mark.parametrize(
    ("text", "lists", "expected"),
    [
        ("a leak was not spotted", ["miss"], True),  # a phrase of a phrase list
        ("it slips through", ["miss"], True),  # one of several words
        ("recognised", ["found"], True),  # the beginning of a word
        ("unrecognised", ["found"], False),  # words begin at their beginning
        ("find them and all others", ["every"], True),  # words between
        ("find one two three four five all", ["every"], False),  # too many words between
    ],
)
def test_the_syntax_of_phrases(text: str, lists: list[str], *, expected: bool) -> None:
    assert found(text, "error", *lists) == expected


def test_every_phrase_of_the_file_can_be_read() -> None:
    for table, lists in tomllib.loads(ENGLISH.read_text(encoding="utf-8")).items():
        for name, phrases in lists.items():
            if isinstance(phrases, list) and all("..." in p or p for p in phrases):
                assert isinstance(phrase_pattern(table, name), re.Pattern)


@given(st.text(alphabet="abc  /*@.'"))
def test_any_text_can_be_searched(text: str) -> None:
    assert found(text, "error", "miss", "false-alarm") in (True, False)
