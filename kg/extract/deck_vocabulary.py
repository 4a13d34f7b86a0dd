"""Add to a vocabulary the kinds and relations that graphs made from decks need."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

from kg.model.vocabulary import Vocabulary
from kg.model.vocabulary_tables import read_vocabulary


def deck_vocabulary(vocabulary: Vocabulary) -> Vocabulary:
    """Return a vocabulary with the kinds and relations of relations.toml that it lacks."""
    additions = _additions()
    return Vocabulary(
        {
            **vocabulary.kinds,
            **{
                name: kind for name, kind in additions.kinds.items() if name not in vocabulary.kinds
            },
        },
        {**additions.relations, **vocabulary.relations},
    )


@cache
def _additions() -> Vocabulary:
    text = (files("kg.extract") / "relations.toml").read_text(encoding="utf-8")
    return read_vocabulary(tomllib.loads(text))[0]
