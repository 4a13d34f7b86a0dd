"""Small graphs of any shape, made by Hypothesis, and questions about them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from hypothesis import strategies as st

from kg.graph_files.resolve import complete, resolve
from kg.model.draft import DraftEdge, keyed_draft
from kg.model.graph import Concept, Edge, Graph, concept_id
from kg.model.vocabulary import Kind, Relation, Vocabulary
from kg.store import Key, Store
from kg.store.build import fill
from kg.store.sqlite_store import SqliteStore
from kg.text.normal_forms import normalise


def _relation(name: str, says: str, back: str, **more: object) -> Relation:
    return Relation(name, says, back, says, back, asks_subject=(says,), asks_object=(back,), **more)  # type: ignore[arg-type]


RELATIONS = (
    _relation("made-of", "is made of", "makes up", weight=1.0),
    _relation("follows", "comes after", "comes before", weight=0.6, ordering=True, sequence=True),
    _relation("turns-to", "turns to", "comes of", weight=0.4, sequence=True),
    _relation("gives", "gives", "is given by", weight=0.3, learn="subject"),
    _relation("unlike", "differs from", "differs from", symmetric=True, learn="neither"),
    _relation("suits", "suits", "is suited by", learn="subject", weight=0.9),
    _relation("spoils", "spoils", "is spoilt by", weight=0.2, negative=True),
    _relation("beside", "stands beside", "has beside it", weight=0.0),
)
KINDS = (
    Kind("food", "foods", ("food", "dish"), 0.05),
    Kind("stage", "stages", ("stage",), 0.03),
    Kind("occasion", "occasions", ("occasion",), 0.0, ("suits",)),
)
VOCABULARY = Vocabulary({k.name: k for k in KINDS}, {r.name: r for r in RELATIONS})

# Words that share stems and letters, so that names meet, contain and resemble one another.
WORDS = ("apple", "apples", "pie", "baking", "baker", "sugar", "cold", "café", "the", "r2", "C++")

_weird = st.text(min_size=1, max_size=8).filter(lambda text: bool(normalise(text)))
_plain = st.lists(st.sampled_from(WORDS), min_size=1, max_size=3).map(" ".join)
names = _plain | st.from_regex(r"[a-e]{1,5}", fullmatch=True) | _weird


@st.composite
def graphs(draw: st.DrawFn, most: int = 6) -> Graph:
    """A graph as a loader would let it through: unique names, no edge twice or to itself."""
    drawn = draw(st.lists(names, min_size=most // 2, max_size=most, unique_by=concept_id))
    forms = {normalise(name) for name in drawn}
    concepts = []
    for name in drawn:
        kind = draw(st.sampled_from(KINDS)).name
        alias = draw(st.none() | names)
        aliases: tuple[str, ...] = ()
        if alias is not None and normalise(alias) not in forms:
            forms.add(normalise(alias))
            aliases = (alias,)
        summary = draw(_plain | st.just("") | st.text(max_size=12))
        source = draw(st.sampled_from(["", "1", "2-3,7"]))
        concepts.append(Concept(concept_id(name), name, kind, aliases, summary, source))
    place = st.integers(0, len(drawn) - 1)
    edges = {}
    ends = st.tuples(place, st.sampled_from(RELATIONS), place)
    for a, relation, b in draw(st.lists(ends, min_size=len(drawn), max_size=20)):
        if relation.ordering and a < b:
            a, b = b, a
        if a != b:
            edge = Edge(concepts[a].id, relation.name, concepts[b].id, "4")
            edges[edge] = edge
    return Graph(VOCABULARY, {c.id: c for c in concepts}, tuple(edges), "Kitchen")


TEMPLATES = (
    *["{0}", "what is {0}", "{0} vs {1}", "difference between {0} and {1}", "{0} or {1}"],
    *["how is {0} related to {1}", "what is made of {0}", "what is {0} made of", "{0} {1} {2}"],
    *["what comes after {0}", "which food suits {0}", "which foods do not suit {0}", "list foods"],
    *["first food", "what is the last stage of {0}", "which stage comes second", "all the stages"],
    *["which dish spoils {0}", "how do i make {0} for {1}", "aple {0} bakign", "{0} pizza {1}"],
)


@st.composite
def questions(draw: st.DrawFn, graph: Graph) -> str:
    """A question in words of the graph, of its vocabulary or of anything."""
    called = [form for c in graph.concepts.values() for form in (c.name, *c.aliases)]
    subject = st.sampled_from(called) | st.sampled_from(WORDS) | st.text(max_size=6)
    three = [draw(subject) for _ in range(3)]
    return draw(st.sampled_from(TEMPLATES)).format(*three)


def compiled(graph: Graph) -> Store:
    """A store of the graph in memory, to be closed."""
    db = sqlite3.connect(":memory:")
    fill(db, graph)
    return SqliteStore(db)


def stems_in(store: Store, key: Key) -> list[list[str]]:
    """The columns of a concept's passage as stems."""
    passage = store.concept_fields([key])[key][:-1]  # the last is its kind
    spelt = store.stems_of_codes("".join(passage))
    columns: list[list[str]] = [[spelt[mark] for mark in column] for column in passage]
    columns[-1].sort()
    return columns


def graph_of_triples(triples: Iterable[DraftEdge], title: str = "") -> Graph:
    """Return the graph of a file that holds these triples, without a vocabulary of its own."""
    return resolve(complete(keyed_draft(title, {}, triples), Vocabulary()))
