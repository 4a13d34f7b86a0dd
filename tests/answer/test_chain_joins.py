from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.answer import respond
from kg.answer.chain import Chain
from kg.answer.chain_joins import chains
from kg.model.graph import Graph
from kg.question import understand
from kg.store import Key, Store, open_store
from tests.graphs import compiled, graphs, questions


def best(question: str, store: Store) -> Chain:
    return chains(understand(question, store), store)[0]


def names(keys: object, store: Store) -> list[str]:
    assert hasattr(keys, "__iter__")
    return [store.concept(key).name for key in keys]


def steps(chain: Chain) -> list[str]:
    """The steps as words: the relation and the side that is wanted."""
    return [f"{step.relation} {step.side}" for step in chain.steps]


@pytest.mark.parametrize(
    ("question", "way", "answers"),
    [
        pytest.param(
            "what comes after picking", ["follows a"], ["Withering", "Steaming"], id="side a"
        ),
        pytest.param("what comes before oxidation", ["follows b"], ["Withering"], id="side b"),
        pytest.param(
            "which teas are made by oxidation", ["made-by a"], ["Black tea", "Oolong"], id="kind"
        ),
        pytest.param(
            "which step makes oolong", ["made-by b"], ["Oxidation"], id="kind at the other side"
        ),
    ],
)
def test_one_step(question: str, way: list[str], answers: list[str], tiny_store: Store) -> None:
    chain = best(question, tiny_store)
    assert steps(chain) == way
    assert names(chain.ends, tiny_store) == answers


@pytest.mark.parametrize(
    ("question", "way", "answers"),
    [
        pytest.param("who directed Alien", ["directed_by b"], ["Ridley Scott"], id="one"),
        pytest.param(
            "who directed films with Harrison Ford",
            ["starred_actors a", "directed_by b"],
            ["Peter Weir", "Ridley Scott"],
            id="two",
        ),
        pytest.param(
            "when were the movies released that Sigourney Weaver acted in",
            ["starred_actors a", "release_year b"],
            ["1979", "1988"],
            id="two, the nearer one behind",
        ),
        pytest.param(
            "films with the same director as Alien",
            ["directed_by b", "directed_by a"],
            ["Blade Runner"],
            id="there and back",
        ),
        pytest.param(
            "who acted together with Harrison Ford",
            ["starred_actors a", "starred_actors b"],
            ["Rutger Hauer"],
            id="together",
        ),
        pytest.param(
            "which years were the films released whose director directed Alien",
            ["directed_by b", "directed_by a", "release_year b"],
            ["1979", "1982"],
            id="three",
        ),
    ],
)
def test_steps_through_films(
    question: str, way: list[str], answers: list[str], films: Store
) -> None:
    chain = best(question, films)
    assert steps(chain) == way
    assert sorted(names(chain.ends, films)) == sorted(answers)


def test_what_was_mentioned_comes_last(films: Store) -> None:
    chain = best("which films did the director of Alien direct", films)
    assert names(chain.ends, films) == ["Blade Runner", "Alien"]


@pytest.mark.parametrize(
    ("question", "answers"),
    [
        ("which films did Ridley Scott direct with Harrison Ford", ["Blade Runner"]),
        ("Harrison Ford and Ridley Scott films", ["Blade Runner"]),
        ("Drama films with Sigourney Weaver", ["Gorillas in the Mist"]),
    ],
)
def test_two_mentions_join_where_both_lead(question: str, answers: list[str], films: Store) -> None:
    chain = best(question, films)
    assert len(chain.joined) == 1
    assert chain.mention != chain.joined[0].mention
    assert names(chain.ends, films) == answers
    (way,) = [chain.path_to(key) for key in chain.ends]
    assert {link.subject for link in way} == set(chain.ends)
    assert {link.object for link in way} == {*chain.mention.keys, *chain.joined[0].mention.keys}


@pytest.mark.parametrize(
    ("question", "answers"),
    [
        ("who directed movies with Harrison Ford but not Blade Runner", ["Peter Weir"]),
        ("Harrison Ford films that Ridley Scott did not direct", ["Witness"]),
        ("which films with Harrison Ford were not directed by Ridley Scott", ["Witness"]),
    ],
)
def test_what_is_denied_is_taken_away(question: str, answers: list[str], films: Store) -> None:
    chain = best(question, films)
    assert chain.negated
    assert names(chain.ends, films) == answers


