from __future__ import annotations

import tomllib
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.graph_files.source_files import VOCABULARY, shipped_graph
from kg.model.vocabulary import (
    FIELDS,
    PLAIN,
    Kind,
    Relation,
    Vocabulary,
    derive_relation,
)
from kg.model.vocabulary_tables import read_vocabulary
from kg.store.codecs import decode_vocabulary, encode_vocabulary
from kg.text.separated import SEPARATORS

SHIPPED, SHIPPED_FAULTS = read_vocabulary(
    tomllib.loads((shipped_graph().parent / VOCABULARY).read_text(encoding="utf-8"))
)

NEEDED = [
    *["part-of-stage", "part-of", "used-for", "metric-of", "kind-of", "follows", "provides"],
    *["integrates-with", "available-in", "supports", "detects", "suited-to", "unsuited-to"],
    *["computed-from", "contrasts-with", "principle-of", "option-of"],
]


def read(text: str) -> tuple[Vocabulary, list[tuple[str, str]]]:
    return read_vocabulary(tomllib.loads(text))


@pytest.mark.parametrize(
    ("text", "where", "words"),
    [
        pytest.param("[relatoin.x]", "relatoin", "unknown table", id="unknown table"),
        pytest.param("kind = 3", "kind", "must hold tables", id="kind no table"),
        pytest.param("relation = []", "relation", "must hold tables", id="relations no table"),
        pytest.param("[kind]\nx = 3", "kind.x", "must be a table", id="kind row no table"),
        pytest.param("[relation]\nx = 'y'", "relation.x", "must be a table", id="row no table"),
        pytest.param("[kind.x]\ncolour = 1", "kind.x", "'colour'", id="unknown key of a kind"),
        pytest.param("[relation.x]\nsay = ''", "relation.x", "'say'", id="unknown key"),
        pytest.param("[relation.x]\ninto = ''", "relation.x", "'into'", id="name in the code"),
        pytest.param("[relation.x]\nname = ''", "relation.x", "'name'", id="name is the table's"),
        pytest.param("[kind.x]\nin = ''", "kind.x", "'in'", id="a relation's key in a kind"),
        pytest.param("[kind.x]\nplural = 1", "kind.x", "a string", id="plural"),
        pytest.param("[kind.x]\nwords = 'a'", "kind.x", "list of strings", id="words"),
        pytest.param("[kind.x]\nwords = [1]", "kind.x", "list of strings", id="a word"),
        pytest.param("[kind.x]\nprior = '1'", "kind.x", "a number", id="prior no number"),
        pytest.param("[kind.x]\nprior = true", "kind.x", "a number", id="prior a flag"),
        pytest.param("[kind.x]\nprior = -0.1", "kind.x", "between 0 and 1", id="prior low"),
        pytest.param("[relation.x]\nweight = 1.1", "relation.x", "between 0 and", id="weight high"),
        pytest.param("[relation.x]\nweight = nan", "relation.x", "between 0 and", id="weight nan"),
        pytest.param("[relation.x]\nweight = inf", "relation.x", "between 0 and", id="weight inf"),
        pytest.param("[relation.x]\nsays = []", "relation.x", "a string", id="says"),
        pytest.param("[relation.x]\nordering = 1", "relation.x", "true or false", id="flag"),
        pytest.param("[relation.x]\nlearn = 'c'", "relation.x", '"neither"', id="learn"),
        pytest.param("[relation.x]\nfrom = ['y']", "relation.x", "[kind.y]", id="from no kind"),
        pytest.param("[relation.x]\nto = ['y']", "relation.x", "[kind.y]", id="to no kind"),
        pytest.param("[relation.name]", "relation.name", "field", id="a field's name"),
        pytest.param(
            "[relation.x]\nsymmetric = true\nordering = true",
            "relation.x",
            "both symmetric and ordering",
            id="contradiction",
        ),
    ],
)
def test_faults(text: str, where: str, words: str) -> None:
    _, faults = read(text)
    assert [place for place, _ in faults] == [where]
    assert words in faults[0][1]


def test_every_fault_is_told() -> None:
    _, faults = read("x = 1\n[kind.a]\nwords = 1\nprior = 2\n[relation.b]\nfrom = ['p', 'q']\n")
    assert [place for place, _ in faults] == ["x", "kind.a", "kind.a", "relation.b", "relation.b"]


def test_a_faulty_row_still_gives_its_name() -> None:
    vocabulary, _ = read("[kind.a]\nprior = 2\n[relation.b]\nweight = 2\nsays = 'bs'\n")
    assert vocabulary.kinds["a"] == Kind("a", "a")
    assert vocabulary.relations["b"] == derive_relation_without_cues("b")


def derive_relation_without_cues(name: str) -> Relation:
    derived = derive_relation(name)
    return Relation(name, derived.out, derived.into, derived.says, derived.back)


def test_empty_vocabulary_has_the_plain_kind() -> None:
    vocabulary, faults = read("")
    assert list(vocabulary.kinds) == [PLAIN]
    assert not vocabulary.relations
    assert not faults


def test_values_are_read() -> None:
    vocabulary, faults = read("""
        [kind.b]
        [kind.a]
        plural = "as"
        words = ["a", "an a"]
        prior = 1
        [relation.z]
        out = "1"
        in = "2"
        says = "3"
        back = "4"
        from = ["a"]
        to = ["b", "a"]
        asks-subject = ["5"]
        asks-object = ["6"]
        learn = "neither"
        weight = 0
        transitive = true
        [relation.y]
    """)
    assert not faults
    assert list(vocabulary.kinds) == ["b", "a", PLAIN]
    assert vocabulary.kinds["a"] == Kind("a", "as", ("a", "an a"), 1.0)
    assert list(vocabulary.relations) == ["z", "y"]
    assert vocabulary.relations["z"] == Relation(
        "z",
        "1",
        "2",
        "3",
        "4",
        frozenset("a"),
        frozenset("ab"),
        ("5",),
        ("6",),
        learn="neither",
        weight=0.0,
        transitive=True,
    )


