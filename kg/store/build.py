"""Compiling a graph: every table of the schema filled from a Graph."""

from __future__ import annotations

import multiprocessing
import os
import sqlite3
from array import array
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from itertools import permutations
from pathlib import Path

from kg.model.cues import cues_of
from kg.model.graph import ConceptId, Graph
from kg.model.vocabulary import PLAIN, Kind, Vocabulary
from kg.store.codecs import encode_cues, encode_vocabulary
from kg.store.postings import impact, list_number, pack
from kg.store.sqlite_schema import APPLICATION_ID, INDEXES, MATCH_TYPES, TABLES
from kg.store.term_codes import code_of
from kg.text.normal_forms import normalise, stem, words
from kg.text.separated import RECORD, UNIT, join
from kg.text.synonyms import synonym_sets
from kg.text.word_list import frequencies

EDGES_IN_PASSAGE = 64
"""How many of a concept's edges its passage tells, so that a hub's does not drown the rest."""

LONGEST_PASSAGE = 2_000
"""Words from which on a longer passage makes no difference."""


SPLIT = 50_000
"""Concepts from which on a second process fills half of the tables of a file."""

Rows = Iterator[tuple[object, ...]]
Tables = Iterator[tuple[str, Rows]]


def fill(db: sqlite3.Connection, graph: Graph, beside: Path | None = None) -> None:
    """Fill an empty database with the graph. The same graph gives the same bytes.

    `beside` is a file that a second process may use where the graph is large; none is left.
    """
    db.executescript(f"PRAGMA page_size = 4096; PRAGMA application_id = {APPLICATION_ID}; {_START}")
    with _aside(graph, beside) as finished:
        _insert(db, word_tables(graph))
        ready = finished()
        if ready is None:
            _insert(db, thing_tables(graph))
        else:
            db.execute("ATTACH ? AS aside", [str(ready)])
            for table in ("meta", "concept", "edge", "form"):
                db.execute(f"INSERT INTO main.{table} SELECT * FROM aside.{table}")
            db.commit()
            db.execute("DETACH aside")
    db.executescript(INDEXES)


_START = f"PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; {TABLES}"


def _insert(db: sqlite3.Connection, tables: Tables) -> None:
    for table, rows in tables:
        first = next(rows, None)
        if first is not None:
            sql = f"INSERT OR IGNORE INTO {table} VALUES ({','.join('?' * len(first))})"
            db.execute(sql, first)
            db.executemany(sql, rows)
    db.commit()


@contextmanager
def _aside(graph: Graph, beside: Path | None) -> Iterator[Callable[[], Path | None]]:
    """Have another process fill `thing_tables` of a large graph in a file.

    Gives what waits for that file; it gives None where the graph is small or it can't be done.
    """
    if len(graph.concepts) < SPLIT or beside is None or not hasattr(os, "fork"):
        yield lambda: None
        return
    process = multiprocessing.get_context("fork").Process(
        target=_fill_things, args=(beside, graph), daemon=True
    )
    process.start()

    def finished() -> Path | None:
        process.join()
        return None if process.exitcode else beside

    try:
        yield finished
    finally:
        process.kill()
        process.join()
        with suppress(OSError):
            beside.unlink()


def _fill_things(file: Path, graph: Graph) -> None:
    with suppress(KeyboardInterrupt, sqlite3.Error), closing(sqlite3.connect(file)) as db:
        db.executescript(_START)
        _insert(db, thing_tables(graph))
        return
    os._exit(1)


def _numbers(graph: Graph) -> dict[ConceptId, int]:
    return {identifier: n for n, identifier in enumerate(graph.concepts, 1)}


def _vocabulary(graph: Graph) -> Vocabulary:
    """What the graph uses of its vocabulary.

    A kind that it does not describe is called by its name. A word asks for a kind or relation only
    where there is some of it: elsewhere a "case" is what the cards call a case.
    """
    kinds = {concept.kind for concept in graph.concepts.values()}
    told = graph.vocabulary.only(kinds | {PLAIN}, {edge.relation for edge in graph.edges})
    untold = {kind: Kind(kind, kind) for kind in sorted(kinds - told.kinds.keys())}
    return told._replace(kinds={**told.kinds, **untold})


def _places(names: Iterable[str]) -> dict[str, int]:
    return {name: n for n, name in enumerate(names)}


def thing_tables(graph: Graph) -> Tables:
    """The rows of the tables that tell of concepts, edges and names, by table."""
    number, vocabulary = _numbers(graph), _vocabulary(graph)
    yield "meta", _meta(graph, vocabulary)
    yield "concept", _concepts(graph, number, _places(vocabulary.kinds))
    yield "edge", _edges(graph, number, vocabulary)
    yield "form", _forms(graph, number)