def test_a_symmetric_relation_answers_from_both_sides(store: Store) -> None:
    for one, other in (("precision", "Recall"), ("recall", "Precision")):
        chain = best(f"which metrics contrast with {one}", store)
        assert names(chain.ends, store) == [other]


@pytest.mark.parametrize("question", ["", "recall", "who won the world cup", "list the metrics"])
def test_no_chains_without_a_mention_and_an_ask(question: str, store: Store) -> None:
    assert chains(understand(question, store), store) == []


def test_the_more_of_a_question_is_accounted_for_the_fitter(films: Store) -> None:
    found = chains(understand("who directed films with Harrison Ford", films), films)
    assert all(one.fitness >= other.fitness - 1e-6 for one, other in pairwise(found))
    assert len(found[0].covered) == max(len(chain.covered) for chain in found)


def check_way(chain: Chain, key: Key, store: Store) -> None:
    """The edges of a way are in the graph and lead from the mention to the answer, in order."""
    links = set(store.edges())
    own = chain.path_to(key)[: len(chain.steps)]
    ends: set[Key] = set(chain.mention.keys)
    for link, step in zip(own, chain.steps, strict=True):
        assert link in links
        assert link.relation == step.relation
        near, far = (
            (link.object, link.subject) if step.side == "subject" else (link.subject, link.object)
        )
        assert near in ends
        ends = {far}
    assert ends == {key}
    for other in chain.joined:
        check_way(other, key, store)


def check_chains(question: str, store: Store) -> None:
    query = understand(question, store)
    found = chains(query, store)
    assert chains(query, store) == found
    for chain in found:
        assert chain.mention in query.mentions
        assert chain.ends
        assert not chain.ends.keys() <= {key for m in query.mentions for key in m.keys}
        assert 0 < chain.strength <= 1
        assert chain.covered <= set(range(len(query.words)))
        assert set(chain.mention.span) <= chain.covered
        assert len(chain.levels) == len(chain.steps) >= 1
        assert all(0 <= step.asked <= 1 for step in chain.steps)
        for key in chain.ends:
            assert not query.answer_kinds or store.concept(key).kind in query.answer_kinds
            check_way(chain, key, store)
            assert len(chain.path_to(key)) == len(chain.steps) + sum(
                len(other.steps) for other in chain.joined
            )


@settings(max_examples=60)
@given(graphs(), st.data())
def test_chains_are_ways_through_the_graph(graph: Graph, data: st.DataObject) -> None:
    with compiled(graph) as store:
        check_chains(data.draw(questions(graph)), store)


ASKED = (
    "who which films movies directed director starred actors with same also together not when "
    "year genre the of by that in Alien Witness Blade_Runner Ridley_Scott Harrison_Ford 1985 Drama"
).split()


@given(st.lists(st.sampled_from(ASKED), max_size=9).map(" ".join))
def test_chains_of_any_words_about_films(films: Store, question: str) -> None:
    check_chains(question.replace("_", " "), films)


CAPITALS = "Madrid|capital of|Spain\nBerlin|capital of|Germany\nParis|capital of|France\n"


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("capital of Spain and Germany", ["Madrid", "Berlin"]),
        ("capitals of Spain, Germany and France", ["Madrid", "Berlin", "Paris"]),
        ("capital of Spain or France", ["Madrid", "Paris"]),
        ("capital of both Spain and Germany", []),
    ],
)
def test_each_of_a_list_has_its_own_answer(question: str, names: list[str], tmp_path: Path) -> None:
    (tmp_path / "capitals.txt").write_text(CAPITALS, encoding="utf-8")
    with open_store(tmp_path / "capitals.txt", None) as store:
        assert [hit.concept.name for hit in respond(question, store).hits] == names


def test_what_holds_of_two_is_not_mixed_with_what_holds_of_one(store: Store) -> None:
    question = "which metrics are suited to spam filtering and many true negatives"
    (hit,) = respond(question, store).hits
    assert hit.concept.name == "Precision"
    assert sum(reason.type == "edge" for reason in hit.because) == 2
