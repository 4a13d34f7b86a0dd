"""MiniLM sentence embeddings, where the library and the model are on this machine already."""

from __future__ import annotations

import importlib
import importlib.util
import os
from collections.abc import Sequence
from typing import Any

from tests.bench.baselines.ranker import Scored
from tests.bench.documents import Document

MODEL = "sentence-transformers/all-MiniLM-L6-v2"


class Embeddings:
    """Ranks documents by the cosine of their vector and the question's."""

    name = "MiniLM"
    setting = MODEL

    def __init__(self, model: Any, documents: Sequence[Document]) -> None:
        self._model = model
        self._names = [document.name for document in documents]
        texts = [". ".join(filter(None, document.fields)) for document in documents]
        self._vectors = model.encode(texts, normalize_embeddings=True)

    def rank(self, question: str, limit: int) -> list[Scored]:
        cosines = self._vectors @ self._model.encode(question, normalize_embeddings=True)
        scored = [Scored(n, float(c)) for n, c in zip(self._names, cosines, strict=True) if c > 0]
        return sorted(scored, key=lambda s: (-s.score, s.name))[:limit]


def embeddings(documents: Sequence[Document]) -> Embeddings | None:
    """The ranker; None where something is missing. Nothing is fetched."""
    if importlib.util.find_spec("sentence_transformers") is None:
        return None
    os.environ["HF_HUB_OFFLINE"] = "1"
    library: Any = importlib.import_module("sentence_transformers")
    try:
        model = library.SentenceTransformer(MODEL, local_files_only=True)
    except OSError:  # what the library raises for a model that is not on disk
        return None
    return Embeddings(model, documents)
