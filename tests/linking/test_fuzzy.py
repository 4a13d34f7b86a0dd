from __future__ import annotations

import random
from collections.abc import Callable, Mapping, Sequence

import pytest
from hypothesis import given

from kg.errors import NotFoundError
from kg.linking.fuzzy import fuzzy_link, link, suggest
from kg.linking.spelling import max_edits
from kg.model.draft import DraftEdge
from kg.model.graph import Graph
from kg.store import Key, Store
from kg.text.normal_forms import normalise, squash, words
from kg.text.word_list import frequency
from tests.graphs import compiled, graph_of_triples, graphs, names
from tests.linking.oracles import edits
from tests.samples import make_store


@pytest.mark.parametrize("text", ["imbalanced classes are", "unbalanced classes", "nonserverless"])
def test_a_negated_name_is_not_a_misspelling(text: str, store: Store) -> None:
    assert fuzzy_link(store, text.split()) == ()


@pytest.mark.parametrize(
    ("text", "name", "match_type"),
    [
        pytest.param("Green tea", "Green tea", "name", id="name"),
        pytest.param("  GREEN\ttea ", "Green tea", "name", id="case and spaces"),
        pytest.param("green-tea", "Green tea", "name", id="identifier"),
        pytest.param("cafe creme", "Café crème", "name", id="accents"),
        pytest.param("Sencha", "Green tea", "alias", id="alias"),
        pytest.param("pickings", "Picking", "stem", id="plural"),
        pytest.param("greentea", "Green tea", "squash", id="space dropped"),
        pytest.param("gren tea", "Green tea", "typo", id="letter lost"),
        pytest.param("withreing", "Withering", "typo", id="letters swapped"),
        pytest.param("ox idation", "Oxidation", "name", id="space added"),
    ],
)
def test_link(text: str, name: str, match_type: str, tiny_store: Store) -> None:
    found = link(tiny_store, text)
    assert (tiny_store.concept(found.key).name, found.match_type) == (name, match_type)


@pytest.mark.parametrize("text", ["", " ", "?", "\0", "\udcff", "zzzzzz", "%", '"', "tea" * 2000])
def test_other_texts_are_linked_to_nothing(text: str, tiny_store: Store) -> None:
    with pytest.raises(NotFoundError) as raised:
        link(tiny_store, text)
    assert raised.value.name == text


def test_an_initialism_of_one_concept_is_linked() -> None:
    with make_store(["Mean squared error", "Mean"]) as store:
        assert link(store, "MSE") == (Key(1), "initialism")


def test_an_initialism_of_two_concepts_is_not_linked() -> None:
    with make_store(["Mean squared error", "Most special egg", "Egg"]) as store:
        with pytest.raises(NotFoundError) as raised:
            link(store, "mse")
        assert raised.value.suggestions == ("Mean squared error", "Most special egg")


def test_two_equally_near_names_are_not_linked() -> None:
    with make_store(["Tomato A", "Tomato B"]) as store:
        with pytest.raises(NotFoundError) as raised:
            link(store, "Tomato")
        assert set(raised.value.suggestions) == {"Tomato A", "Tomato B"}


def test_every_name_alias_and_identifier_of_the_shipped_graph_is_linked(store: Store) -> None:
    for key, concept in store.concepts(store.keys()).items():
        for name in (concept.id, concept.name, *concept.aliases):
            assert link(store, name).key == key, name


@given(graphs())
def test_every_name_is_linked_to_its_concept(graph: Graph) -> None:
    with compiled(graph) as store:
        for key, concept in store.concepts(store.keys()).items():
            assert link(store, concept.name).key == key


@given(graphs(), names)
def test_any_text_is_linked_or_gets_suggestions(graph: Graph, text: str) -> None:
    with compiled(graph) as store:
        known = {concept.name for concept in graph.concepts.values()}
        suggested = suggest(store, text, 2)
        assert len(suggested) <= 2
        assert len(set(suggested)) == len(suggested)
        assert set(suggested) <= known
        try:
            assert link(store, text).key in set(store.keys())
        except NotFoundError as error:
            assert set(error.suggestions) <= known


def lose(word: str, at: int, _: str) -> str:
    return word[:at] + word[at + 1 :]


def insert(word: str, at: int, letter: str) -> str:
    return word[:at] + letter + word[at:]


def replace(word: str, at: int, letter: str) -> str:
    return word[:at] + letter + word[at + 1 :]


def swap(word: str, at: int, _: str) -> str:
    return word[:at] + word[at : at + 2][::-1] + word[at + 2 :]


