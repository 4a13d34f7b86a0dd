from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.graph_files.load import load_graph
from kg.graph_files.source_files import shipped_graph
from kg.model.graph import Concept, Graph, concept_id
from kg.model.vocabulary import Vocabulary
from kg.store import Key, Store
from kg.store.build import fill
from kg.store.row_reader import MAX_SQL_PARAMETERS
from kg.store.sqlite_store import SqliteStore
from kg.text.normal_forms import Stem, normalise, stem, stems
from kg.text.synonyms import synonym_sets
from tests.graphs import stems_in

HOSTILE = [
    *['"', "'", '""', "a\"b'c", "a\0b", "\0", "", " ", "*", "tea*", "^tea", "tea:", "name:tea"],
    *["AND", "OR", "NOT", "NEAR(", "NEAR(tea, 2)", "tea OR", "tea AND NOT", "(", ")", "{", "-tea"],
    *[
        "'; DROP TABLE concept; --",
        "?",
        "?1",
        ":a",
        "%",
        "_",
        "\\",
        "\ud800",
        "\udcff",
        "x" * 10_000,
    ],
]


# Hostile words


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: ascii(text[:20]))
def test_hostile_words_match_nothing_and_break_nothing(tiny_store: Store, text: str) -> None:
    assert tiny_store.key_of(text) is None
    assert tiny_store.name_matches([text, "oolong"]).keys() == {"oolong"}
    assert tiny_store.stems_of([text, "tea"]) == {"tea": "tea"}
    assert tiny_store.term_stats([text, "zzz"]) == {}
    assert tiny_store.words_starting_with(text, 0, 99) == []
    assert tiny_store.keys([text, "step"]) == tiny_store.keys(["step"])
    assert tiny_store.edges(text) == []
    assert len(tiny_store) == 8


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: ascii(text[:20]))
def test_search_treats_every_term_as_a_word(tiny_store: Store, text: str) -> None:
    with_oolong = tiny_store.search([Stem(text), Stem("oolong")], 99)
    assert set(with_oolong) == set(tiny_store.search([Stem("oolong")], 99)) | set(
        tiny_store.search([Stem(text)], 99)
    )
    if not {"tea", "and"} & set(normalise(text).split()):  # words of the graph
        assert tiny_store.search([Stem(text)], 99) == []


@given(st.lists(st.text(alphabet=st.characters()), max_size=4))
def test_any_text_may_be_looked_up(tiny_store: Store, texts: list[str]) -> None:
    stems = [Stem(text) for text in texts]
    assert len(tiny_store.search(stems, 3)) <= 3
    assert tiny_store.name_matches(texts).keys() <= set(texts)
    assert tiny_store.stems_of(texts).keys() <= set(texts)
    assert tiny_store.term_stats(texts).keys() <= set(texts)


def test_thousands_of_values_take_several_statements(store: Store) -> None:
    many = 3_000
    assert many > 3 * MAX_SQL_PARAMETERS
    words = [f"zz{n}" for n in range(many)]
    known = store.words_starting_with("m", 1, 99)
    assert sorted(store.stems_of(words + known)) == sorted(known)
    assert store.name_matches([*words, "recall"]).keys() == {"recall"}
    assert store.term_stats([*words, "recal"]).keys() == {"recal"}
    assert set(store.search([Stem(w) for w in [*words, "recal"]], 999)) == set(
        store.search([Stem("recal")], 999)
    )
    keys = [Key(n) for n in range(many, -many, -1)]
    assert list(store.concepts(keys)) == store.keys()
    assert list(store.concept_fields(keys)) == store.keys()
    assert store.edges_of(keys) == store.edges()


# Concepts, names and words


def test_counts(tiny_store: Store) -> None:
    assert tiny_store.count_kinds() == {"drink": 4, "step": 4, "concept": 0}
    assert tiny_store.count_relations() == {"made-by": 5, "follows": 3, "unlike": 4}
    assert list(tiny_store.count_relations()) == list(tiny_store.vocabulary.relations)


def test_counts_add_up(store: Store) -> None:
    assert sum(store.count_kinds().values()) == len(store) == len(store.keys())
    assert sum(store.count_relations().values()) == len(store.edges())


@pytest.mark.parametrize(
    ("kinds", "expected"),
    [
        (None, [1, 2, 3, 4, 5, 6, 7, 8]),
        (["step"], [5, 6, 7, 8]),
        (["step", "drink"], [1, 2, 3, 4, 5, 6, 7, 8]),
        (["concept"], []),
        ([], []),
    ],
)
def test_keys_by_kind(tiny_store: Store, kinds: list[str] | None, expected: list[int]) -> None:
    assert tiny_store.keys(kinds) == expected


