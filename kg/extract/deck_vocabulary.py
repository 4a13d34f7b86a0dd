"""Add to a vocabulary the kinds and relations that graphs made from decks need."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

from kg.model.vocabulary import PLAIN, Relation, Vocabulary
from kg.model.vocabulary_tables import read_vocabulary

GENERAL_RELATIONS = ("part-of", "kind-of", "follows", "contrasts-with", "example-of")
"""Relations of the vocabulary that ships which hold in a deck about anything."""

PROVEN_RELATIONS = ("mentions", "located-in", "causes", "related-to", "under")
"""Relations of relations.toml whose patterns find what is so on decks about anything."""


def general_vocabulary(shipped: Vocabulary) -> Vocabulary:
    """Return the vocabulary of a graph made from a deck that brings none of its own.

    It has kinds and relations that hold in any field. What the patterns of other relations find
    becomes a mention.

    Args:
        shipped: the vocabulary that ships with the program, which is that of one field.
    """
    additions = _additions()
    plain = {PLAIN: shipped.kinds[PLAIN]} if PLAIN in shipped.kinds else {}
    relations = {name: shipped.relations[name] for name in GENERAL_RELATIONS}
    relations |= {name: additions.relations[name] for name in PROVEN_RELATIONS}
    kinds = {**plain, **additions.kinds}

    def among_kinds(relation: Relation) -> Relation:
        """Return a relation that joins none but these kinds."""
        return relation._replace(
            from_kinds=relation.from_kinds.intersection(kinds),
            to_kinds=relation.to_kinds.intersection(kinds),
        )

    return Vocabulary(kinds, {name: among_kinds(row) for name, row in relations.items()})


def deck_vocabulary(vocabulary: Vocabulary) -> Vocabulary:
    """Return a vocabulary with the kinds and relations of relations.toml that it lacks.

    One that has kinds for cards is that of a deck, and lacks nothing.
    """
    if "question" in vocabulary.kinds and "mentions" in vocabulary.relations:
        return vocabulary
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