@pytest.mark.parametrize("edit", [lose, insert, replace, swap])
def test_names_with_one_typo_are_linked(edit: Callable[[str, int, str], str], store: Store) -> None:
    chance = random.Random(edit.__name__)
    missed = []
    long_names = [(k, c.name) for k, c in store.concepts(store.keys()).items() if len(c.name) > 5]
    for key, name in long_names:
        typed = edit(name, chance.randrange(len(name)), chance.choice("etaoinshr"))
        try:
            if link(store, typed).key != key:
                missed.append((name, typed))
        except NotFoundError:
            missed.append((name, typed))
    assert len(missed) <= 0.05 * len(long_names), missed


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("aliem", ["Alien"], id="one edit"),
        pytest.param("harison frod", ["Harrison Ford"], id="an edit a word"),
        pytest.param("bladerunner", ["Blade Runner"], id="space lost"),
        pytest.param("blad erunner", ["Blade Runner"], id="space moved"),
        pytest.param("witness", ["Witness"], id="none"),
        pytest.param("fitness", [], id="a real word"),
        pytest.param(
            "gorillas in the midst", ["Gorillas in the Mist"], id="one real, others right"
        ),
        pytest.param("harryson fjord", [], id="too many edits"),
        pytest.param("1989", [], id="between two years"),
        pytest.param("pizza", [], id="nothing near"),
        pytest.param("", [], id="empty"),
    ],
)
def test_fuzzy_link(text: str, expected: list[str], films: Store) -> None:
    assert [films.concept(key).name for key in fuzzy_link(films, words(text))] == expected


def test_of_equally_near_names_the_likelier_is_linked() -> None:
    edges = [
        DraftEdge("Orlon", "is", "Kalon"),
        DraftEdge("Punter", "is", "Pouter"),
        DraftEdge("1988", "is", "1987"),
    ]
    with compiled(graph_of_triples(edges)) as store:
        for typed, meant in (("krlon", "Orlon"), ("pnuter", "Punter")):
            assert store.concept(link(store, typed).key).name == meant
        with pytest.raises(NotFoundError):
            link(store, "1989")


def test_all_concepts_of_the_nearest_name_are_linked() -> None:
    edges = [DraftEdge("Starlight", "is", "starlight"), DraftEdge("Starling", "is", "bird")]
    with compiled(graph_of_triples(edges)) as store:
        found = [store.concept(key).name for key in fuzzy_link(store, ["starlihgt"])]
        assert found == ["Starlight", "starlight"]


def test_capitals_decide_between_equal_names() -> None:
    lines = ["star|in|sky", "Star|in|sky", "Star|near|moon", "STAR|near|sun"]
    edges = [DraftEdge(a, relation, b) for a, relation, b in (line.split("|") for line in lines)]
    with compiled(graph_of_triples(edges)) as store:
        for name in ("star", "Star", "STAR"):
            assert store.concept(link(store, name).key).name == name
        assert store.concept(link(store, "sTAR").key).name == "Star"  # it has most edges


def test_capitals_decide_between_equal_names_that_are_misspelt() -> None:
    lines = ["Kon Ichikawa|in|Film", "kon ichikawa|in|Film", "kon ichikawa|in|Tag"]
    edges = [DraftEdge(a, relation, b) for a, relation, b in (line.split("|") for line in lines)]
    with compiled(graph_of_triples(edges)) as store:
        for typed in ("KonIchikawa", "Kon Ichikwaa", "Kon Ichikawwa"):
            assert store.concept(link(store, typed).key).name == "Kon Ichikawa"
        for typed in ("konichikawa", "kon ichikwaa"):
            assert store.concept(link(store, typed).key).name == "kon ichikawa"


def slow_fuzzy_link(norm: str, forms: Mapping[Key, Sequence[str]]) -> set[Key]:
    """Return the concepts with the name nearest to a text, by comparing all."""
    distance = {
        (key, form): edits(norm, form)
        for key, of_concept in forms.items()
        for form in of_concept
        if abs(len(form) - len(norm)) <= 2 and len(set(norm) ^ set(form)) <= 4  # 2 edits at most
    }
    least = min(distance.values(), default=99)
    return {key for (key, _), d in distance.items() if d == least <= max_edits(squash(norm))}


@pytest.mark.parametrize("edit", [lose, insert, replace, swap])
def test_fuzzy_link_agrees_with_a_comparison_of_all_names(
    edit: Callable[[str, int, str], str], store: Store
) -> None:
    chance = random.Random(f"every name: {edit.__name__}")
    forms = {
        key: [normalise(form) for form in (concept.name, *concept.aliases)]
        for key, concept in store.concepts(store.keys()).items()
    }
    tried, missed = 0, []
    for key, (name, *_) in forms.items():
        if len(name) < 7 or key % 5:
            continue
        typed = normalise(edit(name, chance.randrange(1, len(name)), chance.choice("etaoinshr")))
        nearest = slow_fuzzy_link(typed, forms)
        found = set(fuzzy_link(store, typed.split()))
        assert found <= nearest, typed
        if len(nearest) == 1:
            tried += 1
            if not found and not any(frequency(word) for word in typed.split()):
                missed.append((typed, name))
    assert tried > 10
    assert len(missed) <= 0.05 * tried, missed


@pytest.mark.parametrize("name", ["payloads up to 2 GB", "payload up to 5 GB", "F2", "F11 score"])
def test_another_number_is_not_a_misspelling(name: str, store: Store) -> None:
    with pytest.raises(NotFoundError):
        link(store, name)
    assert fuzzy_link(store, normalise(name).split()) == ()
