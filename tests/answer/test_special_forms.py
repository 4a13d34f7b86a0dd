"""Verdicts, limits, counts, weaknesses, remainders and complements."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.answer import respond
from kg.store import Store, open_store
from tests.conftest import write_graph


@pytest.mark.parametrize(
    ("question", "verdict"),
    [
        ("is recall a metric", "yes"),
        ("is recall a service", "no"),
        ("is tuning part of model deployment", "no"),
        ("is tuning part of model development", "yes"),
        ("Is R squared a metric of classification?", "no"),
        ("isn't R squared a metric of regression?", "no"),
        ("does data processing come before model development", "yes"),
        ("does data processing come after model development", "no"),
        ("is evaluation done before model monitoring", "yes"),
        ("is recall better than precision for a terminal illness", "yes"),
        ("is precision better than recall if false negatives are costly", "no"),
        ("is recall better than precision for spam filtering", "no"),
        ("is recall better than precision", "unknown"),
        ("is F1 better than AUC-ROC", "unknown"),
        ("is Feature Store for data scientists only", "no"),
        ("is cost optimization one of the four key principles of MLOps", "no"),
        ("is automation one of the key principles of MLOps", "yes"),
        ("is accuracy a good choice if there are many true negatives", "no"),
        ("is serverless inference good for cold starts that are tolerated", "yes"),
        ("is Amazon SageMaker an example of a self-hosted API", "no"),
        ("variance is the gap between predicted and real value, correct?", "no"),
        ("bias is the gap between the predicted and the actual value, right?", "yes"),
        ("can SageMaker Canvas open excel files", "unknown"),
        ("does async inference take requests of 1500 MB", "no"),
        ("can async inference take 900 MB that are processed for 40 minutes", "yes"),
        ("can async inference take 900 MB that are processed for 90 minutes", "no"),
        ("can serverless inference take 900 MB", "unknown"),
        ("do I need to write code for predictions with Canvas", "no"),
        ("with serverless inference, must I manage the underlying infrastructure", "no"),
        ("do I have to fine-tune the models of JumpStart", "unknown"),
        ("is recall the same as sensitivity", "yes"),
        ("are bias and variance the same thing", "no"),
        ("does a bigger MSE mean better predictions", "no"),
        ("is a small mean squared error good", "yes"),
        ("Should I prefer precision over recall for predicting a terminal illness?", "no"),
        ("can R squared be 1.4", "no"),
        ("can R squared be 0.4", "yes"),
    ],
)
def test_verdicts(question: str, verdict: str, store: Store) -> None:
    answer = respond(question, store)
    assert (answer.kind, answer.verdict) == ("verdict", verdict)
    if verdict in ("yes", "no"):
        assert [reason for hit in answer.hits for reason in hit.because], question


def test_a_no_gives_the_edge_that_excludes(store: Store) -> None:
    (first, *_) = respond("is tuning part of model deployment", store).hits
    assert [reason.text for reason in first.because if reason.type == "edge"] == [
        "Tuning belongs to the stage Model development"
    ]


@pytest.mark.parametrize(
    ("question", "number"),
    [
        ("what is the maximum payload of asynchronous inference", "1 GB"),
        ("how many minutes may asynchronous inference process a request", "60 minutes (1 hour)"),
        ("highest value that R squared can reach", 1),
        ("lowest value of R squared", 0),
        ("how many classification metrics are there", 5),
        ("how many principles does MLOps have", 4),
        ("number of stages in the ML lifecycle", 7),
    ],
)
def test_numbers(question: str, number: float | str, store: Store) -> None:
    answer = respond(question, store)
    assert (answer.kind, answer.number) == ("count", number)
    assert answer.to_json()["count"] == number


def test_a_limit_that_the_deck_does_not_give(store: Store) -> None:
    answer = respond("what is the maximum payload of serverless inference", store)
    assert (answer.kind, answer.hits, answer.number) == ("none", (), None)


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("which MLOps principles remain if you take away automation and CI/CD",
         ["Version control", "Model governance"]),
        ("besides TensorFlow and PyTorch which other frameworks do the pre-made images support",
         ["Chainer", "MXNet", "scikit-learn"]),
        ("name a regression metric other than R squared", ["Mean squared error"]),
        ("leave out precision and recall, which classification metrics remain",
         ["AUC-ROC", "Accuracy", "F1"]),
        ("which metrics are no use for regression, not for a number",
         ["AUC-ROC", "Accuracy", "F1", "Precision", "Recall"]),
    ],
)  # fmt: skip
def test_the_rest_of_a_group(question: str, names: list[str], store: Store) -> None:
    hits = respond(question, store).hits
    assert sorted(hit.concept.name for hit in hits) == sorted(names)


def test_a_weakness_is_what_the_deck_says_against_it(store: Store) -> None:
    first, second = respond("what are the weaknesses of accuracy", store).hits
    assert (first.concept.name, second.concept.name) == ("Accuracy", "Many true negatives")
    assert respond("when is R squared unreliable", store).hits == ()


DISHES = {
    "relations.toml": """
[kind.dish]
plural = "dishes"
[kind.country]
plural = "countries"
[relation.comes-from]
says = "comes from"
back = "has the dish"
to = ["country"]
asks-subject = ["from"]
asks-object = ["comes from", "from"]
exclusive = true
""",
    "dishes.toml": """
[[concept]]
name = "Pizza"
kind = "dish"
summary = "Flat bread."
source = "1"
range = { min = 200, max = 900, unit = "g" }
comes-from = ["Italy"]
[[concept]]
name = "Sushi"
kind = "dish"
summary = "Rice. It is not cooked."
source = "2"
comes-from = ["Japan"]
[[concept]]
name = "Italy"
kind = "country"
summary = "In Europe."
source = "1"
[[concept]]
name = "Japan"
kind = "country"
summary = "In Asia."
source = "2"
""",
}


@pytest.mark.parametrize(
    ("question", "verdict"),
    [
        ("does pizza come from Italy", "yes"),
        ("is sushi from Italy", "no"),
        ("is sushi a dish", "yes"),
        ("is Italy a dish", "no"),
        ("can a pizza have 1 kg", "no"),
        ("can a pizza have 300 g", "yes"),
        ("is pizza eaten in Norway", "unknown"),
    ],
)
def test_verdicts_of_another_graph(question: str, verdict: str, tmp_path: Path) -> None:
    with open_store(write_graph(tmp_path / "dishes", DISHES), None) as dishes:
        assert respond(question, dishes).verdict == verdict


@pytest.mark.parametrize(
    ("question", "number"),
    [
        ("how long may async inference process a request", "1 hour"),
        ("how large can a payload for asynchronous inference be", "1 GB"),
    ],
)
def test_a_limit_is_asked_for_without_its_unit(question: str, number: str, store: Store) -> None:
    assert respond(question, store).number == number


def test_a_no_within_a_compound_denies_nothing(store: Store) -> None:
    assert respond("must I write code with Canvas", store).verdict == "no"


@pytest.mark.parametrize(
    "question",
    [
        "recall and precision, how do they differ",
        "when is serverless better than async inference, and when the other way round",
    ],
)
def test_further_ways_to_compare(question: str, store: Store) -> None:
    assert respond(question, store).kind == "comparison"


@pytest.mark.parametrize(
    "question",
    [
        "option that isn't self-hosted",
        "principles except automation",
        "which problem is not regression",
    ],
)
def test_all_of_a_kind_but_one(question: str, store: Store) -> None:
    answer = respond(question, store)
    assert answer.hits
    assert len({hit.concept.kind for hit in answer.hits}) == 1
