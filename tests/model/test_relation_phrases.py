from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.model.relation_phrases import question_phrases
from kg.model.vocabulary import Relation, derive_relation
from kg.text.normal_forms import normalise, words


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        pytest.param("directed_by", {"directed by", "directed", "director", "direct", "who"}),
        pytest.param("written_by", {"written", "write", "wrote", "writer", "who"}),
        pytest.param("starred_actors", {"starred actors", "actors", "act", "cast", "play"}),
        pytest.param("has_genre", {"has genre", "genre", "kind", "type"}),
        pytest.param("has_tags", {"tags", "topic", "about"}),
        pytest.param("release_year", {"release year", "came", "when"}),
        pytest.param("born_in", {"born", "when", "where"}),
        pytest.param("located_in", {"located", "where"}),
        pytest.param("spouse", {"marry", "wife", "husband"}),
        pytest.param("capital-of", {"capital of", "capital"}),
        pytest.param("is_a", {"is a"}),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_ways_to_ask(name: str, expected: set[str]) -> None:
    assert expected <= set(question_phrases(name))


@pytest.mark.parametrize(
    ("name", "other"),
    [
        pytest.param("directed_by", "when", id="no time"),
        pytest.param("release_year", "who", id="no person"),
        pytest.param("directed_by", "by", id="no bare preposition"),
        pytest.param("has_genre", "has", id="no bare frame"),
    ],
)
def test_what_asks_for_something_else(name: str, other: str) -> None:
    assert other not in question_phrases(name)


@given(
    st.text(max_size=20) | st.lists(st.sampled_from("has by in is of the".split())).map("_".join)
)
def test_ways_to_ask_are_normalised_and_different(name: str) -> None:
    ways = question_phrases(name)
    assert ways == question_phrases(name)
    assert len(set(ways)) == len(ways)
    assert all(way == normalise(way) for way in ways)
    if words(name.replace("_", " ")):
        assert ways[0] == normalise(name.replace("_", " "))


@pytest.mark.parametrize(
    ("name", "there", "back"),
    [
        ("directed_by", "Alien directed by Ridley Scott", "Ridley Scott (directed by) of Alien"),
        ("part-of", "Alien part of Ridley Scott", "Ridley Scott (part of) of Alien"),
        ("a  b__c", "Alien a b c Ridley Scott", "Ridley Scott (a b c) of Alien"),
    ],
)
def test_a_relation_of_which_only_the_name_is_known(name: str, there: str, back: str) -> None:
    relation = derive_relation(name)
    assert relation.name == name
    assert relation.sentence("Alien", "Ridley Scott") == there
    assert relation.inverse("Alien", "Ridley Scott") == back
    assert relation.asks_subject == relation.asks_object == question_phrases(name)


def test_a_derived_relation_is_plain() -> None:
    bare = Relation("x", "", "", "", "")
    derived = derive_relation("x")
    for field in ("from_kinds", "to_kinds", "symmetric", "ordering", "negative", "sequence"):
        assert getattr(derived, field) == getattr(bare, field)
