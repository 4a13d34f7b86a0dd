"""RapidFuzz over names and aliases."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from rapidfuzz import fuzz, process  # noqa: TID251 - measured against, not built upon
from rapidfuzz.utils import default_process  # noqa: TID251 - as above

from tests.bench.baselines.ranker import Scored
from tests.bench.documents import Document

SCORERS: dict[str, Callable[..., float]] = {
    "WRatio": fuzz.WRatio,
    "token_set_ratio": fuzz.token_set_ratio,
}


class Fuzzy:
    """Ranks concepts by the likeness of the question and the best of their texts."""

    setting = ""

    def __init__(self, scorer: str, documents: Iterable[Document], whole: bool = False) -> None:
        """Take `whole` documents rather than names and aliases where the answer is not named."""
        self.name = f"rapidfuzz {scorer}"
        self._score = SCORERS[scorer]
        self._names: list[str] = []
        self._texts: list[str] = []
        for document in documents:
            for text in [" ".join(document.fields)] if whole else document.forms:
                self._names.append(document.name)
                self._texts.append(default_process(text))

    def rank(self, question: str, limit: int) -> list[Scored]:
        found = process.extract(
            default_process(question), self._texts, scorer=self._score, limit=limit * 8
        )
        best: dict[str, float] = {}
        for _, score, place in found:
            if score > 0:
                best.setdefault(self._names[place], score)
        return [Scored(name, score) for name, score in best.items()][:limit]
