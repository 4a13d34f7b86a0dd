from __future__ import annotations

from collections.abc import Iterator

import pytest

from kg.answer import respond
from kg.answer.chain import Chain, Step
from kg.answer.chain_joins import find_chains
from kg.answer.element_order import WORD_ORDER_PENALTY, element_orders
from kg.answer.graph_steps import GraphSteps
from kg.model.vocabulary import SIDES
from kg.question import Cue, Query, understand
from kg.store import Store, open_store
from tests.books import write_books


@pytest.fixture(scope="module")
def books(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """The books, with kinds and with words for their relations."""
    with open_store(write_books(tmp_path_factory.mktemp("b"), with_kinds=True), None) as store:
        yield store


@pytest.fixture(scope="module")
def bare_books(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """The books as triples alone, without kinds."""
    with open_store(write_books(tmp_path_factory.mktemp("b"), with_kinds=False), None) as store:
        yield store


def chains(question: str, store: Store) -> list[Chain]:
    return find_chains(understand(question, store), store)


def steps(chain: Chain) -> list[str]:
    return [f"{step.relation} {step.side}" for step in chain.steps]


def hits(question: str, store: Store) -> list[str]:
    return [hit.concept.name for hit in respond(question, store).hits]


BY_AUTHOR = ["written_by object", "written_by subject", "illustrated_by object"]
BY_PUBLISHER = ["published_by object", "published_by subject", "illustrated_by object"]


@pytest.mark.parametrize(
    ("question", "path"),
    [
        pytest.param("who illustrated books for the author of Tides", BY_AUTHOR, id="kind"),
        pytest.param("who illustrated the books written by Tides authors", BY_AUTHOR, id="between"),
        pytest.param("who illustrated books that share authors with Tides", BY_AUTHOR, id="same"),
        pytest.param("who illustrated books whose publisher also published Tides", BY_PUBLISHER),
        pytest.param(
            "who are the illustrators that the authors in their books also wrote in the book Tides",
            BY_AUTHOR,
            id="many prepositions",
        ),
    ],
)
def test_three_steps_by_way_of_other_books(question: str, path: list[str], books: Store) -> None:
    assert steps(chains(question, books)[0]) == path


@pytest.mark.parametrize(
    ("question", "path"),
    [
        pytest.param("who illustrated the books written by the author of Tides", BY_AUTHOR),
        pytest.param("which author wrote Tides", BY_AUTHOR[:1], id="one meaning, no agent"),
        pytest.param("who illustrated books for the author of Owls", BY_AUTHOR, id="dead end"),
    ],
)
def test_steps_where_no_kind_is_known(question: str, path: list[str], bare_books: Store) -> None:
    assert steps(chains(question, bare_books)[0]) == path


def test_no_step_back_is_taken_without_a_kind_word(books: Store) -> None:
    assert steps(chains("who is the author of Tides", books)[0]) == ["written_by object"]


def test_a_kind_word_counts_more_at_its_place(books: Store) -> None:
    found = chains("who illustrated the books written by Tides authors", books)
    strength = {tuple(steps(chain)): chain.strength for chain in found}
    elsewhere = ("written_by object", "illustrated_by subject", "written_by object")
    assert strength[tuple(BY_AUTHOR)] > strength[elsewhere]


def test_what_leads_back_through_the_mention_comes_last(books: Store) -> None:
    assert hits("who illustrated books written by the author of Tides", books) == [
        "Bo Lind",
        "Ola Berg",
    ]
    assert hits("who illustrated books written by the author of Kites", books) == [
        "Ola Berg",
        "Bo Lind",
    ]


def test_a_reason_goes_back_through_the_mention_only_if_it_must(books: Store) -> None:
    (chain, *_) = chains("who illustrated books written by the author of Owls", books)
    own = chain.mention.keys[0]
    through_own = {
        books.concept(key).name: [own in (e.subject, e.object) for e in chain.path_to(key)]
        for key in chain.answers
    }
    assert through_own == {"Bo Lind": [True, False, False], "Eva Roth": [True, True, True]}
    assert {books.concept(key).name for key in chain.answers_by_return()} == {"Eva Roth"}


def orders_of(question: str, store: Store) -> tuple[Query, list[tuple[list[str], float]]]:
    query = understand(question, store)
    orders = element_orders(query, query.mentions[0], query.kind_mentions)
    return query, [
        ([" ".join(query.words[e.start : e.end]) for e in elements], penalty)
        for elements, penalty in orders
    ]


def test_a_preposition_belongs_to_the_verb_before_it(books: Store) -> None:
    query, orders = orders_of("who drew in Tides", books)
    assert any(query.words[cue.start] == "in" for cue in query.cues if isinstance(cue, Cue))
    assert orders == [(["drew"], 0.0)]
    query, orders = orders_of("the people in Tides", books)
    assert [order for order, _ in orders] == [["in"]]


def test_a_mention_between_cues_of_one_relation_binds_the_later_cue(books: Store) -> None:
    _, orders = orders_of("books written by Tides authors", books)
    assert {order[0]: penalty for order, penalty in orders} == {
        "written": WORD_ORDER_PENALTY,
        "authors": 0.0,
    }
    _, orders = orders_of("books written by Tides illustrators", books)
    assert {order[0]: penalty for order, penalty in orders} == {
        "written": 0.0,
        "illustrators": WORD_ORDER_PENALTY,
    }


def test_sides_from_are_those_that_reach_something(books: Store) -> None:
    graph, keys = GraphSteps(books), tuple(sorted(books.keys()))
    relations = books.vocabulary.relations
    for n in range(len(keys)):
        for some in (keys[n : n + 1], keys[n : n + 3]):
            expected = {
                (name, side)
                for name in relations
                for side in SIDES
                if graph.reach(some, Step(name, side, 0.0))
            }
            assert graph.sides_from(some) == expected
