"""What is answered from PostgreSQL is what is answered from SQLite."""

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

ALIKE = 0.99
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
EVERY: dict[str, Callable[[Store], object]] = {
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
    "links": lambda s: (s.edges(), [s.edges(relation) for relation in s.vocabulary.relations]),
    "links of": lambda s: [s.edges_of([key]) for key in ALL],
    "links among": lambda s: s.edges_among(s.keys()[::2]),
    "links between": lambda s: [
        s.edges_between(s.keys()[n : n + 9], s.keys()[n + 5 : n + 40]) for n in range(0, 100, 9)
    ],
    "around": lambda s: [(s.neighbours([key]), s.neighbours([key, Key(3)], 4)) for key in ALL],
    "degrees": lambda s: s.degrees(s.keys()),
    "steps": lambda s: (s.adjacency(s.keys()), [s.partial_adjacency(key, 3) for key in ALL]),
    "sides": lambda s: s.relation_sides(s.keys()),
    "neighbourhoods": lambda s: [
        s.neighbourhood([key, Key(3)], hops, 40) for key in ALL for hops in range(4)
    ],
    "passages": lambda s: s.concept_fields(s.keys()),
    "forms": lambda s: s.name_matches(_words(s)),
    "stems": lambda s: (s.stems_of(_words(s)), s.term_stats(_stems(s)), s.synonyms(_stems(s))),
    "marks": lambda s: (s.term_codes(_stems(s)), s.stems_of_codes(s.term_codes(_stems(s)).values())),
    "words": lambda s: [sorted(s.words_ending_with(e, 1, 9)) for e in "abcdefghijklmnopqrstuvwxyz"],
    "named": lambda s: [s.search_names([[one]], 200) for one in _stems(s)],
    "named with two": lambda s: [
        s.search_names([pair[:1], pair[1:]], 200)
        for pair in zip(_stems(s), _stems(s)[7:], strict=False)
    ],
    "squashed": lambda s: [
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


@pytest.mark.parametrize("question", EVERY)
def test_every_question_of_a_store_has_one_answer(pair: Pair, question: str) -> None:
    ask = EVERY[question]
    answer = ask(pair.sqlite)
    assert answer
    assert ask(pair.postgres) == answer


def first(question: str, store: Store) -> object:
    answer = respond(question, store)
    return answer.kind, answer.hits[0].concept.id if answer.hits else None


def alike(questions: list[str], pair: Pair) -> float:
    same = [
        first(question, pair.sqlite) == first(question, pair.postgres) for question in questions
    ]
    return sum(same) / len(same)


def test_questions_on_the_deck(pair: Pair) -> None:
    questions = [case.question for case in read_cases(TABLE)][::2]  # the bench asks all
    assert len(questions) > 200
    assert alike(questions, pair) >= ALIKE


def test_questions_of_the_exam(pair: Pair, test_data: Path) -> None:
    lines = (test_data / "questions" / "exam-dev.jsonl").read_text(encoding="utf-8").splitlines()
    questions = [json.loads(line)["question"] for line in lines]
    assert len(questions) > 50
    assert alike(questions, pair) >= ALIKE


def test_names_and_their_misspellings(pair: Pair) -> None:
    def found(name: str, store: Store) -> object:
        try:
            return link(store, name)
        except NotFoundError as error:
            return error.suggestions

    texts = [one.text for one in spellings(documents_of(pair.sqlite), {}, thorough=True)][::5]
    assert len(texts) > 900
    same = [found(text, pair.sqlite) == found(text, pair.postgres) for text in texts]
    assert sum(same) / len(same) >= ALIKE
