from __future__ import annotations

import re
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.learn.quiz import BLANK, MODES, Mode, Question, make_question, make_rounds
from kg.learn.quiz.valid_answers import valid_answers
from kg.model.attributes import Qualifiers
from kg.model.graph import Concept, Edge, Graph, concept_id
from kg.model.vocabulary import Relation, Side, Vocabulary, derive_relation
from kg.store import Key, Store
from kg.text.normal_forms import squash, words
from tests.graphs import compiled, graphs
from tests.learn.grounds import on_any_ground
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


@given(on_any_ground(graphs()), st.integers(0, 5))
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
    described = {c.id for c in store.concepts(keys).values() if not c.is_beyond_deck}
    assert asked <= described
    assert len(asked) >= (0.95 if mode != "match" else 0.9) * len(described)
    if mode == "choice":
        sizes = [len(turn.questions[0].options) for turn in rounds]
        assert sizes.count(4) >= 0.85 * len(sizes)


def test_earlier_stages_are_wrong_answers_to_what_comes_after(store: Store) -> None:
    key = named(store, "Model monitoring")
    found = [make_question(store, key, "choice", Random(n)) for n in range(40)]
    after = [q for q in found if q and q.prompt == "Which stage comes after Model deployment?"]
    assert after
    wrong = {option.text for q in after for option in q.options if not option.right}
    assert "Data processing" in wrong
    assert "Model retraining" not in wrong  # by way of monitoring it comes after deployment too


def test_opposite_relations_give_wrong_answers(brews: Store) -> None:
    key = named(brews, "Cider")
    found = [make_question(brews, key, "choice", Random(n)) for n in range(60)]
    suits = [q for q in found if q and q.prompt == "What is Cider suited to?"]
    whys = {option.why for q in suits for option in q.options if not option.right}
    assert "Morning is spoilt by Cider" in whys


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


def questions_on(store: Store, *, background: bool) -> list[Question]:
    """Return the questions of every kind that some seeds draw, each once."""
    drawn = [
        make_question(store, key, mode, Random(seed), background=background)
        for key in all_keys(store)
        for mode in MODES[:3]
        for seed in range(30)
    ]
    return list(dict.fromkeys(question for question in drawn if question is not None))


def texts_of(question: Question) -> list[str]:
    options = [text for option in question.options for text in (option.text, option.why)]
    return [question.prompt, question.answer, question.why, *options]


def test_nothing_beyond_the_deck_is_asked_or_shown_unless_wanted(brews: Store) -> None:
    asked = questions_on(brews, background=False)
    concepts = {question.concept.name for question in asked}
    assert {"Espresso", "Cocoa", "Winter"} <= concepts
    assert not {"Mead", "Yeast"} & concepts
    for question in asked:
        assert not question.beyond_deck
        for text in texts_of(question):
            assert not re.search("Mead|Yeast|Honey|fungus|Turin|beyond the deck", text), text
    # Neither do edges beyond the deck give answers.
    evening = [q for q in asked if q.prompt == "Which drink is suited to Evening?"]
    assert {q.answer for q in evening} == {"Cider"}
    assert "What is Mead suited to?" not in {q.prompt for q in asked}


def test_what_is_beyond_the_deck_is_asked_with_its_mark(brews: Store) -> None:
    asked = questions_on(brews, background=True)
    beyond = {(q.prompt, q.answer): q for q in asked if q.beyond_deck}
    assert ("What is Espresso suited to?", "Evening") in beyond
    assert ("What is this? A fungus that eats sugar.", "Yeast") in beyond
    assert ("What is Mead?", "Honey and water left to ferment for weeks.") in beyond
    for question in beyond.values():
        assert question.why.endswith(" (beyond the deck)")
        assert question.citation == ""
    deck = [question for question in asked if not question.beyond_deck]
    assert deck
    for question in deck:
        assert not any("beyond the deck" in text or "Mead" in text for text in texts_of(question))


