from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.question.sentences import (
    BACKGROUND_WEIGHT,
    MAX_SHORT_QUESTION_WORDS,
    split_sentences,
)
from kg.text.normal_forms import words

STORY = "A company sells shoes to its customers. It needs a label for each of them. "


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        pytest.param("what is bias", ["what is bias"], id="one"),
        pytest.param("who directed Dr. No? I ask", ["who directed Dr. No? I ask"], id="short"),
        pytest.param(
            f"{STORY}Which tool fits?",
            [
                *["A company sells shoes to its customers.", "It needs a label for each of them."],
                "Which tool fits?",
            ],
            id="story",
        ),
        pytest.param(
            "We measure the accuracy of our new model.Which metric is better for us?",
            ["We measure the accuracy of our new model.", "Which metric is better for us?"],
            id="no space between sentences",
        ),
        pytest.param(
            "who acted in films that were directed by Fred F. Finklehoffe or Dr. No",
            ["who acted in films that were directed by Fred F. Finklehoffe or Dr. No"],
            id="stops within names",
        ),
        pytest.param(
            "we sell a lot of shoes and boots. which tool finds the best price",
            ["we sell a lot of shoes and boots.", "which tool finds the best price"],
            id="no capitals",
        ),
        pytest.param(
            "we sell a lot of shoes\n\nwhich tool finds the best price",
            ["we sell a lot of shoes", "which tool finds the best price"],
            id="lines",
        ),
        pytest.param(
            "a version 1.5 model of ours has the url example.com and fails",
            ["a version 1.5 model of ours has the url example.com and fails"],
            id="stops within words",
        ),
    ],
)
def test_split_sentences(text: str, parts: list[str]) -> None:
    assert [sentence.text for sentence in split_sentences(text)] == parts


@pytest.mark.parametrize(
    ("text", "weights", "asks"),
    [
        pytest.param(f"{STORY}Which tool fits?", [BACKGROUND_WEIGHT, 1, 1], [0, 0, 1], id="last"),
        pytest.param(f"Which tool fits? {STORY}", [1, BACKGROUND_WEIGHT, 1], [1, 0, 0], id="first"),
        pytest.param(
            f"{STORY}Tell me the tool.", [BACKGROUND_WEIGHT, 1, 1], [0, 0, 1], id="no mark"
        ),
        pytest.param("Which tool?", [1], [1], id="alone"),
    ],
)
def test_weights(text: str, weights: list[float], asks: list[int]) -> None:
    found = split_sentences(text)
    assert [sentence.weight for sentence in found] == weights
    assert [int(sentence.asks) for sentence in found] == asks


PARTS = ["We sell shoes", "Which one", "needs", "Dr", "1.5", "it", ". ", "? ", "\n", "; ", " "]


@given(st.text(max_size=60) | st.lists(st.sampled_from(PARTS), max_size=16).map("".join))
def test_no_word_is_lost_and_one_sentence_asks(text: str) -> None:
    found = split_sentences(text)
    assert all(sentence.weight in (BACKGROUND_WEIGHT, 1.0) for sentence in found)
    assert "".join("".join(s.text.split()) for s in found if words(s.text)) in "".join(text.split())
    assert sum(sentence.asks for sentence in found) == 1
    assert all(sentence.weight == 1 for sentence in found if sentence.asks)
    if len(words(text)) <= MAX_SHORT_QUESTION_WORDS:
        assert [sentence.text for sentence in found] == [text]
    assert [w for s in found for w in words(s.text)] == words(" ".join(s.text for s in found))
