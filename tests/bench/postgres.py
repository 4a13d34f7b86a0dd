"""Asks both databases the same; `make bench-postgres` writes POSTGRES.md.

    python -m tests.bench.postgres [--limit N]

With a limit, it asks so many questions of each set and prints the report.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import random
import sqlite3
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from typing import NamedTuple

from kg.answer import respond
from kg.errors import NotFoundError
from kg.graph_files.load import load_graph
from kg.graph_files.source_files import shipped_graph
from kg.linking.fuzzy import link
from kg.store import Key, Store, open_store
from kg.store.postgres.address import Address
from kg.store.postgres.postgres_store import PostgresStore
from kg.store.postgres.publish import publish
from kg.text.normal_forms import Stem
from tests.bench.data import UnavailableError, data_folder
from tests.bench.deck import TABLE, read_cases
from tests.bench.documents import documents_of
from tests.bench.misspell import edited, edited_twice, read_misspellings
from tests.bench.typos import spellings
from tests.bench.wordnet import write_wordnet
from tests.server import Server

REPORT = Path(__file__).parent / "reports" / "POSTGRES.md"

SAMPLE = 400
"""Names of WordNet of which questions are made."""

SHOWN = 20
"""Differences that are listed one by one."""

Ask = Callable[[str, Store], object]
Sets = Callable[[Store], Iterator[tuple[str, list[str], Ask]]]

MISSPELLINGS = "wikipedia_common_misspellings.dat"

SIZE = """
    SELECT pg_size_pretty(sum(pg_total_relation_size(c.oid))) FROM pg_class c
    JOIN pg_namespace s ON s.oid = relnamespace WHERE nspname = %s AND relkind = 'r'
"""

INTRODUCTION = """\
# PostgreSQL

Written by `make bench-postgres`; not to be edited. The same graph was asked the same in SQLite and
in PostgreSQL, text by text in turn, warm, in one process. *Same first* counts answers of the same
kind with the same concept first; of names, those found the same way, or the same one suggested.
A difference is explained by answering again with one part of PostgreSQL's store exchanged for
SQLite's: the part with which the answers are the same is why they were not."""


class Pair(NamedTuple):
    """A graph in both databases."""

    sqlite: Store
    postgres: PostgresStore


@dataclass(frozen=True, slots=True)
class Asked:
    """A text, what each database gave first for it, and the milliseconds that each took.

    `cause` tells why they differ; it is empty where they do not.
    """

    text: str
    here: object
    there: object
    ms_here: float
    ms_there: float
    cause: str


def answered(question: str, store: Store) -> object:
    """The kind of the answer to a question, and the concept that comes first."""
    answer = respond(question, store)
    return answer.kind, answer.hits[0].concept.name if answer.hits else None


def looked_up(name: str, store: Store) -> object:
    """The concept of this name, or the one suggested first."""
    try:
        found = link(store, name)
    except NotFoundError as error:
        return "suggested", *error.suggestions[:1]
    return found.match_type, store.concept(found.key).name


def compare(texts: Iterable[str], ask: Ask, pair: Pair) -> list[Asked]:
    """Ask both databases each text, in turn."""
    return [_compared(text, ask, pair) for text in texts]


def _compared(text: str, ask: Ask, pair: Pair) -> Asked:
    start = perf_counter()
    here = ask(text, pair.sqlite)
    middle = perf_counter()
    there = ask(text, pair.postgres)
    end = perf_counter()
    cause = "" if here == there else _cause(text, ask, pair, here)
    return Asked(text, here, there, (middle - start) * 1e3, (end - middle) * 1e3, cause)


def _cause(text: str, ask: Ask, pair: Pair, here: object) -> str:
    """Why the answers differ, found by answering with one part exchanged."""
    for said, parts in PARTS.items():
        if ask(text, Exchanged(pair, parts)) == here:
            return said
    return "not found out"


PARTS = {
    "trigrams propose other words": ("spelling_candidates",),
    "a common word: other concepts among those read": ("search",),
    "a common word in names": ("search_names",),
    "several of these": ("spelling_candidates", "search", "search_names"),
}
"""Why answers may differ, by the questions of a store that SQLite is to answer instead."""


class Exchanged(PostgresStore):
    """A published graph, of which SQLite answers some of the questions."""

    def __init__(self, pair: Pair, parts: Collection[str]) -> None:
        super().__init__(pair.postgres._db, pair.postgres._schema, pair.postgres._trigrams)
        self._parts, self._other = parts, pair.sqlite

    def spelling_candidates(self, word: str, reach: int) -> list[str]:
        if "spelling_candidates" in self._parts:
            return self._other.spelling_candidates(word, reach)
        return super().spelling_candidates(word, reach)

    def search(
        self, stems: Iterable[Stem], limit: int, kinds: Collection[str] | None = None
    ) -> list[Key]:
        if "search" in self._parts:
            return self._other.search(stems, limit, kinds)
        return super().search(stems, limit, kinds)

    def search_names(self, groups: Iterable[Iterable[Stem]], limit: int) -> list[Key]:
        if "search_names" in self._parts:
            return self._other.search_names(groups, limit)
        return super().search_names(groups, limit)


# What is asked


