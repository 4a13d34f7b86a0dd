from __future__ import annotations

import pytest

from kg.linking.fuzzy import link
from kg.question import Mention, understand
from kg.question.misspelt_mentions import find_misspelt_mentions
from kg.store import Store
from kg.text.normal_forms import words


def named_concepts(question: str, store: Store) -> list[tuple[str, str]]:
    return [
        (store.concept(mention.keys[0]).name, mention.text)
        for mention in understand(question, store).mentions
    ]


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        pytest.param("who directed aliem", [("Alien", "aliem")], id="one edit"),
        pytest.param(
            "films with harison frod", [("Harrison Ford", "harison frod")], id="two edits"
        ),
        pytest.param("who directed bladerunner", [("Blade Runner", "bladerunner")], id="no space"),
        pytest.param(
            "who directed bladerunnr", [("Blade Runner", "bladerunnr")], id="no space and an edit"
        ),
        pytest.param(
            "films by ridly scott", [("Ridley Scott", "ridly scott")], id="beside a known word"
        ),
        pytest.param(
            "who acted in gorilas in the mist",
            [("Gorillas in the Mist", "gorilas in the mist")],
            id="a long name",
        ),
        pytest.param("witnes", [("Witness", "witnes")], id="alone"),
    ],
)
def test_misspelt_names_are_mentions(
    question: str, expected: list[tuple[str, str]], films: Store
) -> None:
    assert named_concepts(question, films) == expected
    assert understand(question, films).mentions[0].match_type in ("typo", "squash")


@pytest.mark.parametrize(
    "question",
    [
        pytest.param("who directed pizza", id="no name near"),
        pytest.param("what is the fitness", id="a real word near Witness"),
        pytest.param("who directed xyz", id="three letters"),
        pytest.param("who directed", id="words of the vocabulary"),
        pytest.param("films of the world", id="common words"),
    ],
)
def test_real_and_short_words_are_left_alone(question: str, films: Store) -> None:
    assert named_concepts(question, films) == []


def test_the_longer_of_two_overlapping_mentions_is_kept(films: Store) -> None:
    typed = words("harrison frod in witness")
    key = link(films, "Witness").key
    short = Mention((key,), 3, 4, "name", "witness")
    over = Mention((key,), 0, 1, "name", "harrison")
    found = find_misspelt_mentions(typed, [1], [over, short], films)
    assert [(m.start, m.end) for m in found] == [(0, 2), (3, 4)]
    long = Mention((key,), 0, 3, "name", "harrison frod in")
    assert find_misspelt_mentions(typed, [1], [long, short], films) == [long, short]


def test_without_doubtful_words_nothing_is_added(films: Store) -> None:
    assert find_misspelt_mentions(words("who directed aliem"), [], [], films) == []
