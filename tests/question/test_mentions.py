from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.model.draft import DraftEdge
from kg.question import understand
from kg.question.mentions import find_marked_mentions
from kg.store import Store
from kg.text.normal_forms import words
from tests.graphs import compiled, graph_of_triples


def named_concepts(question: str, store: Store) -> list[tuple[str, str]]:
    return [
        (store.concept(mention.keys[0]).name, mention.text)
        for mention in understand(question, store).mentions
    ]


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        pytest.param("who directed [Alien]", ["Alien"], id="one"),
        pytest.param("[Alien] or [witness]", ["Alien", "Witness"], id="two"),
        pytest.param("what did [harison ford] act in", ["Harrison Ford"], id="misspelt"),
        pytest.param("who directed [pizza]", [], id="unknown"),
        pytest.param("who directed [] Alien", [], id="empty"),
        pytest.param("who directed Alien", [], id="none"),
    ],
)
def test_find_marked_mentions(question: str, expected: list[str], films: Store) -> None:
    found = find_marked_mentions(question, words(question), films)
    assert [films.concept(mention.keys[0]).name for mention in found] == expected


def test_marked_names_exclude_unmarked_ones(films: Store) -> None:
    assert named_concepts("who directed [Witness] and Alien", films) == [("Witness", "witness")]


def test_incidental_names_are_dropped_when_another_is_meant(store: Store) -> None:
    names = [name for name, _ in named_concepts("which metric suits spam filtering", store)]
    assert names == ["Spam filtering"]


def test_a_name_of_stop_words_is_a_mention_when_it_is_the_whole_question() -> None:
    arcs = [DraftEdge("Down", "follows", "Up"), DraftEdge("The Who", "plays", "Rock")]
    with compiled(graph_of_triples(arcs)) as store:
        assert named_concepts("down", store) == [("Down", "down")]
        assert named_concepts("donw", store) == [("Down", "donw")]
        assert named_concepts("the who", store) == [("The Who", "the who")]
        assert named_concepts("what is rock and who plays it", store) == [("Rock", "rock")]


WORDS = "who directed aliem witnes harison frod ridly scott blade runnr 1979 in the pizza".split()


@given(st.lists(st.sampled_from(WORDS), max_size=8))
def test_mentions_do_not_overlap_and_quote_the_question(films: Store, drawn: list[str]) -> None:
    mentions = understand(" ".join(drawn), films).mentions
    end = 0
    for mention in mentions:
        assert end <= mention.start < mention.end
        end = mention.end
        assert mention.text == " ".join(drawn[mention.start : mention.end])
        assert mention.keys