@pytest.mark.parametrize(
    "wording", ["", "out = 'near'", "says = 'is near'", "out = 'near'\nsays = 'is near'"]
)
def test_symmetric_relations_without_wording_back(wording: str) -> None:
    vocabulary, faults = read(f"[relation.near-to]\nsymmetric = true\n{wording}")
    relation = vocabulary.relations["near-to"]
    assert not faults
    assert (relation.into, relation.back) == (relation.out, relation.says)


@pytest.mark.parametrize(
    ("name", "says", "back"),
    [
        ("directed_by", "a directed by b", "b (directed by) of a"),
        ("part-of", "a part of b", "b (part of) of a"),
        ("__is  a_", "a is a b", "b (is a) of a"),
    ],
)
def test_derive_relation(name: str, says: str, back: str) -> None:
    relation = derive_relation(name)
    assert relation.name == name
    assert relation.sentence("a", "b") == says
    assert relation.inverse("a", "b") == back
    assert relation.asks_object


# The vocabulary that ships


def test_shipped_is_faultless() -> None:
    assert SHIPPED_FAULTS == []
    assert PLAIN in SHIPPED.kinds


@pytest.mark.parametrize("name", NEEDED)
def test_shipped_has(name: str) -> None:
    relation = SHIPPED.relations[name]
    assert relation.sentence("A", "B").startswith("A ")
    assert relation.inverse("A", "B").startswith("B ")
    assert relation.asks_subject
    assert relation.asks_object
    assert relation.weight > 0


@pytest.mark.parametrize("relation", SHIPPED.relations.values(), ids=SHIPPED.relations)
def test_symmetric_relations_read_the_same_both_ways(relation: Relation) -> None:
    same = (relation.out, relation.says) == (relation.into, relation.back)
    assert same == relation.symmetric
    assert relation.learn == "neither" or not relation.symmetric


def test_orderings() -> None:
    assert {r.name for r in SHIPPED.ordering()} == {"part-of", "kind-of", "follows"}
    assert all(r.transitive for r in SHIPPED.ordering())


def test_no_relation_is_called_like_a_field_or_kind() -> None:
    assert not SHIPPED.relations.keys() & (FIELDS | SHIPPED.kinds.keys())


# Round trips

RAW = st.text(max_size=5)
TEXT = st.text(st.characters(exclude_characters=SEPARATORS), max_size=5)
TEXTS = st.lists(TEXT, max_size=3)
NUMBER = st.floats(0, 1)
KINDS = st.builds(Kind, TEXT, TEXT, TEXTS.map(tuple), NUMBER, TEXTS.map(tuple), TEXT)
RELATIONS = st.builds(
    Relation,
    *[TEXT] * 5,
    from_kinds=TEXTS.map(frozenset),
    to_kinds=TEXTS.map(frozenset),
    asks_subject=TEXTS.map(tuple),
    asks_object=TEXTS.map(tuple),
    learn=st.sampled_from(["subject", "object", "neither"]),
    weight=NUMBER,
    symmetric=st.booleans(),
    transitive=st.booleans(),
    ordering=st.booleans(),
    negative=st.booleans(),
    sequence=st.booleans(),
    opposite=TEXT,
    through=TEXTS.map(tuple),
    same_as=TEXT,
    exclusive=st.booleans(),
)


@given(st.lists(KINDS, max_size=3), st.lists(RELATIONS, max_size=3))
def test_text_round_trip(kinds: list[Kind], relations: list[Relation]) -> None:
    vocabulary = Vocabulary({k.name: k for k in kinds}, {r.name: r for r in relations})
    again = decode_vocabulary(encode_vocabulary(vocabulary))
    assert again == vocabulary
    assert list(again.relations) == list(vocabulary.relations)


def test_shipped_text_round_trip() -> None:
    assert decode_vocabulary(encode_vocabulary(SHIPPED)) == SHIPPED


VALUES: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | RAW,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(RAW, inner, max_size=3),
    max_leaves=5,
)
KEYS = st.sampled_from(
    [
        *["plural", "words", "prior", "out", "in", "says", "back", "from", "to", "asks-subject"],
        *["asks-object", "learn", "weight", "symmetric", "transitive", "ordering", "name", "into"],
    ]
)
ROWS = VALUES | st.dictionaries(KEYS, VALUES | TEXTS | NUMBER, max_size=4)


@given(
    st.dictionaries(
        st.sampled_from(["kind", "relation", "x"]), VALUES | st.dictionaries(RAW, ROWS, max_size=3)
    )
)
def test_any_table_is_read_or_faulted(data: dict[str, Any]) -> None:
    vocabulary, faults = read_vocabulary(data)
    assert decode_vocabulary(encode_vocabulary(vocabulary)) == vocabulary
    assert all(isinstance(text, str) for fault in faults for text in fault)
    for name, relation in vocabulary.relations.items():
        assert (name, type(relation.weight)) == (relation.name, float)


@pytest.mark.parametrize(
    ("table", "where"),
    [
        ({"relation": {"a\x1fb": {}}}, "relation"),
        ({"relation": {"a": {"says": "x\x1e"}}}, "relation.a"),
        ({"kind": {"a": {"words": ["b", "\x1d"]}}}, "kind.a"),
    ],
)
def test_a_control_character_is_a_fault(table: dict[str, Any], where: str) -> None:
    ((place, message),) = read_vocabulary(table)[1]
    assert (place, "control character" in message) == (where, True)
