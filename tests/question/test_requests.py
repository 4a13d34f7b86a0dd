from __future__ import annotations

import pytest

from kg.question.requests import (
    asks_how_to,
    main_word,
    names_fact,
    request_start,
    wants_price,
    wants_work,
)


def request_of(text: str) -> list[str]:
    words = text.split()
    return words[request_start(words) :]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("can you tell me which tea is best", "which tea is best"),
        ("in which year did it end", "which year did it end"),
        ("tea", "tea"),
        ("please", "please"),
        ("", ""),
    ],
)
def test_request_start(text: str, expected: str) -> None:
    assert request_of(text) == expected.split()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("who invented it", True),
        ("do you know who invented it", True),
        ("can you tell me who invented it", True),
        ("in which year did it end", True),
        ("which tea did it end", False),
        ("how long does it last", True),
        ("how much of the tea is green", False),
        ("how do i brew it", False),
        ("when was it launched", True),
        ("when brewing", False),
        ("what", False),
    ],
)
def test_names_fact(text: str, expected: bool) -> None:
    assert names_fact(request_of(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("write a letter", True),
        ("can you write me a poem", True),
        ("show me the command to brew it", True),
        ("show me the teas", False),
        ("code for brewing", False),
        ("which code brews tea", False),
        ("", False),
    ],
)
def test_wants_work(text: str, expected: bool) -> None:
    assert wants_work(request_of(text)) == expected


def test_wants_price() -> None:
    assert wants_price(["what", "does", "tea", "cost"])
    assert not wants_price(["what", "does", "tea", "do"])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("how do i brew it", True),
        ("how to brew", True),
        ("how is it called", False),
        ("how", False),
    ],
)
def test_asks_how_to(text: str, expected: bool) -> None:
    assert asks_how_to(request_of(text)) == expected


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("how do i brew tea", "brew"),
        ("what is the capital", "capital"),
        ("which tea is best", "tea"),
        ("brew tea", None),
        ("what should we brew", "should"),
        ("which", None),
        ("", None),
    ],
)
def test_main_word(text: str, word: str | None) -> None:
    words = text.split()
    at = main_word(words)
    assert (None if at is None else words[at]) == word
