from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.model.cues import Cues, Sense, cues_of, singular
from kg.model.vocabulary import Kind, Relation, Vocabulary
from kg.question.cue_matching import (
    MAX_CUE_WORDS,
    Cue,
    KindMention,
    find_cues,
    find_kind_mentions,
    without_overlaps,
)
from kg.store import Store
from kg.text.normal_forms import Stem, stem, stems, words

MADE = Relation(
    "made-by", "", "", "", "", asks_subject=("made by", "need"), asks_object=("make", "needs")
)
AFTER = Relation("follows", "", "", "", "", asks_subject=("after", "comes right after"))
KINDS = {
    "drink": Kind("drink", "drinks", ("hot drink", "tea")),
    "meal": Kind("meal", "meals", ("tea",)),
    "step": Kind("step", "steps"),
}
CUES = cues_of(Vocabulary(KINDS, {"made-by": MADE, "follows": AFTER}))


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        pytest.param("which drink", [(1, 2, ("drink",))], id="name"),
        pytest.param("the steps", [(1, 2, ("step",))], id="plural"),
        pytest.param("hot drinks", [(0, 2, ("drink",))], id="longest at a position"),
        pytest.param("tea", [(0, 1, ("drink", "meal"))], id="a word of two kinds"),
        pytest.param(
            "tea step", [(0, 1, ("drink", "meal")), (1, 2, ("step",))], id="two positions"
        ),
        pytest.param("hot water", [], id="part of a phrase"),
        pytest.param("", [], id="empty"),
    ],
)
def test_find_kind_mentions(
    question: str, expected: list[tuple[int, int, tuple[str, ...]]]
) -> None:
    assert find_kind_mentions(CUES, words(question)) == expected


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        pytest.param(
            "what is made by", [(2, 4, Sense("made-by", "subject", False))], id="one side"
        ),
        pytest.param("it making", [(1, 2, Sense("made-by", "object", False))], id="stems"),
        pytest.param("after", [(0, 1, Sense("follows", "subject", False))], id="preposition"),
        pytest.param("unmade", [], id="part of a word"),
        pytest.param("", [], id="empty"),
    ],
)
def test_find_cues(question: str, expected: list[tuple[int, int, Sense]]) -> None:
    found = [(c.start, c.end, *c.senses) for c in find_cues(CUES, stems(question))]
    assert found == expected


def test_a_phrase_for_either_side_has_both_senses() -> None:
    (cue,) = find_cues(CUES, stems("needs"))
    assert cue.senses == (Sense("made-by", "subject", True), Sense("made-by", "object", True))


def test_overlapping_phrases_are_all_found_and_the_longer_is_stronger() -> None:
    longer, shorter = find_cues(CUES, stems("comes right after"))
    assert (longer.start, longer.end, shorter.start, shorter.end) == (0, 3, 2, 3)
    assert longer.strength > shorter.strength


@pytest.fixture(scope="module")
def shipped(store: Store) -> Cues:
    return store.cues


def test_every_phrase_of_the_shipped_vocabulary_is_found(store: Store, shipped: Cues) -> None:
    for kind in store.vocabulary.kinds.values():
        for text in (kind.name, kind.plural, *kind.words):
            ((start, end, kinds),) = find_kind_mentions(shipped, words(text))
            assert (start, end) == (0, len(words(text)))
            assert kind.name in kinds
    for relation in store.vocabulary.relations.values():
        for side, texts in (("subject", relation.asks_subject), ("object", relation.asks_object)):
            for text in texts:
                assert len(words(text)) <= MAX_CUE_WORDS, text
                senses = {s[:2] for cue in find_cues(shipped, stems(text)) for s in cue.senses}
                assert (relation.name, side) in senses, text


@given(st.lists(st.sampled_from(["what", "uses", "for", "metric", "part", "of", "tool"])))
def test_found_phrases_are_in_the_question(shipped: Cues, drawn: list[str]) -> None:
    question: list[Stem] = [stem(word) for word in drawn]
    for cue in find_cues(shipped, question):
        assert " ".join(question[cue.start : cue.end]) in shipped.relations
        assert 0 < cue.strength <= 1
    ends = 0
    for start, end, kinds in find_kind_mentions(shipped, drawn):
        assert shipped.kinds[" ".join(map(singular, drawn[start:end]))] == kinds
        assert ends <= start < end
        ends = end


def cue(start: int, end: int) -> Cue:
    return Cue(start, end, (), 1.0)


@pytest.mark.parametrize(
    ("spans", "kept"),
    [
        pytest.param([], [], id="none"),
        pytest.param([(0, 1), (1, 2)], [(0, 1), (1, 2)], id="side by side"),
        pytest.param([(0, 1), (0, 3), (2, 3)], [(0, 3)], id="the longest"),
        pytest.param([(1, 3), (0, 2)], [(0, 2)], id="of equals the first"),
        pytest.param([(4, 5), (0, 3), (2, 4)], [(0, 3), (4, 5)], id="by position"),
    ],
)
def test_without_overlaps(spans: list[tuple[int, int]], kept: list[tuple[int, int]]) -> None:
    assert [tuple(c[:2]) for c in without_overlaps([cue(*span) for span in spans])] == kept


@given(st.lists(st.tuples(st.integers(0, 8), st.integers(1, 4)), unique=True))
def test_every_removed_cue_overlaps_a_kept_one(
    drawn: list[tuple[int, int]],
) -> None:
    cues = [cue(start, start + size) for start, size in drawn]
    kept = without_overlaps(cues)
    assert kept == sorted(kept)
    places = [n for c in kept for n in c.span]
    assert len(places) == len(set(places))
    assert all(not set(places).isdisjoint(c.span) for c in cues)


def test_spans_are_the_positions_of_the_words() -> None:
    assert [*cue(2, 4).span] == [*KindMention(2, 4, ()).span] == [2, 3]
