from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Mapping, Sequence

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kg.errors import NotFoundError
from kg.linking.exact import best_matches
from kg.linking.fuzzy import fuzzy_link, link, suggest
from kg.linking.spelling import correct_spelling, max_edits, nearest_word
from kg.model.draft import DraftEdge
from kg.model.graph import Graph
from kg.store import Key, NameMatch, Store
from kg.text.normal_forms import normalise, squash, words
from kg.text.typo_model import typo_cost
from kg.text.word_list import frequency
from tests.export.samples import make_store
from tests.graphs import compiled, graph_of_triples, graphs, names


def edits(one: str, other: str) -> int:
    """Optimal string alignment distance, from its definition."""
    table = [[i + j for j in range(len(other) + 1)] for i in range(len(one) + 1)]
    for i in range(1, len(one) + 1):
        for j in range(1, len(other) + 1):
            same = one[i - 1] == other[j - 1]
            cost = min(table[i - 1][j], table[i][j - 1], table[i - 1][j - 1] - same) + 1
            if i > 1 and j > 1 and one[i - 2 : i] == other[j - 2 : j][::-1]:
                cost = min(cost, table[i - 2][j - 2] + 1)
            table[i][j] = cost
    return table[-1][-1]


def slow_nearest_word(word: str, candidates: Iterable[str]) -> str | None:
    near = [
        c
        for c in candidates
        if len(c) >= 3
        and edits(word, c) <= max_edits(word)
        and not (len(word) == len(c) == 3)  # three letters are near to any others
    ]

    def rank(c: str) -> tuple[int, float, str]:
        return (edits(word, c), typo_cost(word, c), c)

    return min(near, key=rank, default=None)


short_words = st.text("abc", max_size=7)


@given(short_words, st.lists(short_words, max_size=12))
@example("abc", ["abc"])
@example("abcb", ["abbc", "abc", "abcbb", "babc"])
def test_nearest_word_is_the_best_of_all(word: str, candidates: list[str]) -> None:
    assert nearest_word(word, candidates) == slow_nearest_word(word, candidates)


@given(short_words, st.lists(short_words, max_size=8), st.randoms(use_true_random=False))
def test_nearest_word_ignores_the_order_of_candidates(
    word: str, candidates: list[str], chance: random.Random
) -> None:
    shuffled = chance.sample(candidates, len(candidates))
    assert nearest_word(word, candidates) == nearest_word(word, shuffled)


@pytest.mark.parametrize(
    ("word", "candidates", "expected"),
    [
        pytest.param("precison", ["recall", "precision"], "precision", id="lost letter"),
        pytest.param("tuens", ["tens", "tunes"], "tunes", id="no shorter than typed"),
        pytest.param("bakes", ["bases", "bales"], "bales", id="alphabet settles"),
        pytest.param("rcall", ["ecall", "recall"], "recall", id="same first letter"),
        pytest.param("ab", ["abc"], None, id="too short to be misspelt"),
        pytest.param("cat", ["car"], None, id="three letters"),
        pytest.param("cat", ["cart"], "cart", id="three letters, one lost"),
        pytest.param("bias", ["basin"], None, id="two edits in a short word"),
        pytest.param("word", [], None, id="no candidates"),
    ],
)
def test_nearest_word(word: str, candidates: list[str], expected: str | None) -> None:
    assert nearest_word(word, candidates) == expected


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("hyperparamters", "hyperparameters"),
        ("sagemakr", "sagemaker"),
        ("enginering", "engineering"),
        ("rpecision", "precision"),
        ("asyncronous", "asynchronous"),
    ],
)
def test_misspelt_words_are_repaired(word: str, expected: str, store: Store) -> None:
    assert correct_spelling(word, store) == expected


@pytest.mark.parametrize("word", ["pizza", "france", "planet", "bread", "tall", "town", "mount"])
def test_real_words_are_not_repaired(word: str, store: Store) -> None:
    assert correct_spelling(word, store) is None


@pytest.mark.parametrize("said", ["imbalanced classes are", "unbalanced classes", "nonserverless"])
def test_a_denied_word_is_no_slip(said: str, store: Store) -> None:
    assert fuzzy_link(store, said.split()) == ()
    assert nearest_word("imprecise", ["precise"]) is None


def test_words_that_shape_questions_are_candidates_too(store: Store) -> None:
    assert correct_spelling("distingish", store) is None
    assert correct_spelling("distingish", store, ["distinguish"]) == "distinguish"


@given(st.text(max_size=12).map(normalise))
def test_a_repair_is_a_word_of_the_graph(tiny_store: Store, word: str) -> None:
    fixed = correct_spelling(word, tiny_store, ["which"])
    if fixed is not None:
        assert fixed == "which" or fixed in tiny_store.stems_of([fixed])