def word_tables(graph: Graph) -> Tables:
    """The rows of the tables that tell of words, by table; to be read in this order."""
    lexer = _Lexer()
    passages = _Passages(graph, _numbers(graph), lexer)
    yield "passage", passages.rows()
    yield "posting", passages.postings()
    yield "word", ((word,) for word in sorted(lexer.numbers))
    yield "spelling", _spellings(sorted(lexer.numbers))
    yield "stem", passages.stems()
    yield "near", passages.near()


def _meta(graph: Graph, vocabulary: Vocabulary) -> Rows:
    kinds = Counter(concept.kind for concept in graph.concepts.values())
    relations = Counter(edge.relation for edge in graph.edges)
    meta = {
        "title": graph.title,
        "description": graph.description,
        "vocabulary": encode_vocabulary(vocabulary),
        "cues": encode_cues(cues_of(vocabulary)),
        "kinds": _counts(vocabulary.kinds, kinds),
        "relations": _counts(vocabulary.relations, relations),
        "concepts": str(len(graph.concepts)),
    }
    yield from sorted(meta.items())


def _counts(names: Iterable[str], counts: Mapping[str, int]) -> str:
    return join([(name, str(counts[name])) for name in names], RECORD + UNIT)


def _concepts(graph: Graph, number: dict[ConceptId, int], place: dict[str, int]) -> Rows:
    for c in graph.concepts.values():
        aliases = join(c.aliases)
        norm = normalise(c.name)
        told = norm and "+" not in norm and "#" not in norm and c.id == norm.replace(" ", "-")
        identifier = None if told else c.id
        yield number[c.id], identifier, c.name, place[c.kind], aliases, c.summary, c.citation


def _edges(graph: Graph, number: dict[ConceptId, int], vocabulary: Vocabulary) -> Rows:
    place = _places(vocabulary.relations)
    yield from sorted(
        (number[e.subject], place[e.relation], number[e.object], e.citation) for e in graph.edges
    )


class _Lexer:
    """Words as stems by number, and texts as strings of their marks."""

    def __init__(self) -> None:
        self.stems: list[str] = []
        self.numbers: dict[str, int] = {}
        self._mark_of: Mapping[str, str] = _Worked(self._learn)
        self._by_stem: dict[str, int] = {}

    def marks(self, parts: Iterable[str]) -> str:
        """Normalised words as marks."""
        return "".join(map(self._mark_of.__getitem__, parts))

    def _learn(self, word: str) -> str:
        """The mark of a word met for the first time."""
        found = stem(word)
        n = self._by_stem.get(found)
        if n is None:
            self.stems.append(found)
            n = self._by_stem[found] = len(self.stems)
        self.numbers[word] = n
        return code_of(n)


class _Worked(dict[str, str]):
    """What a function gives, worked out once for each word."""

    def __init__(self, work: Callable[[str], str]) -> None:
        self._work = work

    def __missing__(self, word: str) -> str:
        found = self[word] = self._work(word)
        return found


def _forms(graph: Graph, number: dict[ConceptId, int]) -> Rows:
    """The keys under which a concept can be called, each by its surest way; see `Store.called`."""
    name_, alias_, stem_, squash_, initialism_ = range(len(MATCH_TYPES))
    rows: list[tuple[str, int, int]] = []
    stem_of = _Worked(stem).__getitem__
    for concept in graph.concepts.values():
        n = number[concept.id]
        ways: dict[str, int] = {}
        for how, name in ((name_, concept.name), *((alias_, a) for a in concept.aliases)):
            parts = normalise(name).split()
            if not parts:
                if how == name_ and name:
                    ways[name] = how  # marks alone are called by themselves only
                continue
            ways[" ".join(parts)] = min(how, ways.get(" ".join(parts), how))
            ways.setdefault(" ".join(map(stem_of, parts)), stem_)
            if len(parts) > 1:
                squashed = "".join(parts)
                ways[squashed] = min(squash_, ways.get(squashed, squash_))
                if len(parts) > 2:
                    ways.setdefault("".join([part[0] for part in parts]), initialism_)
        rows += [(key, n, how) for key, how in ways.items()]
    rows.sort()
    yield from rows


