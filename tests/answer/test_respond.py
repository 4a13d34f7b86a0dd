"""Test answers to the questions of a table, and properties of every answer.

The table is tests/data/questions.toml; its first lines say how to read it.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator, Sequence
from itertools import pairwise, permutations
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from kg.answer import Answer, respond
from kg.answer.respond import CONFIDENT
from kg.model.draft import DraftEdge
from kg.model.graph import Graph
from kg.store import Store
from tests.graphs import compiled, graph_of_triples, graphs, questions

TABLE = Path(__file__).parents[1] / "data" / "questions.toml"
HALVES: dict[str, dict[str, dict[str, str | list[str]]]] = tomllib.loads(
    TABLE.read_text(encoding="utf-8")
)
ROWS = HALVES["tune"]

# Questions of the tune half that get a wrong answer, by cause.
CAUSES: dict[str, list[str]] = tomllib.loads(
    (TABLE.parent / "misses.toml").read_text(encoding="utf-8")
)
MISSES = {question: cause for cause, missed in CAUSES.items() for question in missed}


def rows() -> Iterator[Any]:
    for category, asked in ROWS.items():
        for question, expected in asked.items():
            reason = MISSES.get(question)
            marks = [pytest.mark.xfail(reason=reason)] if reason else []
            yield pytest.param(category, question, expected, id=question, marks=marks)


@pytest.mark.parametrize(("category", "question", "expected"), [*rows()])
def test_question(category: str, question: str, expected: str | list[str], store: Store) -> None:
    answer = check_answer(question, store)
    names = [hit.concept.name for hit in answer.hits]
    if isinstance(expected, str):
        assert names[0] == expected
    elif not expected:
        assert answer.verdict == "unknown" or (answer.kind, names) == ("none", [])
    elif category == "path":
        assert (answer.kind, names[0], names[-1]) == ("path", *expected)
    elif category == "order":
        assert names == expected
    elif category == "comparison":
        assert (answer.kind, names) == ("comparison", expected)
    else:
        assert sorted(names) == sorted(expected)


@pytest.mark.parametrize("word", ["clarify", "explain", "hierarchy"])
def test_a_word_of_a_name_is_not_a_concept(word: str, store: Store) -> None:
    questions = [f"what is {word}", f"what does {word} do"]
    kinds = {respond(question, store).kind for question in questions}
    assert kinds == {"none"}, word


@pytest.mark.parametrize("question", ["is recall a service", "is recall a metric"])
def test_a_question_for_the_kind_is_answered_by_the_definition(question: str, store: Store) -> None:
    first = respond(question, store).hits[0].concept
    assert (first.name, first.kind) == ("Recall", "metric")


STEPS = ["Training", "Tuning", "Evaluation", "Data collection", "Data preprocessing"]


@pytest.mark.parametrize(
    "form",
    ["which steps are {} and {}", "{} and {} steps", "what steps follow {} and {}", "{} {} steps"],
)
@pytest.mark.parametrize(("one", "other"), [*permutations(STEPS, 2)])
def test_two_steps_of_a_sequence(one: str, other: str, form: str, store: Store) -> None:
    answer = check_answer(form.format(one, other), store)
    for hit in answer.hits:
        assert len(set(hit.because)) == len(hit.because)


@pytest.mark.parametrize(
    "question",
    [
        "what comes after model retraining",
        "what comes before business goal identification",
        "which stage follows model retraining",
        "what is not part of SageMaker",
        "what is payloads up to 2 GB",
    ],
)
def test_no_answer_when_the_graph_has_none(question: str, store: Store) -> None:
    assert respond(question, store).kind == "none"


def test_a_negated_list_excludes_the_mentioned_concept(store: Store) -> None:
    names = [
        hit.concept.name for hit in respond("which services are not part of SageMaker", store).hits
    ]
    assert "Amazon EMR" in names and "Amazon SageMaker" not in names


def answered(question: str, store: Store) -> tuple[str, list[str]]:
    answer = respond(question, store)
    return answer.kind, [hit.concept.name for hit in answer.hits]


@pytest.mark.parametrize(
    ("question", "verdict", "reason"),
    [
        ("is Canvas part of model development", "yes", "SageMaker Canvas belongs to the stage"),
        ("is the F1 a metric of classification?", "yes", "F1 is a metric of Classification"),
        ("does evaluation come before tuning", "no", "Evaluation comes after Tuning"),
        ("is data processing before model development", "yes", "Model development comes after"),
        ("is recall used for fraud detection", "yes", "Recall is suited to Fraud detection"),
    ],
)
def test_a_yes_no_question_is_answered_by_the_edge(
    question: str, verdict: str, reason: str, store: Store
) -> None:
    answer = respond(question, store)
    assert (answer.kind, answer.verdict) == ("verdict", verdict)
    edges = [found.text for found in answer.hits[0].because if found.relation]
    assert edges[0].startswith(reason)


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("what does tuning come after", "Training"),
        ("what comes after data processing", "Model development"),
        ("what does data processing come before", "Model development"),
        ("what comes before tuning", "Training"),
        ("after what does tuning come", "Training"),
        ("tuning follows what", "Training"),
        ("what does evaluation follow", "Tuning"),
        ("which stage does model deployment precede", "Model monitoring"),
        ("which stage precedes model deployment", "Model development"),
    ],
)
def test_sequences_are_asked_in_both_directions(question: str, name: str, store: Store) -> None:
    assert answered(question, store)[1][0] == name


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("compare precision, recall and F1", ["Precision", "Recall", "F1"]),
        (
            "accuracy, precision or recall: what's the difference",
            ["Accuracy", "Precision", "Recall"],
        ),
        ("TensorFlow vs PyTorch vs MXNet", ["TensorFlow", "PyTorch", "MXNet"]),
    ],
)
def test_three_are_compared(question: str, names: list[str], store: Store) -> None:
    assert answered(question, store) == ("comparison", names)


def test_what_three_share_is_a_reason_of_each_once(store: Store) -> None:
    for hit in respond("compare TensorFlow, PyTorch and MXNet", store).hits:
        (shared,) = (reason.text for reason in hit.because if reason.type == "kind")
        assert "it is supported by Pre-made images" in shared
        assert hit.concept.name not in shared
        assert not any("Pre-made images" in r.text for r in hit.because if r.type == "edge")


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("what is it called when predictions start to favour one group of people", "Bias drift"),
        ("what is it called when the prediction is far from the actual value", "Bias"),
        ("what do you call a positive case that the model missed", "False negatives"),
        ("term for retraining a pretrained model a little on your own data", "Fine-tuning"),
        ("what is another word for recall", "Recall"),
    ],
)
def test_the_name_of_a_description(question: str, name: str, store: Store) -> None:
    assert answered(question, store)[1][0] == name


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("which metric when classes are imbalanced", {"Accuracy", "Balanced classes"}),
        ("classes are unbalanced", {"Balanced classes"}),
        ("incorrectly classified cases", {"Correct predictions"}),
        ("number of incorrect predictions", {"Correct predictions"}),
        ("incorrect positive predictions", {"True positives"}),
        ("users cannot wait for a cold start, which inference option", {"Serverless inference"}),
    ],
)
def test_a_denied_word_is_not_answered_by_its_opposite(
    question: str, names: set[str], store: Store
) -> None:
    assert names.isdisjoint(answered(question, store)[1][:1])


def test_members_of_a_stage_do_not_include_its_whole(store: Store) -> None:
    for asked in ("what belongs to {}", "what is part of {}", "everything that belongs to {}"):
        names = answered(asked.format("model monitoring"), store)[1]
        assert set(names) == {
            "SageMaker Model Monitor", "Continuous monitoring", "On-schedule monitoring"
        }  # fmt: skip


def test_an_excluded_concept_is_not_in_the_list(store: Store) -> None:
    everything = answered("all metrics", store)[1]
    left = answered("metrics without accuracy", store)[1]
    assert set(left) == set(everything) - {"Accuracy"}


def test_first_is_not_always_an_ordinal(store: Store) -> None:
    answer = respond("which metric should we look at first when classes are imbalanced", store)
    assert answer.hits[0].concept.kind == "metric"


@pytest.mark.parametrize("story", ["We have a long story to tell. ", "spam filters and ", "so "])
@pytest.mark.parametrize("times", [100, 150, 500])
def test_a_question_after_a_long_story_is_answered(story: str, times: int, store: Store) -> None:
    answer = check_answer(f"{story * times}Which metric suits spam filtering?", store)
    assert answer.hits[0].concept.name == "Precision"


@pytest.mark.slow
def test_the_table_covers_every_answer_kind(store: Store) -> None:
    asked = [question for table in ROWS.values() for question in table]
    assert len(asked) == len(set(asked)) >= 60
    kinds = {respond(question, store).kind for question in asked}
    # "count" is missing: questions for a number have tests of their own.
    singles, wholes = {"answer", "definition", "verdict", "none"}, {"list", "path", "order"}
    assert kinds == {*singles, *wholes, "comparison"}


def check_answer(question: str, store: Store, options: Sequence[str] = ()) -> Answer:
    answer = respond(question, store, options=options)
    assert respond(question, store, options=options) == answer
    assert answer.question == question
    assert answer.reading
    assert (answer.kind == "none") == (not answer.hits)
    assert answer.hits or not answer.confident
    if answer.kind == "answer" and not answer.verdict:
        assert answer.confident == (answer.hits[0].score >= CONFIDENT)
    assert not (answer.hits and answer.suggestions)
    concepts = store.concepts(store.keys())
    assert {hit.concept for hit in answer.hits} <= set(concepts.values())
    assert set(answer.suggestions) <= {concept.name for concept in concepts.values()}
    assert all(0 <= hit.score <= 1 for hit in answer.hits)
    assert all(one.score >= other.score for one, other in pairwise(answer.hits))
    edges = {
        (
            store.sentence(k, k.subject, concepts),
            k.relation,
            k.citation,
            k.status,
        )
        for k in store.edges()
    }
    for concept in concepts.values():  # a limit is a fact of its concept
        for limit in concept.attributes.limits:
            edges.add((f"{concept.name}: {limit.text()}", "", limit.citation, "stated"))
    for hit in answer.hits:
        for reason in hit.because:
            assert reason.text
            if reason.type == "edge":
                assert (reason.text, reason.relation, reason.citation, reason.status) in edges
            if reason.type == "card":
                assert reason.citation == hit.concept.citation
    return answer


@pytest.mark.parametrize("question", MISSES)
def test_the_reasons_of_a_wrong_answer_are_facts_of_the_graph(question: str, store: Store) -> None:
    check_answer(question, store)


@given(st.text())
@example("\0")
@example("\ud800 bias \udcff")
@example('" OR passage MATCH "')
@example("bias* NEAR(name) -recall ^x {a b}: (")
@example("'; DROP TABLE concept; --")
@example("what is " * 500)
@example("x" * 100_000)
@example("🦊 ‮bias‬ مرحبا 機械学習")
def test_any_text_has_an_answer(store: Store, question: str) -> None:
    check_answer(question, store)


@pytest.mark.slow
@settings(max_examples=200)
@given(graphs(), st.data())
def test_any_question_of_any_graph_has_an_answer(graph: Graph, data: st.DataObject) -> None:
    with compiled(graph) as store:
        check_answer(data.draw(questions(graph)), store)


@settings(max_examples=50)
@given(graphs(), st.data())
def test_options_for_any_question_of_any_graph(graph: Graph, data: st.DataObject) -> None:
    names = [form for c in graph.concepts.values() for form in (c.name, *c.aliases)]
    with compiled(graph) as store:
        options = data.draw(st.lists(st.sampled_from(names) | st.text(max_size=5), max_size=4))
        answer = check_answer(data.draw(questions(graph)), store, options)
        for hit in answer.hits if options else ():
            assert hit.because[0].text.startswith("named in the option ")


@settings(max_examples=50)
@given(graphs(), st.data())
def test_any_question_of_any_triples_has_an_answer(graph: Graph, data: st.DataObject) -> None:
    name = {c.id: " ".join(c.name.split()) for c in graph.concepts.values()}
    triples = [DraftEdge(name[e.subject], e.relation, name[e.object]) for e in graph.edges]
    plain = graph_of_triples(dict.fromkeys(triples), "Kitchen")
    with compiled(plain) as store:
        check_answer(data.draw(questions(graph)), store)


FILM_WORDS = (
    "who which films directed director starred actors with same also together not between when "
    "year genre the of by that Alien Witness witnes Ridley_Scott Harrison_Ford 1985 Drama pizza"
).split()


@given(st.lists(st.sampled_from(FILM_WORDS), max_size=9).map(" ".join))
def test_any_words_about_films_have_an_answer(films: Store, question: str) -> None:
    check_answer(question.replace("_", " "), films)


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("who directed films with Harrison Ford", ["Peter Weir", "Ridley Scott"]),
        ("films with the same director as Alien", ["Blade Runner"]),
        ("who acted together with Harrison Ford", ["Rutger Hauer"]),
        ("Harrison Ford and Ridley Scott films", ["Blade Runner"]),
        ("which films star Harrison Ford but not Rutger Hauer", ["Witness"]),
        ("Harrison Ford films that Ridley Scott did not direct", ["Witness"]),
        ("when was aliem released", ["1979"]),
        ("who wrote Alien", []),
    ],
)
def test_questions_of_several_steps(question: str, expected: list[str], films: Store) -> None:
    answer = check_answer(question, films)
    assert sorted(hit.concept.name for hit in answer.hits) == expected


@given(
    st.lists(
        st.sampled_from(
            "which what metric stage last first not list all tool bias variance recall deployment "
            "serverless inference vs and how related to comes after ocd MSE pizza 1gb for".split()
        )
    ).map(" ".join)
)
def test_any_words_of_the_shipped_graph_have_an_answer(store: Store, question: str) -> None:
    check_answer(question, store)


@pytest.mark.parametrize("limit", [1, 2, 4, 100])
@pytest.mark.parametrize("question", ["list the metrics", "which tool tunes hyperparameters"])
def test_a_limit_cuts_the_same_answer(question: str, limit: int, store: Store) -> None:
    short, whole = respond(question, store, limit), respond(question, store, 1000)
    assert short.hits == whole.hits[:limit]
    assert (short.kind, short.reading) == (whole.kind, whole.reading)


@pytest.mark.parametrize("question", ["why ocd", "how to ocd", "which is ocd"])
def test_an_initialism_among_stop_words_is_answered(question: str, store: Store) -> None:
    assert "One-click deployment" in [hit.concept.name for hit in respond(question, store).hits]


def test_a_comparison_gives_edges_between_shared_and_apart(store: Store) -> None:
    precision, recall = respond("precision vs recall", store).hits
    joint = {r.text for r in precision.because} & {r.text for r in recall.because}
    assert "Precision contrasts with Recall" in joint
    (like,) = (r.text for r in precision.because if r.type == "kind")
    assert like.startswith("like Recall, it ")
    assert "is a metric of Classification" in like
    alone = {r.text for r in precision.because} - {r.text for r in recall.because}
    assert "Precision is computed from False positives" in alone


def test_a_path_quotes_each_of_its_edges(store: Store) -> None:
    hits = respond("how is precision related to mlops", store).hits
    for before, hit in pairwise(hits):
        (edge,) = (reason.text for reason in hit.because if reason.type == "edge")
        assert before.concept.name in edge
        assert hit.concept.name in edge


def test_negative_edges_answer_only_questions_that_ask_for_them(store: Store) -> None:
    good = respond("which metric is suited to many true negatives", store)
    bad = respond("which metric is misleading with many true negatives", store)
    assert "unsuited-to" not in {r.relation for h in good.hits for r in h.because}
    assert "unsuited-to" in {r.relation for r in bad.hits[0].because}


def test_json(store: Store) -> None:
    answer = respond("which tool tunes hyperparamters", store, 1)
    data = json.loads(json.dumps(answer.to_json()))
    assert [*data] == [
        *["question", "kind", "reading", "confident", "verdict", "count", "hits"],
        "suggestions",
    ]
    (hit,) = data["hits"]
    assert [*hit] == [
        "id",
        "name",
        "kind",
        "score",
        "summary",
        "background",
        "beyond_deck",
        "because",
        "cards",
    ]
    assert hit["score"] == round(answer.hits[0].score, 3)
    for reason in hit["because"]:
        known = {"type", "text", "relation", "source", "status"}
        assert {"type", "text"} <= reason.keys() <= known
        assert all(reason.values())


def test_json_without_an_answer(tiny_store: Store) -> None:
    data = respond("who won the world cup", tiny_store).to_json()
    assert (data["kind"], data["confident"], data["hits"]) == ("none", False, [])


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("what is green tea", ["Green tea"]),
        ("what comes after withering", ["Oxidation"]),
        ("which teas are made by oxidation", ["Black tea", "Oolong"]),
        ("oolong vs green tea", ["Oolong", "Green tea"]),
        ("list the steps", ["Picking", "Withering", "Oxidation", "Steaming"]),
    ],
)
def test_another_graph_answers_in_its_own_vocabulary(
    question: str, expected: list[str], tiny_store: Store
) -> None:
    names = [hit.concept.name for hit in check_answer(question, tiny_store).hits]
    assert names[: len(expected)] == expected