def test_key_of_takes_identifiers_only(tiny_store: Store) -> None:
    assert tiny_store.key_of("green-tea") == 1
    assert tiny_store.key_of("Green tea") is None
    with pytest.raises(KeyError):
        tiny_store.concept(Key(99))


def test_concepts_come_by_key(tiny_store: Store) -> None:
    assert list(tiny_store.concepts([Key(3), Key(1), Key(99), Key(3)])) == [1, 3]
    assert tiny_store.concepts([]) == {}


def test_name_matches_by_form(tiny_store: Store) -> None:
    found = tiny_store.name_matches(["green tea", "greentea", "sencha", "cafe creme", "nothing"])
    assert {key: [tuple(form) for form in forms] for key, forms in found.items()} == {
        "cafe creme": [("name", 4)],
        "green tea": [("name", 1)],
        "greentea": [("squash", 1)],
        "sencha": [("alias", 1)],
    }


def test_words_starting_with_letters(tiny_store: Store) -> None:
    words = ["sencha", "so", "stay", "steaming"]
    assert sorted(tiny_store.words_starting_with("s", 0, 99)) == words
    assert sorted(tiny_store.words_starting_with("st", 0, 99)) == ["stay", "steaming"]
    assert sorted(tiny_store.words_starting_with("s", 3, 6)) == ["sencha", "stay"]
    assert tiny_store.words_starting_with("o", 6, 6) == ["oolong"]
    assert tiny_store.words_starting_with("o", 7, 6) == []


def test_a_relation_must_be_in_the_vocabulary(tiny_store: Store) -> None:
    assert tiny_store.relation("unlike").symmetric
    with pytest.raises(KeyError):
        tiny_store.relation("likes")


def test_words_ending_with_letters(tiny_store: Store) -> None:
    words = ["oolong", "picking", "plucking", "steaming", "withering"]
    assert sorted(tiny_store.words_ending_with("g", 0, 99)) == words
    assert tiny_store.words_ending_with("ck", 0, 99) == ["black"]
    assert sorted(tiny_store.words_ending_with("ng", 8, 8)) == ["plucking", "steaming"]
    assert sorted(tiny_store.words_ending_with("g", 8, 8)) == ["plucking", "steaming"]
    assert tiny_store.words_ending_with("g", 8, 7) == []
    assert tiny_store.words_ending_with("", 0, 99) == []


def test_kinds_of(tiny_store: Store) -> None:
    assert tiny_store.kinds_of([Key(1), Key(5), Key(99)]) == {1: "drink", 5: "step"}
    assert tiny_store.kinds_of([]) == {}


def test_term_stats_count_concepts_and_english(tiny_store: Store) -> None:
    found = tiny_store.term_stats(["tea", "oolong", "zzz"])
    assert found.keys() == {"tea", "oolong"}
    assert found["tea"].document_frequency > found["oolong"].document_frequency
    assert found["tea"].english_frequency > found["oolong"].english_frequency >= 0


def test_synonyms_are_those_that_the_graph_has(store: Store) -> None:
    stem_sets = [{stem(word) for word in synonyms} for synonyms in synonym_sets()]
    found = store.synonyms([*set().union(*stem_sets), "zzz"])
    assert found
    known = store.term_stats(s for synonyms in found.values() for s in synonyms)
    for one, synonyms in found.items():
        assert list(synonyms) == sorted(set(synonyms))
        assert one not in synonyms
        for other in synonyms:
            assert other in known
            assert any({one, other} <= stems for stems in stem_sets)
    assert store.synonyms(["zzz"]) == {}


@pytest.mark.parametrize(
    ("groups", "expected"),
    [
        pytest.param([["green"]], [1], id="name"),
        pytest.param([["sencha"]], [1], id="alias"),
        pytest.param([["tea"], ["black"]], [2], id="both"),
        pytest.param([["green", "black"], ["tea"]], [1, 2], id="any of a group"),
        pytest.param([["oxidis"]], [], id="a word of the summary only"),
        pytest.param([], [], id="none"),
        pytest.param([["zzz"], ["tea"]], [], id="one unknown"),
    ],
)
def test_search_names_needs_a_stem_of_each_group(
    tiny_store: Store, groups: list[list[str]], expected: list[int]
) -> None:
    found = tiny_store.search_names([[Stem(s) for s in group] for group in groups], 9)
    assert sorted(found) == expected
    assert tiny_store.search_names([[Stem(s) for s in group] for group in groups], 1) == found[:1]


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: ascii(text[:20]))
def test_hostile_names_match_nothing_and_break_nothing(tiny_store: Store, text: str) -> None:
    if not {"tea"} & set(normalise(text).split()):
        assert tiny_store.search_names([[Stem(text)]], 9) == []
    if text and not "oolong".startswith(text) and text != "tea":
        assert tiny_store.squashed_names([text], 0, 99, 9) == []
    assert tiny_store.synonyms([text]) == {}
    assert tiny_store.edges_to("subject", text, [Key(1)]) == []
    assert tiny_store.words_ending_with(text, 0, 99) == []


