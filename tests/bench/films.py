"""The part of a run that is about MetaQA's films: questions, and names misspelt."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from pathlib import Path

from tests.bench import metaqa
from tests.bench.baselines.fulltext import FullText, full_text
from tests.bench.baselines.fuzzy import SCORERS, Fuzzy
from tests.bench.baselines.fuzzy_fulltext import FuzzyFullText, fuzzy_full_text
from tests.bench.baselines.ranker import Baseline, Ranker
from tests.bench.bench import Bench
from tests.bench.data import UnavailableError, data_folder
from tests.bench.documents import Document, documents_of_triples
from tests.bench.engine import Engine
from tests.bench.report.metaqa import Run
from tests.bench.report.typos import Results
from tests.bench.typos import sample_names, seek, spellings

SLOW_SAMPLE = 100
"""Questions of each number of hops that the baselines answer."""

NAMES, SLOW_NAMES = 1_000, 100
"""Names that the engine looks up, and that the baselines do."""

VOCABULARIES = {"names only": None, "with words": metaqa.RELATIONS}

BRACKETS = {"in brackets": True, "plain": False}


class Films:
    """Runs over the graph of films.

    Args:
        bench: has the settings, and the baselines as tuned on the deck.
    """

    def __init__(self, bench: Bench) -> None:
        self._bench = bench
        self._settings = bench.settings

    @cached_property
    def folder(self) -> Path:
        """Where MetaQA lies."""
        return data_folder("metaqa")

    @cached_property
    def documents(self) -> list[Document]:
        """Every entity as text."""
        return documents_of_triples(self.folder / "kb.txt")

    def _puzzles(self, sample: int | None) -> list[metaqa.Puzzle]:
        limit = self._settings.limit
        size = min(filter(None, (sample, limit)), default=None)
        return [p for hops in metaqa.HOPS for p in metaqa.read_puzzles(self.folder, hops, size)]

    def runs(self) -> Iterator[Run]:
        """The engine in its four settings, then the baselines in theirs."""
        puzzles = self._puzzles(self._settings.sample)
        for vocabulary, file in VOCABULARIES.items():
            try:
                with metaqa.opened(self.folder, file) as store:
                    for told, brackets in BRACKETS.items():
                        solved = metaqa.solve(puzzles, Engine(store), brackets)
                        yield Run("kg", vocabulary, told, solved)
            except UnavailableError as error:
                yield Run("kg", vocabulary, "either", reason=str(error))
        few = self._puzzles(SLOW_SAMPLE)
        for baseline in self._baselines(whole=True):
            yield Run(baseline.name, "—", "plain", metaqa.solve(few, baseline, brackets=False))

    def _baselines(self, whole: bool) -> Iterator[Baseline]:
        """The baselines on films, at the settings chosen on the deck, one index at a time."""
        size = len(self.documents)
        for tuned in self._bench.baselines.methods:
            ranker = _same(tuned.ranker, self.documents, whole)
            if ranker is not None:
                yield Baseline(ranker, size)

    def sought(self, wrong_of: dict[str, list[str]]) -> Results:
        """Names of films and people looked up; the baselines look up fewer.

        Raises:
            UnavailableError: the engine can't read triples.
        """
        limit = self._settings.limit
        some = sample_names(self.documents, limit or NAMES)
        with metaqa.opened(self.folder, None) as store:
            results = {"kg": seek(spellings(some, wrong_of, thorough=False), Engine(store))}
        fewer = spellings(some[:SLOW_NAMES], wrong_of, thorough=False)
        for baseline in self._baselines(whole=False):
            results[baseline.name] = seek(fewer, baseline)
        return results


def _same(ranker: Ranker, documents: list[Document], whole: bool) -> Ranker | None:
    """The same ranker over other documents; None for one that would take hours to index them."""
    for scorer in SCORERS:
        if ranker.name == f"rapidfuzz {scorer}":
            return Fuzzy(scorer, documents, whole)
    # A name that is looked up should not find what lies beside it.
    shown = documents if whole else [Document(d.name, d.aliases) for d in documents]
    match ranker:
        case FullText():
            return full_text(shown).weighted(ranker.weights)
        case FuzzyFullText():
            index = fuzzy_full_text(shown)
            return index and index.boosted(ranker.boosts)
    return None
