from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.answer import respond
from kg.answer.chain import Chain
from kg.answer.chain_joins import find_chains
from kg.model.graph import Graph
from kg.question import understand
from kg.store import Key, Store, open_store
from tests.graphs import compiled, graphs, questions


def best(question: str, store: Store) -> Chain:
    return find_chains(understand(question, store), store)[0]


def names(keys: object, store: Store) -> list[str]:
    assert hasattr(keys, "__iter__")
    return [store.concept(key).name for key in keys]


def steps(chain: Chain) -> list[str]:
    """Return the steps as words: the relation and the side that is wanted."""
    return [f"{step.relation} {step.side}" for step in chain.steps]


@pytest.mark.parametrize(
    ("question", "path", "answers"),
    [
        pytest.param(
            "what comes after picking", ["follows subject"], ["Withering", "Steaming"], id="subject"
        ),
        pytest.param("what comes before oxidation", ["follows object"], ["Withering"], id="object"),
        pytest.param(
            "which teas are made by oxidation",
            ["made-by subject"],
            ["Black tea", "Oolong"],
            id="kind",
        ),
        pytest.param(
            "which step makes oolong",
            ["made-by object"],
            ["Oxidation"],
            id="kind at the other side",
        ),
    ],
)
def test_one_step(question: str, path: list[str], answers: list[str], tiny_store: Store) -> None:
    chain = best(question, tiny_store)
    assert steps(chain) == path
    assert names(chain.answers, tiny_store) == answers


@pytest.mark.parametrize(
    ("question", "path", "answers"),
    [
        pytest.param("who directed Alien", ["directed_by object"], ["Ridley Scott"], id="one"),
        pytest.param(
            "who directed films with Harrison Ford",
            ["starred_actors subject", "directed_by object"],
            ["Peter Weir", "Ridley Scott"],
            id="two",
        ),
        pytest.param(
            "when were the movies released that Sigourney Weaver acted in",
            ["starred_actors subject", "release_year object"],
            ["1979", "1988"],
            id="two, the nearer one behind",
        ),
        pytest.param(
            "films with the same director as Alien",
            ["directed_by object", "directed_by subject"],
            ["Blade Runner"],
            id="there and back",
        ),
        pytest.param(
            "who acted together with Harrison Ford",
            ["starred_actors subject", "starred_actors object"],
            ["Rutger Hauer"],
            id="together",
        ),
        pytest.param(
            "which years were the films released whose director directed Alien",
            ["directed_by object", "directed_by subject", "release_year object"],
            ["1979", "1982"],
            id="three",
        ),
    ],
)
def test_steps_through_films(
    question: str, path: list[str], answers: list[str], films: Store
) -> None:
    chain = best(question, films)
    assert steps(chain) == path
    assert sorted(names(chain.answers, films)) == sorted(answers)


def test_mentioned_concepts_come_last(films: Store) -> None:
    chain = best("which films did the director of Alien direct", films)
    assert names(chain.answers, films) == ["Blade Runner", "Alien"]


@pytest.mark.parametrize(
    ("question", "answers"),
    [
        ("which films did Ridley Scott direct with Harrison Ford", ["Blade Runner"]),
        ("Harrison Ford and Ridley Scott films", ["Blade Runner"]),
        ("Drama films with Sigourney Weaver", ["Gorillas in the Mist"]),
    ],
)
def test_chains_of_two_mentions_join_at_common_answers(
    question: str, answers: list[str], films: Store
) -> None:
    chain = best(question, films)
    assert len(chain.joined) == 1
    assert chain.mention != chain.joined[0].mention
    assert names(chain.answers, films) == answers
    (path,) = [chain.path_to(key) for key in chain.answers]
    assert {edge.subject for edge in path} == set(chain.answers)
    assert {edge.object for edge in path} == {*chain.mention.keys, *chain.joined[0].mention.keys}