@pytest.mark.parametrize(
    ("start", "min_chars", "max_chars", "expected"),
    [
        ("gree", 0, 99, [1]),
        ("gree", 8, 8, [1]),
        ("gree", 9, 99, []),
        ("o", 0, 99, [3, 7]),
        ("o", 0, 6, [3]),
        ("ryok", 0, 99, [1]),
        ("tea", 0, 99, []),
    ],
)
def test_squashed_names_by_start_and_length(
    tiny_store: Store, start: str, min_chars: int, max_chars: int, expected: list[int]
) -> None:
    found = tiny_store.squashed_names([start], min_chars, max_chars, 9)
    assert [key for _, key in found] == expected
    assert all(text.startswith(start) and min_chars <= len(text) <= max_chars for text, _ in found)
    assert tiny_store.squashed_names([start], min_chars, max_chars, 1) == found[:1]
    assert tiny_store.squashed_names([start, "qqq", start], min_chars, max_chars, 9) == found


def test_a_passage_splits_the_definition_from_the_rest() -> None:
    concept = Concept(concept_id("A"), "A", "concept", (), "Boils water. Makes tea. Hot.")
    with closing(sqlite3.connect(":memory:")) as db:
        fill(db, Graph(Vocabulary(), {concept.id: concept}, ()))
        passage = stems_in(SqliteStore(db), Key(1))
    assert passage[2:4] == [["boil", "water"], ["make", "tea", "hot"]]


# Search


@pytest.mark.slow
@given(data=st.data())
def test_search_finds_what_a_slow_search_finds(store: Store, data: st.DataObject) -> None:
    keys = store.keys()
    passages = {key: {s for field in stems_in(store, key) for s in field} for key in keys}
    every = sorted(store.term_stats(set().union(*passages.values())))
    stems = data.draw(st.lists(st.sampled_from([*every, "zzz"]), max_size=4))
    slow = {key for key, passage in passages.items() if not passage.isdisjoint(stems)}
    found = store.search([Stem(s) for s in stems], 10_000)
    assert len(found) == len(set(found))
    assert set(found) == slow
    assert store.search([Stem(s) for s in stems], 3) == found[:3]


def test_document_frequency_is_the_number_of_concepts_found(store: Store) -> None:
    words = [word for first in "abcdemrs" for word in store.words_starting_with(first, 1, 40)]
    assert words
    for term, stats in store.term_stats(store.stems_of(words).values()).items():
        assert len(store.search([Stem(term)], 10_000)) == stats.document_frequency


def test_the_best_match_comes_first(store: Store) -> None:
    for name in ("SageMaker Canvas", "Serverless inference", "Version control"):
        best = store.search([stem(word) for word in normalise(name).split()], 1)
        assert [store.concept(key).name for key in best] == [name]


def test_equal_scores_come_by_key() -> None:
    names = [f"tea {c}" for c in "zyxw"]
    concepts = {concept_id(n): Concept(concept_id(n), n, "concept") for n in names}
    with closing(sqlite3.connect(":memory:")) as db:
        fill(db, Graph(Vocabulary(), concepts, ()))
        assert SqliteStore(db).search([Stem("tea")], 9) == [1, 2, 3, 4]


# The database


def test_everything_is_read_from_the_database() -> None:
    store = SqliteStore(sqlite3.connect(":memory:"))
    with pytest.raises(sqlite3.OperationalError, match="no such table"):
        store.keys()
    store.close()
    with pytest.raises(sqlite3.ProgrammingError):
        store.keys()


def test_the_vocabulary_is_that_of_the_graph(store: Store) -> None:
    assert store.vocabulary == load_graph(shipped_graph()).vocabulary


def test_search_can_be_limited_to_kinds(store: Store) -> None:
    asked = stems("model problem metric")
    found = store.search(asked, 200)
    kinds = store.kinds_of(found)
    for wanted in (["metric"], ["problem", "stage"], ["no such kind"], []):
        of_kind = [key for key in found if kinds[key] in wanted]
        assert store.search(asked, 200, wanted) == of_kind
        assert store.search(asked, 1, wanted) == of_kind[:1]