@pytest.mark.parametrize("background", [False, True])
def test_what_is_true_on_any_ground_is_never_a_wrong_option(brews: Store, background: bool) -> None:
    wrong = {
        (question.prompt, option.text)
        for question in questions_on(brews, background=background)
        for option in question.options
        if not option.right
    }
    prompts = {prompt for prompt, _ in wrong}
    true = {
        "Which drink is made by Grinding?": ["Cocoa"],
        "Which drink is suited to Winter?": ["Mead"],
        "What is Espresso suited to?": ["Evening"],
        "Which drink is suited to Morning?": ["Lemonade"],  # though it suits less
    }
    for prompt, names in true.items():
        assert prompt in prompts
        assert not wrong & {(prompt, name) for name in names}


def test_derived_edges_are_right_answers_but_not_asked_about(brews: Store) -> None:
    asked = questions_on(brews, background=False)
    assert not [q for q in asked if q.answer == "Espresso" and "needs" in q.prompt]
    mills = [q for q in asked if q.prompt == "____ needs Mill"]
    assert {q.answer for q in mills} == {"Grinding"}
    assert all(named(brews, "Espresso") in q.accepted - q.unlisted for q in mills)


def test_a_condition_is_part_of_the_question_and_no_option(brews: Store) -> None:
    asked = questions_on(brews, background=False)
    key = named(brews, "Lemonade")
    conditional = [q for q in asked if "(when: Heat or Thirst)" in q.why]
    assert {q.prompt for q in conditional} == {
        "What is Lemonade suited to in the case of Heat or Thirst?",
        "Lemonade is suited to ____ in the case of Heat or Thirst",
        "Which drink is suited to Evening in the case of Heat or Thirst?",
        "____ is suited to Evening in the case of Heat or Thirst",
    }
    for question in asked:
        if question.prompt == "Which drink is suited to Evening?":
            assert key in question.accepted & question.unlisted
        if question.prompt.startswith("What is Lemonade"):
            assert not {"Heat", "Thirst"} & {option.text for option in question.options}


def test_what_holds_under_the_given_condition_is_no_wrong_option() -> None:
    """Iced tea cools when it is hot, so it may be what suits heat."""
    names = ["Iced tea", "Iced coffee", "Soup", "Stew", "Broth", "Heat", "Cold", "Thirst"]
    suits = derive_relation("suits")
    edges = [
        Edge(concept_id("Iced coffee"), "suits", concept_id("Heat"), "1"),
        Edge(concept_id("Soup"), "suits", concept_id("Cold"), "1"),
        Edge(concept_id("Stew"), "suits", concept_id("Cold"), "1"),
        Edge(concept_id("Broth"), "suits", concept_id("Cold"), "1"),
        Edge(
            concept_id("Iced tea"),
            "suits",
            concept_id("Thirst"),
            "1",
            qualifiers=Qualifiers(all_of=("Heat",)),
        ),
    ]
    concepts = {concept_id(n): Concept(concept_id(n), n, "concept") for n in names}
    with compiled(Graph(Vocabulary({}, {"suits": suits}), concepts, tuple(edges))) as store:
        found = [make_question(store, named(store, "Heat"), "choice", Random(n)) for n in range(40)]
        asked = [q for q in found if q is not None and q.answer == "Iced coffee"]
        assert asked
        assert not any(option.text == "Iced tea" for q in asked for option in q.options)


def test_questions_claim_no_more_than_the_deck(brews: Store) -> None:
    asked = questions_on(brews, background=False)
    hedges = {q.prompt for q in asked if q.why.endswith(("(less)", "(can)"))}
    assert hedges == {
        "What is Lemonade less suited to?",
        "Lemonade is less suited to ____",
        "Which drink is less suited to Morning?",
        "____ is less suited to Morning",
        "Cocoa can be suited to ____",
        "Which occasion possibly calls for Cocoa?",
        "Which drink can be suited to Evening?",
        "____ can be suited to Evening",
    }