def deck_sets(store: Store) -> Iterator[tuple[str, list[str], Ask]]:
    """The sets of texts on the shipped graph, with how each is asked."""
    yield "questions.toml", [case.question for case in read_cases(TABLE)], answered
    try:
        file = data_folder("questions") / "exam-dev.jsonl"
        lines = file.read_text(encoding="utf-8").splitlines()
        yield "exam-dev.jsonl", [json.loads(line)["question"] for line in lines], answered
        wrong_of = read_misspellings(data_folder("misspellings") / MISSPELLINGS)
    except UnavailableError as error:
        sys.stderr.write(f"left out: {error}\n")
        wrong_of = {}
    by_edit: dict[str, list[str]] = {}
    for spelling in spellings(documents_of(store), wrong_of, thorough=True):
        by_edit.setdefault(spelling.edit, []).append(spelling.text)
    for edit, texts in by_edit.items():
        yield f"names and aliases: {edit}", texts, looked_up


def wordnet_sets(store: Store) -> Iterator[tuple[str, list[str], Ask]]:
    """The same on WordNet: names, slips in them, and definitions in another order."""
    draw = random.Random(1)
    concepts = store.concepts(draw.sample(store.keys(), SAMPLE)).values()
    names = [concept.name for concept in concepts]
    yield "names", names, answered
    once = [edited(name, "deletion", "1") for name in names]
    yield "names: deletion", [text for text in once if text], answered
    twice = [edited_twice(name, "1") for name in names]
    yield "names: two edits", [text for text in twice if text], answered
    said = [concept.summary.split() for concept in concepts]
    yield "ten words of definitions", [" ".join(_some(words, draw)) for words in said], answered


def _some(words: list[str], draw: random.Random) -> list[str]:
    return draw.sample(words, min(10, len(words)))


# The report


def graph_lines(folder: Path, sets: Sets, server: Server, limit: int | None) -> Iterator[str]:
    """All sets of a graph, asked of both databases."""
    graph = load_graph(folder)
    start = perf_counter()
    done = publish(graph, Address.parse(server.url()))
    seconds = perf_counter() - start
    size = server.do(SIZE, done.schema)[0][0]
    with (
        tempfile.TemporaryDirectory() as cache,
        open_store(folder, Path(cache)) as here,
        open_store(server.url(f"graph={done.graph}"), None) as there,
    ):
        concepts, edges = len(here), len(graph.edges)
        yield from (f"## {graph.title}: {concepts:,} concepts, {edges:,} edges", "")
        yield f"Published in {seconds:.1f} s; {size} in the database, indexes included."
        assert isinstance(there, PostgresStore)
        pair = Pair(here, there)
        runs = {}
        for name, texts, ask in sets(here):
            runs[name] = compare(texts[:limit], ask, pair)
            sys.stderr.write(f"{graph.title}: {name}\n")
        yield from ("", *result_lines(runs), "", *difference_lines(runs), "")


def result_lines(runs: Mapping[str, Sequence[Asked]]) -> Iterator[str]:
    """A row for each set."""
    yield "| set | asked | same first | share | SQLite p50 / p95 ms | PostgreSQL p50 / p95 ms |"
    yield "|---|---:|---:|---:|---:|---:|"
    for name, asked in runs.items():
        same = sum(not one.cause for one in asked)
        here = _times([one.ms_here for one in asked])
        there = _times([one.ms_there for one in asked])
        share = same / len(asked)
        yield f"| {name} | {len(asked):,} | {same:,} | {share:.4f} | {here} | {there} |"


def _times(ms: Sequence[float]) -> str:
    ranked = sorted(ms)
    return f"{ranked[len(ranked) // 2]:.1f} / {ranked[int(len(ranked) * 0.95)]:.1f}"


def difference_lines(runs: Mapping[str, Sequence[Asked]]) -> Iterator[str]:
    """What was not the same, and why; whole questions of others are not ours to print."""
    different = [(name, one) for name, asked in runs.items() for one in asked if one.cause]
    if not different:
        yield "No differences."
        return
    causes = Counter(one.cause for _, one in different)
    told = ", ".join(f"{count} × {cause}" for cause, count in causes.most_common())
    yield f"Differences: {told}."
    yield from ("", "| set | asked | SQLite | PostgreSQL | why |", "|---|---|---|---|---|")
    for name, one in different[:SHOWN]:
        text = one.text if len(one.text) < 60 else f"{one.text[:40]} …"
        yield f"| {name} | {text} | {_said(one.here)} | {_said(one.there)} | {one.cause} |"
    if len(different) > SHOWN:
        yield from ("", f"and {len(different) - SHOWN} more of these kinds.")


def _said(answer: object) -> str:
    return ", ".join(map(str, answer)) if isinstance(answer, tuple) else str(answer)


def report(limit: int | None) -> Iterator[str]:
    """The whole report, line by line."""
    with Server() as server:
        ((version,),) = server.do("SHOW server_version")
        yield from (INTRODUCTION, "")
        yield (
            f"Machine: {os.cpu_count()} cores, {platform.machine()}; Python "
            f"{platform.python_version()}; PostgreSQL {version}, by its socket; SQLite "
            f"{sqlite3.sqlite_version}."
        )
        yield ""
        yield from graph_lines(shipped_graph(), deck_sets, server, limit)
        with tempfile.TemporaryDirectory() as folder:
            try:
                write_wordnet(Path(folder))
            except UnavailableError as error:
                yield from ("## WordNet", "", f"Not run: {error}.")
            else:
                yield from graph_lines(Path(folder), wordnet_sets, server, limit)


def main() -> None:
    """Write POSTGRES.md, or print a part of it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--limit", type=int, help="ask so many of each set, and print the report")
    limit = parser.parse_args().limit
    text = "\n".join(report(limit)).rstrip() + "\n"
    if limit is None:
        REPORT.write_text(text, encoding="utf-8")
    else:
        sys.stdout.write(text)


if __name__ == "__main__":
    main()
