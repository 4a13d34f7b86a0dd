"""Graphs drawn by lot for the map's bench, as large as asked, and their names misspelt."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from string import ascii_lowercase

from rapidfuzz.distance import OSA  # noqa: TID251 - tells whether an edit undid another

from kg.model.graph import Concept, ConceptId, Edge, Graph, concept_id
from kg.model.vocabulary import Kind, Vocabulary, derive_relation
from kg.store import Store
from kg.store.build import fill
from kg.store.sqlite_store import SqliteStore
from kg.text.word_list import frequencies

EDGES = 2.5
"""Edges per concept."""

KINDS = ("method", "tool", "measure", "person", "place", "event", "theory", "material")

RELATIONS = (
    "uses",
    "measures",
    "describes",
    "located_in",
    "made_by",
    "related_to",
    "replaces",
    "explains",
)

COMMON = 30_000
"""Words that names and summaries are made of: the most common of pyspellchecker's list."""

SUMMARY = 80
"""Letters of a summary at least; the last word may bring it up to about 120."""

LETTERS = 8
"""Letters of a name at least for two of them to be wrong."""


@dataclass(frozen=True, slots=True)
class Typo:
    """A name with letters wrong."""

    typed: str
    name: str


def make_graph(count: int, seed: int = 0) -> Graph:
    """A graph of `count` concepts and 2.5 edges for each; the same for the same seed.

    New concepts are joined to concepts in proportion to the edges that those have, as in Barabási
    and Albert, "Emergence of scaling in random networks" (1999), doi:10.1126/science.286.5439.509.
    """
    draw = random.Random(f"{count} {seed}")
    words = _common_words()
    concepts = {
        concept_id(name): Concept(
            concept_id(name), name, kind := draw.choice(KINDS), (), _summary(kind, words, draw)
        )
        for name in _names(count, words, draw)
    }
    vocabulary = Vocabulary(
        {kind: Kind(kind, f"{kind}s") for kind in KINDS},
        {relation: derive_relation(relation) for relation in RELATIONS},
    )
    edges = tuple(_edges(list(concepts), draw))
    return Graph(vocabulary, concepts, edges, f"{count:,} concepts")


def store_of(graph: Graph) -> Store:
    """The graph, compiled in memory."""
    db = sqlite3.connect(":memory:")
    fill(db, graph)
    return SqliteStore(db)


def make_typos(names: Sequence[str], count: int, edits: int, seed: int = 0) -> list[Typo]:
    """Some of the names, each once, with that many edits; none becomes another of the names."""
    draw = random.Random(f"{count} {edits} {seed}")
    wanted = [name for name in names if edits < 2 or len(name) >= LETTERS]
    known = {name.lower() for name in names}
    typos: list[Typo] = []
    for name in draw.sample(wanted, len(wanted)):
        if len(typos) == count:
            break
        typed = misspell(name, edits, draw)
        if typed.lower() not in known:
            typos.append(Typo(typed, name))
    return typos


def misspell(name: str, edits: int, draw: random.Random) -> str:
    """The name with exactly that many edits, none of them at its first letter.

    An edit inserts, deletes or substitutes a letter, or swaps two neighbours. What lies nearer to
    the name than that, because an edit undid another, is drawn again.
    """
    while True:
        typed = name
        for _ in range(edits):
            typed = _edited(typed, draw)
        if OSA.distance(name, typed) == edits and typed == typed.strip():
            return typed


def _edited(text: str, draw: random.Random) -> str:
    at = draw.randrange(1, len(text))
    letter = draw.choice(ascii_lowercase)
    match draw.choice(("insert", "delete", "substitute", "transpose")):
        case "insert":
            return text[:at] + letter + text[at:]
        case "delete" if len(text) > 2:
            return text[:at] + text[at + 1 :]
        case "transpose" if at + 1 < len(text):
            return text[:at] + text[at + 1] + text[at] + text[at + 2 :]
        case _:
            return text[:at] + letter + text[at + 1 :]


def _common_words() -> list[str]:
    counts = frequencies()
    words = [w for w in counts if w.isascii() and w.isalpha() and 4 <= len(w) <= 12]
    return sorted(words, key=lambda word: (-counts[word], word))[:COMMON]


def _names(count: int, words: Sequence[str], draw: random.Random) -> list[str]:
    """Names of one to three words, most of two."""
    names: dict[str, None] = {}
    while len(names) < count:
        (length,) = draw.choices((1, 2, 3), (1, 2, 1))
        names[" ".join(draw.sample(words, length)).capitalize()] = None
    return list(names)


def _summary(kind: str, words: Sequence[str], draw: random.Random) -> str:
    text = f"A {kind}"
    least = draw.randrange(SUMMARY, SUMMARY + 28)
    while len(text) < least:
        text += f" {draw.choice(words)}"
    return f"{text}."


def _edges(concepts: Sequence[ConceptId], draw: random.Random) -> list[Edge]:
    """One edge from each concept but the first, then as many as are wanting; no pair twice."""
    ends = [concepts[0]]
    pairs: set[frozenset[ConceptId]] = set()
    edges: list[Edge] = []

    def join(a: ConceptId, b: ConceptId) -> None:
        pair = frozenset((a, b))
        if len(pair) == 2 and pair not in pairs:
            pairs.add(pair)
            edges.append(Edge(a, draw.choice(RELATIONS), b))
            ends.extend((a, b))

    for concept in concepts[1:]:
        join(concept, draw.choice(ends))
    while len(edges) < int(EDGES * len(concepts)):
        join(draw.choice(concepts), draw.choice(ends))
    return edges
