from __future__ import annotations

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.learn.quiz import BLANK, MODES, Mode, Question, make_question, make_rounds
from kg.learn.quiz.valid_answers import valid_answers
from kg.model.graph import Graph
from kg.model.vocabulary import Relation, Side, Vocabulary
from kg.store import Key, Store
from kg.text.normal_forms import squash, words
from tests.graphs import compiled, graphs
from tests.samples import all_keys, make_store

TYPED: tuple[Mode, ...] = ("type", "cloze")


SIDES: tuple[Side, Side] = ("subject", "object")


def named(store: Store, name: str) -> Key:
    key = store.key_named(name)
    assert key is not None
    return key


def reachable(store: Store, relation: Relation, start: Key, side: Side) -> set[Key]:
    """All that stands in a relation to a concept, further steps too where it is transitive."""
    found: set[Key] = set()
    rim = {start}
    while rim:
        step = set()
        for edge in store.edges(relation.name):
            for end, far in ((edge.subject, edge.object), (edge.object, edge.subject)):
                forwards = (end == edge.subject) == (side == "object")
                if end in rim and (forwards or relation.symmetric):
                    step.add(far)
        rim = step - found if relation.transitive else set()
        found |= step
    return found


def asked_edges(store: Store, question: Question) -> list[set[Key]]:
    """For each edge that a question with options may be about: all that answers it truly."""
    key = store.key_of(question.concept.id)
    found = []
    for relation in store.vocabulary.relations.values():
        for side in SIDES:
            for given_key in all_keys(store):
                true = valid_answers(store, relation, side, given_key)
                if question.accepted == frozenset(true) and (key in true or key == given_key):
                    found.append(reachable(store, relation, given_key, side))
    return found


@given(graphs(), st.integers(0, 5))
def test_exactly_one_option_is_right(graph: Graph, seed: int) -> None:
    with compiled(graph) as store:
        for key in all_keys(store):
            question = make_question(store, key, "choice", Random(seed))
            if question is None:
                continue
            assert question.concept == store.concept(key)
            assert [option.right for option in question.options].count(True) == 1
            assert question.options[question.right].text == question.answer
            assert 3 <= len(question.options) <= 4
            texts = [squash(option.text) for option in question.options]
            if question.asks_name:
                assert len(set(texts)) == len(texts)
                for true in asked_edges(store, question):
                    names = {squash(store.concept(k).name) for k in true}
                    wrong = {squash(o.text) for o in question.options if not o.right}
                    assert not wrong & names
            assert all(option.why for option in question.options)


@given(graphs(), st.sampled_from(TYPED), st.integers(0, 5))
def test_a_typed_answer_is_not_given_away(graph: Graph, mode: Mode, seed: int) -> None:
    with compiled(graph) as store:
        for key in all_keys(store):
            question = make_question(store, key, mode, Random(seed))
            if question is not None:
                names = {store.concept(k).name for k in question.accepted}
                assert question.answer in names
                assert question.options == ()
                assert not set(words(question.answer)) <= set(words(question.prompt))


@given(graphs(), st.sampled_from(MODES), st.integers(0, 3))
def test_the_same_seed_asks_the_same_questions(graph: Graph, mode: Mode, seed: int) -> None:
    with compiled(graph) as store:
        keys = store.keys()

        def asked(count: int) -> list[object]:
            return list(make_rounds(store, keys, count, mode, Random(seed)))

        assert asked(4) == asked(4)
        assert sum(len(r.questions) for r in make_rounds(store, keys, 2, mode, Random(seed))) <= 2


@pytest.mark.parametrize("mode", MODES)
def test_every_concept_of_the_deck_can_be_asked_about(store: Store, mode: Mode) -> None:
    keys = store.keys()
    rounds = list(make_rounds(store, keys, len(keys), mode, Random(1)))
    asked = {question.concept.id for turn in rounds for question in turn.questions}
    assert len(asked) >= (112 if mode != "match" else 108)
    if mode == "choice":
        sizes = [len(turn.questions[0].options) for turn in rounds]
        assert sizes.count(4) >= 105


def test_earlier_stages_are_wrong_answers_to_what_comes_after(store: Store) -> None:
    key = named(store, "Model monitoring")
    found = [make_question(store, key, "choice", Random(n)) for n in range(40)]
    after = [q for q in found if q and q.prompt == "Which stage comes after Model deployment?"]
    assert after
    wrong = {option.text for q in after for option in q.options if not option.right}
    assert "Data processing" in wrong
    assert "Model retraining" not in wrong  # by way of monitoring it comes after deployment too


def test_opposite_relations_give_wrong_answers(store: Store) -> None:
    key = named(store, "Recall")
    found = [make_question(store, key, "choice", Random(n)) for n in range(60)]
    suits = [q for q in found if q and q.prompt == "What is Recall suited to?"]
    whys = {option.why for q in suits for option in q.options if not option.right}
    assert any(why.endswith(" is badly served by Recall") for why in whys)


def test_a_definition_hides_the_name_and_its_forms() -> None:
    summaries = {
        "Green tea": "Green teas, or green-tea leaves, stay green. More.",
        "Black tea": "Leaves that oxidise to the end.",
        "Oolong": "Leaves between green and black.",
    }
    with make_store(summaries, summaries=summaries) as store:
        found = [
            make_question(store, named(store, "Green tea"), mode, Random(n))
            for mode in MODES[:3]
            for n in range(6)
        ]
        prompts = {q.prompt for q in found if q is not None and q.asks_name}
        assert prompts == {f"What is this? {BLANK}, or {BLANK} leaves, stay green."}


def test_a_graph_of_names_alone_has_no_questions() -> None:
    with make_store(["A", "B"]) as store:
        for mode in MODES:
            assert not list(make_rounds(store, store.keys(), 5, mode, Random(0)))


def test_relations_without_wording_are_asked_about_by_their_names() -> None:
    triples = [("Alien", "directed_by", "Ridley Scott"), ("Heat", "directed_by", "Michael Mann")]
    with make_store(["Alien", "Heat", "Ridley Scott", "Michael Mann"], triples) as store:
        found = [
            make_question(store, key, "type", Random(seed))
            for key in all_keys(store)
            for seed in range(6)
        ]
        assert {q.prompt for q in found if q is not None} == {
            "What directed by Ridley Scott?",
            "What directed by Michael Mann?",
            "Alien directed by … what?",
            "Heat directed by … what?",
        }


def test_questions_use_the_wording_of_the_vocabulary(tiny_store: Store) -> None:
    vocabulary: Vocabulary = tiny_store.vocabulary
    assert "made-by" in vocabulary.relations
    prompts = {
        question.prompt
        for key in all_keys(tiny_store)
        for seed in range(8)
        if (question := make_question(tiny_store, key, "type", Random(seed))) is not None
    }
    assert "What is Black tea made by?" in prompts
    assert "Which drink is made by Steaming?" in prompts
    assert "Which step comes before Oxidation?" in prompts
