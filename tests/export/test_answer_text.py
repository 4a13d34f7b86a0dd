from __future__ import annotations

import io
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.answer import respond
from kg.answer.result import Answer, Hit, Reason
from kg.export.answer_text import MAX_CLAUSES, short_answer, show_answer
from kg.export.terminal import Screen
from kg.model.attributes import Status
from kg.model.concept import Concept, ConceptId
from kg.store import Store

MAX_LINES = 12
"""Lines that the answer to a usual question may take on a terminal of 80 columns."""


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def shown(answer: Answer, *, explain: bool = False, out: io.StringIO | None = None) -> list[str]:
    out = out or io.StringIO()
    show_answer(Screen(out), answer, explain=explain)
    return out.getvalue().splitlines()


def answer_of(*because: Reason, score: float = 1.0) -> Answer:
    concept = Concept(ConceptId("oolong"), "Oolong", "drink", summary="A tea.", citation="4")
    return Answer("?", "answer", "a drink", True, (Hit(concept, score, because),))


def edge(verb: str, other: str, citation: str, status: Status = "stated") -> Reason:
    return Reason("edge", f"Oolong {verb} {other}", "r", citation, status, "Oolong", other)


def test_reasons_of_one_relation_are_one_clause() -> None:
    lines = shown(
        answer_of(
            edge("is made by", "Withering", "4"),
            edge("is made by", "Rolling", "4"),
            edge("is older than", "Sencha", "9", "background"),
        )
    )
    assert lines == [
        "Oolong (drink)",
        "  because it is made by Withering and Rolling; "
        "it is older than Sencha [9] (beyond the deck)",
        "  A tea. [deck line 4]",
    ]


def test_limits_are_named_as_such() -> None:
    assert shown(answer_of(Reason("edge", "Oolong: up to 90 °C", citation="4")))[1] == (
        "  because of its limits: up to 90 °C"
    )


def test_a_hit_that_may_be_wrong_is_marked() -> None:
    assert shown(answer_of(score=0.49))[0] == "Oolong (drink, not sure)"
    assert shown(answer_of(score=0.5))[0] == "Oolong (drink)"


def test_words_that_matched_are_told_when_asked_for() -> None:
    answer = answer_of(Reason("exact", "tea, in the summary"))
    assert not any("matched" in line for line in shown(answer))
    assert shown(answer, explain=True)[-1] == "Oolong: 1.00, matched: tea, in the summary"


@given(
    st.lists(st.tuples(st.sampled_from(["is", "is made by"]), st.sampled_from("ABC")), min_size=1)
)
def test_no_reason_is_lost_when_reasons_are_joined(said: list[tuple[str, str]]) -> None:
    line = shown(answer_of(*(edge(verb, other, "4") for verb, other in said)))[1]
    for verb, other in said:
        assert re.search(rf"it {verb} [^;]*\b{other}\b", line)


def test_a_name_that_begins_with_another_stays_whole() -> None:
    reason = Reason(
        "edge", "Oolong tea is a kind of Oolong", "r", "4", "stated", "Oolong tea", "Oolong"
    )
    assert shown(answer_of(reason))[1] == "  because Oolong tea is a kind of Oolong"


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("precision vs recall", ["Precision (metric)", "Recall (metric)"]),
        ("list the metrics", ["Accuracy", "R squared"]),
    ],
)
def test_every_hit_of_a_list_or_comparison_has_its_own_line(
    question: str, names: list[str], store: Store
) -> None:
    lines = shown(respond(question, store))
    for name in names:
        assert any(line.startswith(name) for line in lines)


def test_a_comparison_shows_few_reasons_for_each(store: Store) -> None:
    lines = shown(respond("precision vs recall", store))
    own = lines[: lines.index("")]
    assert 1 <= sum(line.startswith("  - ") for line in own) <= MAX_CLAUSES


@pytest.mark.parametrize(
    "question",
    [
        "which tool tunes hyperparameters",
        "is recall better than precision when predicting terminal illness?",
        "how many stages are there",
        "what are the principles of MLOps",
        "put the stages in order",
        "which metric for many true negatives",
        "which option for a payload of 900 MB that takes 40 minutes",
        "how is precision related to mlops",
        "what comes after model development",
        "what is recall",
    ],
)
def test_a_usual_answer_fits_a_few_lines(
    question: str, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    lines = shown(respond(question, store), out=Terminal())
    assert 1 <= len(lines) <= MAX_LINES


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("which tool tunes hyperparameters", "SageMaker Automatic Model Tuning"),
        ("is recall a metric of regression", "No"),
        ("does F1 work on a phone", "The deck does not say"),
        ("how many stages are there", "7"),
        ("zyxw", "-"),
        (
            "what are the principles of MLOps",
            "Version control, Automation, CI/CD, Model governance",
        ),
    ],
)
def test_a_short_answer(question: str, expected: str, store: Store) -> None:
    assert short_answer(respond(question, store)) == expected
