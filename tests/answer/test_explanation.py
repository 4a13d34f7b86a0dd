from __future__ import annotations

import pytest

from kg.answer import respond
from kg.answer.explanation import card, interpretation, matched
from kg.model.graph import Concept, ConceptId
from kg.question import understand
from kg.store import Store


@pytest.mark.parametrize(
    ("question", "parts"),
    [
        ("what is bias", ["what Bias is"]),
        ("precision vs recall", ["compare Precision and Recall"]),
        ("how is precision related to mlops", ["how Precision and MLOps are related"]),
        ("compare TensorFlow and Keras", ["compare TensorFlow with what the graph does not have"]),
        ("serverless vs async vs batch jobs", ["without the words batch and jobs"]),
        ("list the metrics", ["all metrics"]),
        ("what comes after model development", ["by follows", "about Model development"]),
        ("which metric for pizza", ["a metric", "not in the graph: pizza"]),
        ("precison", ["precison read as precision"]),
    ],
)
def test_interpretation(question: str, parts: list[str], store: Store) -> None:
    said = interpretation(understand(question, store), store)
    for part in parts:
        assert part in said


@pytest.mark.parametrize(
    ("question", "kind", "text"),
    [
        pytest.param("Variance", "exact", "variance, in the name", id="exact"),
        pytest.param("variances", "stem", "variances as variance, in the name", id="stem"),
        pytest.param("varience", "typo", "varience read as variance, in the name", id="typo"),
    ],
)
def test_how_a_word_matched(question: str, kind: str, text: str, store: Store) -> None:
    (hit, *_) = respond(question, store).hits
    assert (hit.because[0].type, hit.because[0].text) == (kind, text)


def test_an_alias_is_told_as_one(tiny_store: Store) -> None:
    key = tiny_store.key_of("green-tea")
    assert key is not None
    query = understand("sencha", tiny_store)
    (reason,) = matched(query, tiny_store.concept(key))
    assert (reason.type, reason.text) == ("alias", "sencha, in an alias")


def test_what_has_none_of_the_words_matches_nothing(tiny_store: Store) -> None:
    key = tiny_store.key_of("steaming")
    assert key is not None
    assert matched(understand("oolong", tiny_store), tiny_store.concept(key)) == []


def test_card() -> None:
    (reason,) = card(Concept(ConceptId("x"), "X", "concept", citation="2-3"))
    assert (reason.type, reason.text, reason.citation) == ("card", "deck lines 2-3", "2-3")
    assert card(Concept(ConceptId("x"), "X", "concept")) == []


def test_a_synonym_is_told_with_the_word_that_it_means(store: Store) -> None:
    best = respond("which tool spots drift in live predictions", store).hits[0]
    told = [r.text for r in best.because if r.type == "alias" and r.text.startswith("spots means ")]
    assert told == ["spots means detection, in an alias"]
