from __future__ import annotations

from itertools import pairwise

from kg.answer import respond
from kg.store import Store


def test_what_meets_all_conditions_comes_first(store: Store) -> None:
    question = "which option suits idle periods between traffic spurts and tolerated cold starts"
    first = respond(question, store).hits[0]
    assert first.concept.name == "Serverless inference"
    assert not any("not said" in reason.text for reason in first.because)


def test_what_meets_some_conditions_tells_which_it_lacks(store: Store) -> None:
    question = "which option suits idle periods between traffic spurts and large payloads"
    answer = respond(question, store)
    hits = {hit.concept.name: hit for hit in answer.hits}
    lacking = [reason.text for reason in hits["Asynchronous inference"].because]
    assert "it is not said to suit Idle periods between traffic spurts" in lacking
    against = [reason.text for reason in hits["Serverless inference"].because]
    assert "Serverless inference is less suited to Large payloads" in against
    assert list(hits).index("Asynchronous inference") < list(hits).index("Serverless inference")
    assert answer.hits[0].score < 0.5


def test_no_score_is_above_the_one_before(store: Store) -> None:
    question = "which option suits idle periods between traffic spurts and large payloads"
    hits = respond(question, store).hits
    assert len(hits) > 1
    assert all(one.score >= other.score for one, other in pairwise(hits))