@pytest.mark.parametrize(
    ("question", "answers"),
    [
        ("who directed movies with Harrison Ford but not Blade Runner", ["Peter Weir"]),
        ("Harrison Ford films that Ridley Scott did not direct", ["Witness"]),
        ("which films with Harrison Ford were not directed by Ridley Scott", ["Witness"]),
    ],
)
def test_negated_answers_are_removed(question: str, answers: list[str], films: Store) -> None:
    chain = best(question, films)
    assert chain.negated
    assert names(chain.answers, films) == answers


def test_a_symmetric_relation_answers_from_both_sides(store: Store) -> None:
    for one, other in (("precision", "Recall"), ("recall", "Precision")):
        chain = best(f"which metrics contrast with {one}", store)
        assert names(chain.answers, store) == [other]


@pytest.mark.parametrize("question", ["", "recall", "who won the world cup", "list the metrics"])
def test_no_chains_without_a_mention_and_a_relation_or_kind(question: str, store: Store) -> None:
    assert find_chains(understand(question, store), store) == []


def test_the_fittest_chain_covers_the_most_words(films: Store) -> None:
    found = find_chains(understand("who directed films with Harrison Ford", films), films)
    assert all(one.fitness >= other.fitness - 1e-6 for one, other in pairwise(found))
    assert len(found[0].covered) == max(len(chain.covered) for chain in found)


def check_path(chain: Chain, key: Key, store: Store) -> None:
    """Check that the path has edges of the graph, and leads from the mention to the answer."""
    edges = set(store.edges())
    own = chain.path_to(key)[: len(chain.steps)]
    ends: set[Key] = set(chain.mention.keys)
    for edge, step in zip(own, chain.steps, strict=True):
        assert edge in edges
        assert edge.relation == step.relation
        start, end = (
            (edge.object, edge.subject) if step.side == "subject" else (edge.subject, edge.object)
        )
        assert start in ends
        ends = {end}
    assert ends == {key}
    for other in chain.joined:
        check_path(other, key, store)


def check_chains(question: str, store: Store) -> None:
    query = understand(question, store)
    found = find_chains(query, store)
    assert find_chains(query, store) == found
    for chain in found:
        assert query.mentioned_keys.issuperset(chain.mention.keys)
        assert chain.answers
        assert not chain.answers.keys() <= {key for m in query.mentions for key in m.keys}
        assert 0 < chain.strength <= 1
        assert chain.covered <= set(range(len(query.words)))
        assert set(chain.mention.span) <= chain.covered
        assert len(chain.levels) == len(chain.steps) >= 1
        assert all(0 <= step.certainty <= 1 for step in chain.steps)
        for key in chain.answers:
            assert not query.answer_kinds or store.concept(key).kind in query.answer_kinds
            check_path(chain, key, store)
            assert len(chain.path_to(key)) == len(chain.steps) + sum(
                len(other.steps) for other in chain.joined
            )


@pytest.mark.slow
@settings(max_examples=60)
@given(graphs(), st.data())
def test_chains_are_paths_through_the_graph(graph: Graph, data: st.DataObject) -> None:
    with compiled(graph) as store:
        check_chains(data.draw(questions(graph)), store)


FILM_WORDS = (
    "who which films movies directed director starred actors with same also together not when "
    "year genre the of by that in Alien Witness Blade_Runner Ridley_Scott Harrison_Ford 1985 Drama"
).split()


@given(st.lists(st.sampled_from(FILM_WORDS), max_size=9).map(" ".join))
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
def test_each_mention_of_a_list_has_its_own_answer(
    question: str, names: list[str], tmp_path: Path
) -> None:
    (tmp_path / "capitals.txt").write_text(CAPITALS, encoding="utf-8")
    with open_store(tmp_path / "capitals.txt", None) as store:
        assert [hit.concept.name for hit in respond(question, store).hits] == names


def test_common_answers_are_not_mixed_with_those_of_one_mention(store: Store) -> None:
    question = "which metrics are suited to spam filtering and many true negatives"
    (hit,) = respond(question, store).hits
    assert hit.concept.name == "Precision"
    assert sum(reason.type == "edge" for reason in hit.because) == 2
