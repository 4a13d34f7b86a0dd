from __future__ import annotations

import pytest

from kg.question import understand
from kg.question.cue_matching import STRONG_CUE, find_cues
from kg.question.negation import (
    MAX_NEGATED_QUESTION_WORDS,
    denied_positions,
    negate_cues,
    negated_mentions,
)
from kg.store import Store
from kg.text.normal_forms import stems, words


@pytest.mark.parametrize(
    ("question", "denied"),
    [
        pytest.param("which option does not queue requests", ["queue", "requests"], id="after not"),
        pytest.param("which option queues requests", [], id="no negation"),
        pytest.param("do not a b c d", ["a", "b", "c"], id="three words"),
        pytest.param("the option is not", [], id="nothing follows"),
    ],
)
def test_denied_positions(question: str, denied: list[str]) -> None:
    tokens = words(question)
    assert [tokens[n] for n in sorted(denied_positions(tokens))] == denied


@pytest.mark.parametrize("extra", [0, 1])
def test_a_long_story_denies_nothing(extra: int) -> None:
    tokens = ["not", "serverless"] + ["story"] * (MAX_NEGATED_QUESTION_WORDS - 2 + extra)
    assert bool(denied_positions(tokens)) == (extra == 0)


@pytest.mark.parametrize(
    ("question", "negated"),
    [
        pytest.param("which metric is not for classification", ["Classification"], id="before"),
        pytest.param("which metric is for classification", [], id="none"),
    ],
)
def test_negated_mentions(question: str, negated: list[str], store: Store) -> None:
    query = understand(question, store)
    starts = negated_mentions(query.words, query.mentions, ())
    found = [store.concept(m.keys[0]).name for m in query.mentions if m.start in starts]
    assert found == negated
    assert query.negated == bool(negated)


def test_a_negation_within_a_cue_negates_no_mention(store: Store) -> None:
    query = understand("which metric is not for classification", store)
    at = query.words.index("not")
    assert negated_mentions(query.words, query.mentions, {at}) == frozenset()


def test_a_negated_cue_asks_for_the_opposite_relation(store: Store) -> None:
    question = "which metric is not suited to spam filtering"
    tokens = words(question)
    cues = find_cues(store.cues, stems(question))
    negated = negate_cues(cues, tokens, store.vocabulary)
    relations = {s.relation for cue in negated for s in cue.senses if cue.strength >= STRONG_CUE}
    assert "unsuited-to" in relations
    assert "suited-to" not in relations
    assert all(
        tokens[cue.start] == "not"
        for cue in negated
        if any(sense.relation == "unsuited-to" for sense in cue.senses)
    )


def test_an_excluded_mention_is_no_subject_of_the_question(store: Store) -> None:
    query = understand("metrics other than accuracy", store)
    assert {store.concept(key).name for key in query.excluded} == {"Accuracy"}
    assert query.mentions == ()
