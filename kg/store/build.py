"""Compiling a graph: every table of the schema filled from a Graph."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter, defaultdict
from itertools import permutations

from kg.lexicon import frequencies, rings
from kg.model import Concept, ConceptId, Graph
from kg.relations import PLAIN, Vocabulary
from kg.store.schema import APPLICATION_ID, INDEXES, TABLES
from kg.text import initialism, normalise, squash, stem, words

EDGES_IN_PASSAGE = 64
"""How many of a concept's edges its passage tells, so that a hub's does not drown the rest."""


def fill(db: sqlite3.Connection, graph: Graph) -> None:
    """Fill an empty database with the graph. The same graph gives the same bytes."""
    db.executescript(
        f"PRAGMA page_size = 4096; PRAGMA application_id = {APPLICATION_ID}; "
        f"PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; {TABLES}"
    )
    number = {identifier: n for n, identifier in enumerate(graph.concepts, 1)}
    _fill_concepts(db, graph, number)
    _fill_forms(db, graph, number)
    _fill_passages(db, graph, number)
    # A word asks for a kind or relation only where there is some of it: elsewhere a "case" is what
    # the cards call a case.
    kinds = {concept.kind for concept in graph.concepts.values()} | {PLAIN}
    vocabulary = graph.vocabulary.only(kinds, {edge.relation for edge in graph.edges})
    meta = {
        "title": graph.title,
        "description": graph.description,
        "vocabulary": json.dumps(vocabulary.to_json()),
        "stems": json.dumps({word: stem(word) for word in _asking(vocabulary)}),
        "concepts": str(len(graph.concepts)),
    }
    db.executemany("INSERT INTO meta VALUES (?, ?)", sorted(meta.items()))
    db.commit()
    db.executescript(INDEXES)


def _fill_concepts(db: sqlite3.Connection, graph: Graph, number: dict[ConceptId, int]) -> None:
    db.executemany(
        "INSERT INTO concept VALUES (?, ?, ?, ?, ?, ?, ?)",
        (
            (number[c.id], c.id, c.name, c.kind, json.dumps(c.aliases), c.summary, c.source)
            for c in graph.concepts.values()
        ),
    )
    db.executemany(
        "INSERT INTO edge VALUES (?, ?, ?, ?)",
        ((number[e.a], e.relation, number[e.b], e.source) for e in graph.edges),
    )


def _fill_forms(db: sqlite3.Connection, graph: Graph, number: dict[ConceptId, int]) -> None:
    """The keys under which a concept can be called: see `Store.called`."""
    forms: set[tuple[str, str, int]] = set()
    for concept in graph.concepts.values():
        n = number[concept.id]
        for how, name in (("name", concept.name), *(("alias", a) for a in concept.aliases)):
            parts = words(name)
            if not parts:  # a name of marks alone can't be called
                continue
            forms.add((" ".join(parts), how, n))
            forms.add((" ".join(map(stem, parts)), "stem", n))
            forms.add((squash(name), "squash", n))
            short = initialism(name)
            if short is not None and len(short) > 2:
                forms.add((short, "initialism", n))
    db.executemany("INSERT INTO form VALUES (?, ?, ?)", sorted(forms))


def _fill_passages(db: sqlite3.Connection, graph: Graph, number: dict[ConceptId, int]) -> None:
    told = _told_edges(graph)
    vocabulary: set[str] = set()
    spread: Counter[str] = Counter()
    for concept in graph.concepts.values():
        columns = [words(text) for text in _passage(concept, told[concept.id])]
        vocabulary.update(word for column in columns for word in column)
        stemmed = [[stem(word) for word in column] for column in columns]
        spread.update({s for column in stemmed for s in column})
        db.execute(
            "INSERT INTO passage (rowid, name, aliases, definition, summary, edges) "
            "VALUES (?, ?, ?, ?, ?, ?)",
            (number[concept.id], *map(" ".join, stemmed)),
        )
    db.executemany(
        "INSERT INTO word VALUES (?, ?, ?, ?, ?)",
        ((w, stem(w), w[0], w[-1], len(w)) for w in sorted(vocabulary)),
    )
    common: Counter[str] = Counter()
    counts = frequencies()
    for word in vocabulary:
        common[stem(word)] = max(common[stem(word)], counts.get(word, 0))
    db.executemany(
        "INSERT INTO stem VALUES (?, ?, ?)", ((s, n, common[s]) for s, n in sorted(spread.items()))
    )
    stemmed_rings = ({stem(word) for word in ring} for ring in rings())
    near = {pair for ring in stemmed_rings for pair in permutations(ring, 2)}
    known = sorted((one, other) for one, other in near if other in spread)
    db.executemany("INSERT INTO near VALUES (?, ?)", known)


def _passage(concept: Concept, edges: list[str]) -> tuple[str, ...]:
    """The columns of `passage`; the first sentence of a summary is its definition."""
    rest = concept.summary.removeprefix(concept.definition)
    return concept.name, " ; ".join(concept.aliases), concept.definition, rest, " ; ".join(edges)


def _told_edges(graph: Graph) -> defaultdict[ConceptId, list[str]]:
    """For each concept its edges as words, without its own name."""
    told: defaultdict[ConceptId, list[str]] = defaultdict(list)
    for edge in graph.edges:
        relation = graph.vocabulary.relations[edge.relation]
        if relation.negative:
            continue  # its words would count in favour of what it speaks against
        for end, text in (
            (edge.a, relation.sentence("", graph.concepts[edge.b].name)),
            (edge.b, relation.inverse(graph.concepts[edge.a].name, "")),
        ):
            if len(told[end]) < EDGES_IN_PASSAGE:
                told[end].append(normalise(text))
    return told


def _asking(vocabulary: Vocabulary) -> list[str]:
    """The words by which questions ask for kinds and relations, sorted."""
    texts = [text for k in vocabulary.kinds.values() for text in (k.name, k.plural, *k.words)]
    for r in vocabulary.relations.values():
        texts += [r.name, r.out, r.into, r.says, r.back, *r.asks_a, *r.asks_b]
    return sorted({word for text in texts for word in words(text)})
