"""Tantivy: BM25 over boosted fields, and words some edits away at a weight of their own."""

from __future__ import annotations

import importlib
from pathlib import Path
from typing import Any

from kg.model.graph import Graph
from kg.text.normal_forms import normalise
from tests.bench.peers.peer import Ask, Choices, Setting

FIELDS = ("name", "aliases", "summary")
WHOLE = "whole"
ANALYZER = "english"
GIVEN = 5

TIES = 0.1
"""Share of the fields beside the best."""

LONGEST_NAME = 6
"""Words in the longest text that is also looked up as a name."""

PLAIN: Setting = {"when": "never", "whole": 16, "name": 1, "aliases": 1, "best": False}
"""Words as they are."""

FUZZY: Setting = PLAIN | {"distance": 1, "near": 0.3, "told": True}

CHOICES: Choices = {
    "whole": (0, 16, 64),
    "name": (0.25, 0.5, 1, 2, 4),
    "aliases": (0.25, 0.5, 1, 2, 4),
    "best": (False, True),
    "near": (0.1, 0.3, 1.0),
    "distance": (1, 2, "auto"),
    "told": (True, False),
}
"""What is tried, in this order; see `open_index`."""


def _module() -> Any:
    return importlib.import_module("tantivy")


def _analyzer(tantivy: Any) -> Any:
    filters = tantivy.Filter
    builder = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple())
    for part in (filters.lowercase(), filters.ascii_fold(), filters.stemmer("english")):
        builder = builder.filter(part)
    return builder.build()


def _schema(tantivy: Any) -> Any:
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("id", stored=True, tokenizer_name="raw", index_option="basic")
    for field in FIELDS:  # no phrases are looked for, so that places need not be kept
        builder.add_text_field(field, tokenizer_name=ANALYZER, index_option="freq")
    builder.add_text_field(WHOLE, tokenizer_name="raw", index_option="basic")
    return builder.build()


def build(graph: Graph, folder: Path) -> None:
    """One segment of names, aliases and summaries, and every name as one word as well."""
    tantivy = _module()
    index = tantivy.Index(_schema(tantivy), path=str(folder))
    index.register_tokenizer(ANALYZER, _analyzer(tantivy))
    writer = index.writer(heap_size=512_000_000, num_threads=1)
    for concept in graph.concepts.values():
        document = tantivy.Document(
            id=concept.id, name=concept.name, aliases=list(concept.aliases), summary=concept.summary
        )
        for form in dict.fromkeys(map(normalise, (concept.name, *concept.aliases))):
            document.add_text(WHOLE, form)
        writer.add_document(document)
    writer.commit()
    writer.wait_merging_threads()


def open_index(folder: Path, setting: Setting) -> Ask:
    """Any of the words, best score first.

    A setting has the boosts of `name` and `aliases` beside a summary's 1; `whole`, that of a text
    that is a name from end to end, 0 for not looked at; and `when` words some edits away are
    looked for: never, always, for words that the index does not have (`unknown`), or when there is
    no other hit (`nothing`). Then also how many edits (`distance`; auto: none below 3 letters, 2
    above 5, else 1; swapping two letters is one), their weight beside the word itself (`near`),
    and whether they count in summaries (`told`). With `best`, the field in which a word counts most
    is what it counts, and a tenth of the others.
    """
    return _Asking(folder, setting).first


class _Asking:
    """An open index at one setting."""

    def __init__(self, folder: Path, setting: Setting) -> None:
        self._tantivy = _module()
        self._analyzer = _analyzer(self._tantivy)
        index = self._tantivy.Index.open(str(folder))
        index.register_tokenizer(ANALYZER, self._analyzer)
        self._schema = index.schema
        self._searcher = index.searcher()
        self._setting = setting
        self._boosts = {"name": setting["name"], "aliases": setting["aliases"], "summary": 1}

    def first(self, text: str) -> str | None:
        tokens = list(dict.fromkeys(self._analyzer.analyze(text)))
        exact = [part for token in tokens for part in self._exact(token)]
        norm = normalise(text)
        is_name = self._setting["whole"] and norm.count(" ") < LONGEST_NAME
        if is_name:
            exact.append(self._term(WHOLE, norm, self._setting["whole"]))
        if self._setting["when"] == "never":
            return self._best(exact)
        if self._setting["when"] == "nothing":
            found = self._best(exact)
            if found is not None:
                return found
        near = [part for token in tokens if self._is_near(token) for part in self._near(token)]
        unknown = self._setting["when"] == "unknown"
        if is_name and not (unknown and self._searcher.doc_freq(WHOLE, norm)):
            near += self._fuzzy(WHOLE, norm, self._setting["whole"])
        return self._best([*exact, *near])

    def _is_near(self, token: str) -> bool:
        if self._setting["when"] != "unknown":
            return True
        return not any(self._searcher.doc_freq(field, token) for field in FIELDS)

    def _best(self, parts: list[Any]) -> str | None:
        if not parts:
            return None
        should = self._tantivy.Occur.Should
        query = self._tantivy.Query.boolean_query([(should, part) for part in parts])
        # Without a count of all hits, Tantivy passes over those that can't be among the best.
        hits = self._searcher.search(query, limit=GIVEN, count=False).hits
        return str(self._searcher.doc(hits[0][1])["id"][0]) if hits else None

    def _exact(self, token: str) -> list[Any]:
        return self._joined(
            [self._term(field, token, boost) for field, boost in self._boosts.items() if boost]
        )

    def _near(self, token: str) -> list[Any]:
        fields = FIELDS if self._setting["told"] else FIELDS[:2]
        return self._joined(
            [part for field in fields for part in self._fuzzy(field, token, self._boosts[field])]
        )

    def _joined(self, parts: list[Any]) -> list[Any]:
        if not self._setting["best"] or len(parts) < 2:
            return parts
        return [self._tantivy.Query.disjunction_max_query(parts, TIES)]

    def _term(self, field: str, token: str, boost: float) -> Any:
        query = self._tantivy.Query
        return query.boost_query(query.term_query(self._schema, field, token), boost)

    def _fuzzy(self, field: str, token: str, boost: float) -> list[Any]:
        distance = self._setting["distance"]
        if distance == "auto":
            distance = (len(token) > 2) + (len(token) > 5)
        if not distance:
            return []
        query = self._tantivy.Query
        near = query.fuzzy_term_query(self._schema, field, token, distance, True, False)
        return [query.boost_query(near, boost * self._setting["near"])]
