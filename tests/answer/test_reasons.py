from __future__ import annotations

import pytest

from kg.answer import respond
from kg.answer.reasons import card_reasons, match_reasons
from kg.model.graph import Concept, ConceptId
from kg.question import understand
from kg.store import Store


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


def test_a_match_with_an_alias(tiny_store: Store) -> None:
    key = tiny_store.key_of("green-tea")
    assert key is not None
    query = understand("sencha", tiny_store)
    (reason,) = match_reasons(query, tiny_store.concept(key))
    assert (reason.type, reason.text) == ("alias", "sencha, in an alias")


def test_a_concept_with_none_of_the_words_has_no_match_reasons(tiny_store: Store) -> None:
    key = tiny_store.key_of("steaming")
    assert key is not None
    assert match_reasons(understand("oolong", tiny_store), tiny_store.concept(key)) == []


def test_card_reasons() -> None:
    (reason,) = card_reasons(Concept(ConceptId("x"), "X", "concept", citation="2-3"))
    assert (reason.type, reason.text, reason.citation) == ("card", "deck lines 2-3", "2-3")
    assert card_reasons(Concept(ConceptId("x"), "X", "concept")) == []


def test_a_synonym_is_reported_with_the_word_that_it_means(store: Store) -> None:
    best = respond("which tool spots drift in live predictions", store).hits[0]
    texts = [r.text for r in best.because if r.text.startswith("spots means ")]
    assert texts == ["spots means detects, in the summary"]
    (reason,) = (r for r in best.because if r.text == texts[0])
    assert reason.type == "alias"
