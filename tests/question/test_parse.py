from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kg.model.graph import Graph
from kg.question import Query, understand
from kg.store import Store
from kg.text.normal_forms import words
from tests.graphs import compiled, graphs, questions


def mentioned(query: Query, store: Store) -> list[str]:
    return [store.concept(mention.keys[0]).name for mention in query.mentions]


@pytest.mark.parametrize(
    ("question", "names"),
    [
        pytest.param("precision vs recall", ["Precision", "Recall"], id="two"),
        pytest.param("what is the F1", ["F1"], id="digit"),
        pytest.param("what is MSE", ["Mean squared error"], id="acronym"),
        pytest.param("modelmonitor", ["SageMaker Model Monitor"], id="squashed"),
        pytest.param("sagemakr canvas", ["SageMaker Canvas"], id="misspelt"),
        pytest.param("SageMaker Feature Store", ["SageMaker Feature Store"], id="longest"),
        pytest.param(
            "compare asynchronous and serverless inference",
            ["Asynchronous inference", "Serverless inference"],
            id="shared last word",
        ),
        pytest.param("how do I bake bread", [], id="none"),
        pytest.param("which what is the", [], id="only stop words"),
    ],
)
def test_mentions(question: str, names: list[str], store: Store) -> None:
    assert mentioned(understand(question, store), store) == names


@pytest.mark.parametrize(
    ("question", "relation", "side"),
    [
        pytest.param("what detects bias drift", "detects", "subject", id="subject wanted"),
        pytest.param("what does model monitor detect", "detects", "object", id="object wanted"),
        pytest.param("what comes after model development", "follows", "subject", id="after"),
        pytest.param("which stage comes before data processing", "follows", "object", id="before"),
        pytest.param("what is recall computed from", "computed-from", "object", id="computed from"),
    ],
)
def test_asked_relations(question: str, relation: str, side: str, store: Store) -> None:
    strongest = understand(question, store).asks[0]
    assert (strongest.relation, strongest.side) == (relation, side)


def test_a_situation_asks_for_what_is_suited_to_it(store: Store) -> None:
    query = understand("what would you pick, spam filtering comes up", store)
    assert ("suited-to", "subject") in {(ask.relation, ask.side) for ask in query.asks}


@pytest.mark.parametrize(
    ("question", "corrected"),
    [
        ("which tool tunes hyperparamters", {"hyperparamters": "hyperparameters"}),
        ("diference betwen bias and varience", {"diference": "difference", "betwen": "between"}),
        ("which mertic for spam filterring", {"mertic": "metric"}),
        ("which tool tunes hyperparameters", {}),
        ("best pizza in france on this planet", {}),
        ("accuracy in 1998", {}),
    ],
)
def test_corrections(question: str, corrected: dict[str, str], store: Store) -> None:
    found = dict(understand(question, store).corrections)
    assert corrected.items() <= found.items()
    assert bool(corrected) == bool(found)


def test_words_that_the_graph_does_not_have_are_reported(store: Store) -> None:
    query = understand("which pizza has the best recall in france", store)
    assert set(query.out_of_vocabulary) == {"pizza", "france"}
    assert mentioned(query, store) == ["Recall"]


def test_a_long_text_is_read_in_part(store: Store) -> None:
    query = understand("precision and recall " * 10_000, store)
    assert len(query.words) < 1000


@pytest.mark.parametrize("text", ["", " \n", "?!", "\0", "\ud800", "the is a", "\u202e"])
def test_a_text_without_content_asks_nothing(text: str, store: Store) -> None:
    query = understand(text, store)
    assert not (query.mentions or query.terms or query.answer_kinds or query.asks)


def check_query(text: str, store: Store) -> None:
    query = understand(text, store)
    assert understand(text, store) == query
    assert query.text == text
    assert len(query.stems) == len(query.words)
    end = 0
    for mention in query.mentions:
        assert end <= mention.start < mention.end <= len(query.words)
        assert mention.keys
        assert store.concepts(mention.keys).keys() == set(mention.keys)
        end = mention.end
    assert set(query.answer_kinds) <= store.vocabulary.kinds.keys()
    for ask in query.asks:
        assert ask.relation in store.vocabulary.relations
        assert 0 <= ask.strength <= 1
        assert 0 <= ask.span.start <= ask.span.stop <= len(query.words)
    for term in query.terms:
        assert term.word in query.words
        assert term.stem in query.stems
    assert {now for _, now in query.corrections} | set(query.out_of_vocabulary) <= set(query.words)
    if query.answer_form in ("comparison", "path"):
        assert len(query.mentions) == 2
    if query.answer_form == "definition":
        assert len(query.mentions) == 1
    if query.answer_form == "list":
        assert query.answer_kinds


@given(st.text())
@example("1gb 2 gb 3GB payloads")
@example("what's the 'difference'?")
@example("tunes " * 30)
def test_any_text_is_analysed(store: Store, text: str) -> None:
    check_query(text, store)


@given(graphs(), st.data())
def test_any_question_of_any_graph_is_analysed(graph: Graph, data: st.DataObject) -> None:
    with compiled(graph) as store:
        check_query(data.draw(questions(graph)), store)


@given(st.lists(st.sampled_from("which tool vs recall precison bias drift the first".split())))
def test_case_spaces_and_punctuation_make_no_difference(store: Store, drawn: list[str]) -> None:
    plain = understand(" ".join(drawn), store)
    loud = understand(f"  {',  '.join(drawn).upper()} ?", store)
    assert words(loud.text) == words(plain.text)
    assert (loud.mentions, loud.answer_kinds, loud.asks, loud.answer_form) == (
        plain.mentions,
        plain.answer_kinds,
        plain.asks,
        plain.answer_form,
    )