class _Passages:
    """The words of every concept, gathered while their rows are read."""

    def __init__(self, graph: Graph, number: dict[ConceptId, int], lexer: _Lexer) -> None:
        self._graph, self._number, self._lexer = graph, number, lexer
        self._place = _places(_vocabulary(graph).kinds)
        self._keys: defaultdict[str, array[int]] = defaultdict(lambda: array("I"))
        self._doubled: defaultdict[str, bytearray] = defaultdict(bytearray)
        self._named: defaultdict[str, array[int]] = defaultdict(lambda: array("I"))
        self._lengths = array("H", [0])
        self._name_lengths = bytearray([0])
        self._spread: dict[str, int] = {}

    def rows(self) -> Rows:
        names = {c.id: normalise(c.name).split() for c in self._graph.concepts.values()}
        told = self._told({i: self._lexer.marks(parts) for i, parts in names.items()})
        for concept in self._graph.concepts.values():
            n = self._number[concept.id]
            first = concept.definition
            rest = concept.summary[len(first) :]
            aliases = [word for alias in concept.aliases for word in words(alias)]
            parts = (names[concept.id], aliases, words(first), words(rest))
            name, alias, definition, summary = (self._lexer.marks(some) for some in parts)
            own = name + alias + definition + summary
            edges = "".join(told.pop(concept.id, ()))
            self._count(n, own, edges, name + alias)
            # Which stems an edge brings is all that a passage tells of them.
            linked = "".join(sorted(set(edges)))
            yield n, name, alias, definition, summary, linked, self._place[concept.kind]

    def _count(self, n: int, own: str, edges: str, named: str) -> None:
        self._lengths.append(min(len(own) + len(edges), LONGEST_PASSAGE))
        self._name_lengths.append(min(len(named), 255))
        keys, doubled = self._keys, self._doubled
        for character, count in Counter(own + own + edges).items():  # a word of an edge counts half
            keys[character].append(n)
            doubled[character].append(count if count < 256 else 255)
        for character in set(named):
            self._named[character].append(n)

    def _told(self, names: dict[ConceptId, str]) -> dict[ConceptId, list[str]]:
        """For each concept its edges as marks, without its own name."""
        marks = self._lexer.marks
        says: dict[str, tuple[str, str]] = {}
        for name in sorted({edge.relation for edge in self._graph.edges}):
            relation = self._graph.vocabulary.relations[name]
            if not relation.negative:  # its words would count for what it speaks against
                says[name] = marks(words(relation.says)), marks(words(relation.back))
        told: dict[ConceptId, list[str]] = {}
        for edge in self._graph.edges:
            if edge.relation not in says:
                continue
            out, back = says[edge.relation]
            for end, text in (
                (edge.subject, out + names[edge.object]),
                (edge.object, back + names[edge.subject]),
            ):
                texts = told.setdefault(end, [])
                if len(texts) < EDGES_IN_PASSAGE:
                    texts.append(text)
        return told

    def postings(self) -> Rows:
        """The rows of `posting`, once the passages are read."""
        lengths, mean = self._lengths, max(1.0, sum(self._lengths) / max(1, len(self._lengths) - 1))
        worth = {
            length: bytes([impact(doubled / 2, length / mean) for doubled in range(256)])
            for length in sorted(set(lengths))
        }
        mean_name = max(1.0, sum(self._name_lengths) / max(1, len(self._name_lengths) - 1))
        short = [impact(1, length / mean_name) for length in range(256)]
        for n, found in enumerate(self._lexer.stems, 1):
            character = code_of(n)
            if character not in self._keys:
                continue
            keys, counts = self._keys.pop(character), self._doubled.pop(character)
            impacts = bytes([worth[lengths[k]][c] for k, c in zip(keys, counts, strict=True)])
            yield from pack(list_number(n, named=False), keys, impacts)
            self._spread[found] = len(keys)
            if character in self._named:
                keys = self._named.pop(character)
                impacts = bytes([short[self._name_lengths[k]] for k in keys])
                yield from pack(list_number(n, named=True), keys, impacts)

    def stems(self) -> Rows:
        """The rows of `stem`, once the postings are read."""
        common: Counter[str] = Counter()
        counts = frequencies()
        for word, n in self._lexer.numbers.items():
            found = self._lexer.stems[n - 1]
            common[found] = max(common[found], counts.get(word, 0))
        for n, found in enumerate(self._lexer.stems, 1):
            yield n, found, self._spread.get(found, 0), common[found]

    def near(self) -> Rows:
        """The rows of `near`, once the postings are read."""
        stemmed_rings = ({stem(word) for word in ring} for ring in synonym_sets())
        pairs = {pair for ring in stemmed_rings for pair in permutations(ring, 2)}
        yield from sorted((one, other) for one, other in pairs if other in self._spread)


def _spellings(vocabulary: list[str]) -> Rows:
    """Words by their first two letters and length, and by their last two read backwards."""
    shelves: defaultdict[tuple[str, str, int], list[str]] = defaultdict(list)
    for word in vocabulary:
        shelves["first", word[:2], len(word)].append(word)
        shelves["last", word[:-3:-1], len(word)].append(word)
    for shelf, found in sorted(shelves.items()):
        yield *shelf, " ".join(found)
