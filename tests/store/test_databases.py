"""Answers from PostgreSQL are the same as those from SQLite."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from kg.answer import respond
from kg.errors import NotFoundError
from kg.graph_files.source_files import shipped_graph
from kg.linking.fuzzy import link
from kg.store import Key, Store, open_store
from kg.text.normal_forms import Stem
from tests.bench.deck import TABLE, read_cases
from tests.bench.documents import documents_of
from tests.bench.typos import spellings
from tests.server import READER, Server

MIN_SAME = 0.99
"""Share of the questions of a set whose first answer must be the same."""


class Pair(NamedTuple):
    """The same graph in both databases."""

    sqlite: Store
    postgres: Store


@pytest.fixture(scope="module")
def pair(published: Server) -> Iterator[Pair]:
    name = "graph=developing-machine-learning-solutions"
    url = published.url(name, user=READER, database="shared")
    with open_store(shipped_graph(), None) as sqlite, open_store(url, None) as postgres:
        yield Pair(sqlite, postgres)


ALL = [Key(n) for n in range(1, 117)]
QUERIES: dict[str, Callable[[Store], object]] = {
    "title": lambda s: (s.title, s.description, s.slug, len(s)),
    "vocabulary": lambda s: (s.vocabulary, s.cues),
    "counts": lambda s: (s.count_kinds(), s.count_relations()),
    "keys": lambda s: (s.keys(), s.keys(["metric", "step"])),
    "concepts": lambda s: s.concepts(s.keys()),
    "names": lambda s: s.names(s.keys()),
    "kinds": lambda s: s.kinds_of(s.keys()),
    "by name": lambda s: [
        (s.key_of(c.id), s.key_named(c.name), s.key_named(c.name.upper()))
        for c in s.concepts(s.keys()).values()
    ],
    "edges": lambda s: (s.edges(), [s.edges(relation) for relation in s.vocabulary.relations]),
    "edges of": lambda s: [s.edges_of([key]) for key in ALL],
    "edges among": lambda s: s.edges_among(s.keys()[::2]),
    "edges between": lambda s: [
        s.edges_between(s.keys()[n : n + 9], s.keys()[n + 5 : n + 40]) for n in range(0, 100, 9)
    ],
    "neighbours": lambda s: [(s.neighbours([key]), s.neighbours([key, Key(3)], 4)) for key in ALL],
    "degrees": lambda s: s.degrees(s.keys()),
    "adjacency": lambda s: (s.adjacency(s.keys()), [s.partial_adjacency(key, 3) for key in ALL]),
    "relation sides": lambda s: s.relation_sides(s.keys()),
    "neighbourhoods": lambda s: [
        s.neighbourhood([key, Key(3)], hops, 40) for key in ALL for hops in range(4)
    ],
    "concept fields": lambda s: s.concept_fields(s.keys()),
    "name matches": lambda s: s.name_matches(_words(s)),
    "stems": lambda s: (s.stems_of(_words(s)), s.term_stats(_stems(s)), s.synonyms(_stems(s))),
    "term codes": lambda s: (
        s.term_codes(_stems(s)),
        s.stems_of_codes(s.term_codes(_stems(s)).values()),
    ),
    "words": lambda s: [sorted(s.words_ending_with(e, 1, 9)) for e in "abcdefghijklmnopqrstuvwxyz"],
    "search names": lambda s: [s.search_names([[one]], 200) for one in _stems(s)],
    "search names for two": lambda s: [
        s.search_names([pair[:1], pair[1:]], 200)
        for pair in zip(_stems(s), _stems(s)[7:], strict=False)
    ],
    "squashed names": lambda s: [
        s.squashed_names([word[:4], word[1:5]], 3, 12, 200) for word in _words(s)
    ],
    "search": lambda s: [s.search([one], 60) for one in _stems(s)],
    "search for more": lambda s: [
        s.search(_stems(s)[n : n + size], 60) for n in range(0, 900, 30) for size in (2, 5, 20)
    ],
    "search by kind": lambda s: [
        s.search([one], 60, ["metric", "service"]) for one in _stems(s)[::5]
    ],
}


def _words(store: Store) -> list[str]:
    found = [store.words_starting_with(first, 1, 30) for first in "abcdefghijklmnopqrstuvwxyz"]
    return sorted({word for words in found for word in words})


def _stems(store: Store) -> list[Stem]:
    return sorted(set(store.stems_of(_words(store)).values()))


@pytest.mark.parametrize("name", QUERIES)
def test_every_query_has_the_same_result(pair: Pair, name: str) -> None:
    query = QUERIES[name]
    result = query(pair.sqlite)
    assert result
    assert query(pair.postgres) == result


def first_answer(question: str, store: Store) -> object:
    answer = respond(question, store)
    return answer.kind, answer.hits[0].concept.id if answer.hits else None


def share_same(questions: list[str], pair: Pair) -> float:
    same = [first_answer(q, pair.sqlite) == first_answer(q, pair.postgres) for q in questions]
    return sum(same) / len(same)


@pytest.mark.slow
def test_questions_about_the_deck_have_the_same_answers(pair: Pair) -> None:
    questions = [case.question for case in read_cases(TABLE)][::2]  # the bench asks all
    assert len(questions) > 200
    assert share_same(questions, pair) >= MIN_SAME


@pytest.mark.slow
def test_questions_of_the_exam_have_the_same_answers(pair: Pair, test_data: Path) -> None:
    lines = (test_data / "questions" / "exam-dev.jsonl").read_text(encoding="utf-8").splitlines()
    questions = [json.loads(line)["question"] for line in lines]
    assert len(questions) > 50
    assert share_same(questions, pair) >= MIN_SAME


@pytest.mark.slow
def test_names_and_misspellings_are_linked_to_the_same_concepts(pair: Pair) -> None:
    def found(name: str, store: Store) -> object:
        try:
            return link(store, name)
        except NotFoundError as error:
            return error.suggestions

    texts = [one.text for one in spellings(documents_of(pair.sqlite), {}, thorough=True)][::5]
    assert len(texts) > 600
    same = [found(text, pair.sqlite) == found(text, pair.postgres) for text in texts]
    assert sum(same) / len(same) >= MIN_SAME
