"""Tantivy: BM25 over boosted fields, and words one edit away, at a weight of their own."""

from __future__ import annotations

import importlib
import importlib.util
from collections.abc import Iterable, Iterator
from itertools import product
from typing import Any

from kg.text.normal_forms import stem, stems, words
from tests.bench.baselines.ranker import STOP_WORDS, Scored
from tests.bench.documents import FIELDS, Document

Boosts = tuple[float, float, float, float, float]
"""Of name, aliases, summary, edges, and of a word one edit away relative to the word itself."""

GRID: tuple[Boosts, ...] = tuple(
    product((1, 2, 4), (1, 2, 4), (1,), (0.25, 0.5, 1, 2), (0.1, 0.3, 1, 3, 10))
)


class FuzzyFullText:
    """Ranks the documents that have any word within one edit of one of the question."""

    name = "tantivy, fuzzy terms"

    def __init__(self, module: Any, schema: Any, searcher: Any, boosts: Boosts) -> None:
        self._tantivy = module
        self._schema = schema
        self._searcher = searcher
        self.boosts = boosts

    @property
    def setting(self) -> str:
        told = ", ".join(
            f"{f} {w:g}" for f, w in zip((*FIELDS, "one edit away"), self.boosts, strict=True)
        )
        return f"boosts {told}"

    def boosted(self, boosts: Boosts) -> FuzzyFullText:
        """The same index under other boosts."""
        return FuzzyFullText(self._tantivy, self._schema, self._searcher, boosts)

    def rank(self, question: str, limit: int) -> list[Scored]:
        terms = [stem(word) for word in words(question) if word not in STOP_WORDS]
        if not terms:
            return []
        parts = [self._part(term, place) for term in dict.fromkeys(terms) for place in range(4)]
        query = self._tantivy.Query.boolean_query(
            [(self._tantivy.Occur.Should, part) for pair in parts for part in pair]
        )
        found = self._searcher.search(query, limit=limit).hits
        return [Scored(self._searcher.doc(at)["title"][0], score) for score, at in found]

    def _part(self, term: str, place: int) -> list[Any]:
        query, field, boost = self._tantivy.Query, FIELDS[place], self.boosts[place]
        same = query.term_query(self._schema, field, term)
        # Distance 1 with no prefix; Tantivy scores such matches alike, whatever their rarity.
        near = query.fuzzy_term_query(self._schema, field, term, 1, True, False)
        return [
            query.boost_query(same, boost),
            query.boost_query(near, boost * self.boosts[-1]),
        ]


def fuzzy_full_text(documents: Iterable[Document]) -> FuzzyFullText | None:
    """An index in memory, every field boosted alike; None where Tantivy is not installed."""
    if importlib.util.find_spec("tantivy") is None:
        return None
    tantivy: Any = importlib.import_module("tantivy")
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("title", stored=True, tokenizer_name="raw")
    for field in FIELDS:
        builder.add_text_field(field, tokenizer_name="whitespace")
    schema = builder.build()
    index = tantivy.Index(schema)
    # One thread: several would cut the index anew each time, and equal scores fall by segment.
    writer = index.writer(heap_size=128_000_000, num_threads=1)
    for document in documents:
        texts = (" ".join(stems(text)) for text in document.fields)
        writer.add_document(
            tantivy.Document(title=document.name, **dict(zip(FIELDS, texts, strict=True)))
        )
    writer.commit()
    index.reload()
    return FuzzyFullText(tantivy, schema, index.searcher(), (1, 1, 1, 1, 1))


def fuzzy_full_text_grid(index: FuzzyFullText) -> Iterator[FuzzyFullText]:
    """The index under every boosting that is tried."""
    return (index.boosted(boosts) for boosts in GRID)