@pytest.mark.parametrize(
    ("said", "name", "how"),
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
def test_find(said: str, name: str, how: str, tiny_store: Store) -> None:
    found = link(tiny_store, said)
    assert (tiny_store.concept(found.key).name, found.match_type) == (name, how)


@pytest.mark.parametrize("said", ["", " ", "?", "\0", "\udcff", "zzzzzz", "%", '"', "tea" * 2000])
def test_find_nothing(said: str, tiny_store: Store) -> None:
    with pytest.raises(NotFoundError) as raised:
        link(tiny_store, said)
    assert raised.value.name == said


def test_an_initialism_finds_its_only_bearer() -> None:
    with make_store(["Mean squared error", "Mean"]) as store:
        assert link(store, "MSE") == (Key(1), "initialism")


def test_an_initialism_of_two_is_not_decided_by_chance() -> None:
    with make_store(["Mean squared error", "Most special egg", "Egg"]) as store:
        with pytest.raises(NotFoundError) as raised:
            link(store, "mse")
        assert raised.value.suggestions == ("Mean squared error", "Most special egg")


def test_of_two_equally_near_names_none_is_taken() -> None:
    with make_store(["Tomato A", "Tomato B"]) as store:
        with pytest.raises(NotFoundError) as raised:
            link(store, "Tomato")
        assert set(raised.value.suggestions) == {"Tomato A", "Tomato B"}


def test_a_name_beats_what_others_are_called_too() -> None:
    forms = [NameMatch("stem", Key(1)), NameMatch("alias", Key(2)), NameMatch("alias", Key(3))]
    assert best_matches(forms) == [NameMatch("alias", Key(2)), NameMatch("alias", Key(3))]
    assert best_matches([*forms, NameMatch("name", Key(9))]) == [NameMatch("name", Key(9))]


def test_every_name_alias_and_identifier_of_the_shipped_graph_is_found(store: Store) -> None:
    for key, concept in store.concepts(store.keys()).items():
        for said in (concept.id, concept.name, *concept.aliases):
            assert link(store, said).key == key, said


@given(graphs())
def test_every_name_finds_its_concept(graph: Graph) -> None:
    with compiled(graph) as store:
        for key, concept in store.concepts(store.keys()).items():
            assert link(store, concept.name).key == key


@given(graphs(), names)
def test_any_name_is_found_or_suggests_what_there_is(graph: Graph, said: str) -> None:
    with compiled(graph) as store:
        known = {concept.name for concept in graph.concepts.values()}
        offered = suggest(store, said, 2)
        assert len(offered) <= 2
        assert len(set(offered)) == len(offered)
        assert set(offered) <= known
        try:
            assert link(store, said).key in set(store.keys())
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
def test_names_with_one_typo_are_found(edit: Callable[[str, int, str], str], store: Store) -> None:
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
    ("said", "expected"),
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
def test_misspelt(said: str, expected: list[str], films: Store) -> None:
    assert [films.concept(key).name for key in fuzzy_link(films, words(said))] == expected


def test_of_names_as_near_the_likelier_is_found() -> None:
    arcs = [
        DraftEdge("Orlon", "is", "Kalon"),
        DraftEdge("Punter", "is", "Pouter"),
        DraftEdge("1988", "is", "1987"),
    ]
    with compiled(graph_of_triples(arcs)) as store:
        for typed, meant in (("krlon", "Orlon"), ("pnuter", "Punter")):
            assert store.concept(link(store, typed).key).name == meant
        with pytest.raises(NotFoundError):
            link(store, "1989")


def test_all_that_are_called_the_same_are_meant() -> None:
    triples = [DraftEdge("Starlight", "is", "starlight"), DraftEdge("Starling", "is", "bird")]
    with compiled(graph_of_triples(triples)) as store:
        found = [store.concept(key).name for key in fuzzy_link(store, ["starlihgt"])]
        assert found == ["Starlight", "starlight"]


def test_names_that_differ_in_capitals_are_found_as_spelt() -> None:
    lines = ["star|in|sky", "Star|in|sky", "Star|near|moon", "STAR|near|sun"]
    triples = [DraftEdge(a, relation, b) for a, relation, b in (line.split("|") for line in lines)]
    with compiled(graph_of_triples(triples)) as store:
        for said in ("star", "Star", "STAR"):
            assert store.concept(link(store, said).key).name == said
        assert store.concept(link(store, "sTAR").key).name == "Star"  # it has most edges


def test_what_is_misspelt_is_found_as_its_capitals_are() -> None:
    lines = ["Kon Ichikawa|in|Film", "kon ichikawa|in|Film", "kon ichikawa|in|Tag"]
    triples = [DraftEdge(a, relation, b) for a, relation, b in (line.split("|") for line in lines)]
    with compiled(graph_of_triples(triples)) as store:
        for typed in ("KonIchikawa", "Kon Ichikwaa", "Kon Ichikawwa"):
            assert store.concept(link(store, typed).key).name == "Kon Ichikawa"
        for typed in ("konichikawa", "kon ichikwaa"):
            assert store.concept(link(store, typed).key).name == "kon ichikawa"


def slow_misspelt(norm: str, forms: Mapping[Key, Sequence[str]]) -> set[Key]:
    """The concepts with a name nearest to a text, by looking at all."""
    distance = {
        (key, form): edits(norm, form)
        for key, called in forms.items()
        for form in called
        if abs(len(form) - len(norm)) <= 2 and len(set(norm) ^ set(form)) <= 4  # 2 edits at most
    }
    least = min(distance.values(), default=99)
    return {key for (key, _), d in distance.items() if d == least <= max_edits(squash(norm))}


@pytest.mark.parametrize("edit", [lose, insert, replace, swap])
def test_indexes_find_what_a_look_at_every_name_finds(
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
        nearest = slow_misspelt(typed, forms)
        found = set(fuzzy_link(store, typed.split()))
        assert found <= nearest, typed
        if len(nearest) == 1:
            tried += 1
            if not found and not any(frequency(word) for word in typed.split()):
                missed.append((typed, name))
    assert tried > 10
    assert len(missed) <= 0.05 * tried, missed


@pytest.mark.parametrize("name", ["payloads up to 2 GB", "payload up to 5 GB", "F2", "F11 score"])
def test_another_number_is_no_slip(name: str, store: Store) -> None:
    with pytest.raises(NotFoundError):
        link(store, name)
    assert fuzzy_link(store, normalise(name).split()) == ()
