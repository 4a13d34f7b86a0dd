from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.model.graph import Concept, ConceptId, Edge, cited_lines, concept_id
from kg.text.normal_forms import slug


@pytest.mark.parametrize(
    ("source", "lines"),
    [
        ("28-29", [28, 29]),
        ("26-27,91", [26, 27, 91]),
        (" 3 , 5 - 6 ", [3, 5, 6]),
        ("7", [7]),
        ("7-7", [7]),
        ("9,2", [9, 2]),
        ("007", [7]),
    ],
)
def test_cited_lines(source: str, lines: list[int]) -> None:
    assert cited_lines(source) == lines


@pytest.mark.parametrize(
    "source",
    [
        *["", " ", ",", "1,", ",1", "1--2", "-1", "1-2-3", "1.5", "p. 3", "28–29", "one", "1;2"],
        *["0", "0-3", "3-1", "1-1000000", "99999999", "1" * 5000, "1\0"],
    ],
    ids=lambda source: repr(source[:10]),
)
def test_not_a_citation(source: str) -> None:
    with pytest.raises(ValueError, match="source"):
        cited_lines(source)


@given(st.lists(st.tuples(st.integers(1, 500), st.integers(0, 20)), min_size=1, max_size=5))
def test_citations_name_what_was_written(ranges: list[tuple[int, int]]) -> None:
    source = ",".join(f"{first}-{first + more}" for first, more in ranges)
    assert cited_lines(source) == [
        n for first, more in ranges for n in range(first, first + more + 1)
    ]


@given(st.text())
def test_any_text_is_a_citation_or_an_error(source: str) -> None:
    try:
        assert cited_lines(source)
    except ValueError as error:
        assert repr(source) in str(error)


def test_concept_id_is_the_slug_of_the_name() -> None:
    assert concept_id("Mean Squared-Error") == slug("mean squared error")


def test_an_edge_is_the_same_whatever_it_cites() -> None:
    a, b = ConceptId("a"), ConceptId("b")
    assert Edge(a, "r", b, "1") == Edge(a, "r", b, "2")
    assert Edge(a, "r", b) != Edge(b, "r", a)


def test_concepts_are_frozen() -> None:
    concept = Concept(ConceptId("a"), "A", "concept")
    with pytest.raises(AttributeError):
        concept.name = "B"  # type: ignore[misc]  # the point of the test


@pytest.mark.parametrize(
    ("summary", "definition"),
    [
        ("One thing. Another.", "One thing."),
        ("By Mr. Smith, e.g. at home. More.", "By Mr. Smith, e.g. at home."),
        ("It takes approx. a day! More.", "It takes approx. a day!"),
        ("No stop", "No stop"),
        ("", ""),
    ],
)
def test_a_definition_is_the_first_sentence(summary: str, definition: str) -> None:
    assert Concept(ConceptId("a"), "A", "concept", (), summary).definition == definition
