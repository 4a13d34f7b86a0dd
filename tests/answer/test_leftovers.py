from __future__ import annotations

import pytest

from kg.answer.leftovers import MIN_RARITY, Leftovers, extends_name, find_leftovers
from kg.answer.ranking import rank
from kg.question import understand
from kg.store import Store


def of(question: str, store: Store) -> Leftovers:
    query = understand(question, store)
    best = next(iter(rank(query, [], store)), None)
    return find_leftovers(query, best.matched if best else {}, ())


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        pytest.param("oolong", {"rarest": 0.0, "unknown_weight": 0.0}, id="nothing left over"),
        pytest.param(
            "My uncle lives far away. Which pizza is oolong?", {"main_word": 1.0}, id="noun"
        ),
        pytest.param("how do I bake oolong", {"main_word": 1.0, "how_to": 1.0}, id="verb"),
        pytest.param("how much does oolong cost", {"fact": 1.0, "price": 1.0}, id="price"),
        pytest.param("write a poem about oolong", {"work": 1.0}, id="work"),
        pytest.param("what is oolong cake", {"extended_name": 1.0}, id="a longer name"),
        pytest.param("what is cake", {"undefined": 1.0, "extended_name": 0.0}, id="unknown"),
        pytest.param("what is oolong in Finland", {"undefined": 0.0}, id="the name ends"),
        pytest.param("what is the cake called", {"undefined": 0.0}, id="a name is wanted"),
    ],
)
def test_find_leftovers(question: str, expected: dict[str, float], tiny_store: Store) -> None:
    found = of(question, tiny_store)
    assert {name: getattr(found, name) for name in expected} == expected


def test_a_rare_word_says_more_than_a_common_one(tiny_store: Store) -> None:
    common, rare = of("oolong day", tiny_store), of("oolong submarine", tiny_store)
    assert MIN_RARITY <= common.rarest < rare.rarest <= 1


def test_a_story_before_the_question_leaves_nothing_over(tiny_store: Store) -> None:
    question = "Last year my uncle built a submarine in Finland. What is oolong?"
    assert of(question, tiny_store).rarest == 0


def test_a_cue_says_which_fact_is_wanted(tiny_store: Store) -> None:
    assert of("where is oolong", tiny_store).fact == 1
    assert of("who grows oolong", tiny_store).fact == 1


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("oolong pizza, what is it", True),
        ("oolong, what is it", False),
        ("how does oolong work", False),
        ("oolong purpose", False),
        ("I heard of a pizza and of oolong, what is it", False),
    ],
)
def test_extends_name(question: str, expected: bool, tiny_store: Store) -> None:
    query = understand(question, tiny_store)
    best = next(r for r in rank(query, [], tiny_store) if r.key in query.mentioned_keys)
    assert extends_name(query, best.matched) == expected
