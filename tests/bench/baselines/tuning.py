"""Choosing a baseline's setting and threshold on the tune half."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from tests.bench.baselines.embeddings import embeddings
from tests.bench.baselines.fulltext import full_text, full_text_grid
from tests.bench.baselines.fuzzy import SCORERS, Fuzzy
from tests.bench.baselines.fuzzy_fulltext import fuzzy_full_text, fuzzy_full_text_grid
from tests.bench.baselines.ranker import Baseline, Ranker
from tests.bench.deck import Case, Judged
from tests.bench.documents import Document
from tests.bench.method import Reply


class Choice(NamedTuple):
    """A threshold, and the mean credit on the tune half that it brings."""

    credit: float
    threshold: float


class Baselines(NamedTuple):
    """The methods beside the engine, and the names of those that are not installed."""

    methods: list[Baseline]
    missing: list[str]


def tuned_baselines(documents: Sequence[Document], cases: Sequence[Case]) -> Baselines:
    """Every baseline, each at the best of its settings on these cases."""
    found: list[Iterable[Ranker]] = [[Fuzzy(scorer, documents)] for scorer in SCORERS]
    found.append(full_text_grid(full_text(documents)))
    missing = []
    fuzzy = fuzzy_full_text(documents)
    if fuzzy is None:
        missing.append("tantivy, fuzzy terms")
    else:
        found.append(fuzzy_full_text_grid(fuzzy))
    dense = embeddings(documents)
    if dense is None:
        missing.append("MiniLM")
    else:
        found.append([dense])
    return Baselines([_best(rankers, len(documents), cases) for rankers in found], missing)


def _best(rankers: Iterable[Ranker], size: int, cases: Sequence[Case]) -> Baseline:
    # The first of equals stays, so that the same graph gives the same setting.
    choices = [(ranker, threshold(ranker, cases)) for ranker in rankers]
    ranker, choice = max(choices, key=lambda pair: pair[1].credit)
    return Baseline(ranker, size, choice.threshold)


def threshold(ranker: Ranker, cases: Sequence[Case]) -> Choice:
    """The score below which it is best to refuse; nought when there is nothing to tune by."""
    free = Baseline(ranker, 0)
    judged = [Judged(c, free.reply(c.question, max(1, len(c.gold))), 0.0) for c in cases]
    if not judged:
        return Choice(0.0, 0.0)
    refused = [Judged(j.case, Reply(()), 0.0).credit for j in judged]
    given = [j.credit for j in judged]
    tried = sorted({0.0, *(j.reply.score for j in judged)})
    return max(
        (Choice(_mean_credit(judged, given, refused, floor), floor) for floor in tried),
        key=lambda choice: choice.credit,
    )


def _mean_credit(
    judged: Sequence[Judged], given: Sequence[float], refused: Sequence[float], floor: float
) -> float:
    earned = (
        no if j.reply.score < floor else yes
        for j, yes, no in zip(judged, given, refused, strict=True)
    )
    return sum(earned) / len(judged)
