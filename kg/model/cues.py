"""Cues: the phrases by which a vocabulary's kinds and relations are asked for."""

from __future__ import annotations

from collections.abc import Iterator

from kg._typing import NamedTuple
from kg.model.vocabulary import SIDES, Relation, Side, Vocabulary
from kg.text.normal_forms import Stem, stem, words


class Sense(NamedTuple):
    """A relation and the side of it that a phrase wants; `both` when it may be either."""

    relation: str
    side: Side
    both: bool


class Cues(NamedTuple):
    """What phrases ask for.

    `kinds` are the kinds by phrases whose words are in the singular, `relations` the senses by
    phrases of stems; `words` are those of all phrases as they are, `stems` theirs.
    """

    kinds: dict[str, tuple[str, ...]]
    relations: dict[str, tuple[Sense, ...]]
    words: frozenset[str]
    stems: frozenset[Stem]


def cues_of(vocabulary: Vocabulary) -> Cues:
    """The cues of a vocabulary."""
    kinds: dict[str, list[str]] = {}
    relations: dict[str, dict[str, set[Side]]] = {}
    seen: set[str] = set()
    for kind in vocabulary.kinds.values():
        for text in {kind.name: 0, kind.plural: 0} | dict.fromkeys(kind.words):
            parts = words(text)
            seen.update(parts)
            named = kinds.setdefault(" ".join(map(singular, parts)), [])
            if text == kind.name:
                named.insert(0, kind.name)
            elif kind.name not in named:
                named.append(kind.name)
    for relation in vocabulary.relations.values():
        for side, text in _phrases(relation):
            parts = words(text)
            seen.update(parts)
            asked = relations.setdefault(" ".join(map(stem, parts)), {})
            asked.setdefault(relation.name, set()).add(side)
    known = frozenset(word for word in seen if len(word) > 2)
    return Cues(
        {phrase: tuple(names) for phrase, names in kinds.items() if phrase},
        {
            phrase: tuple(
                Sense(name, side, len(sides) == 2)
                for name, sides in senses.items()
                for side in SIDES
                if side in sides
            )
            for phrase, senses in relations.items()
            if phrase
        },
        known,
        frozenset(map(stem, known)),
    )


def _phrases(relation: Relation) -> Iterator[tuple[Side, str]]:
    for text in relation.asks_subject:
        yield "subject", text
    for text in relation.asks_object:
        yield "object", text


def singular(word: str) -> str:
    """A noun without the ending of its plural.

    A stem would join too much here: "production" asks for no product.

    >>> [singular(w) for w in ("metrics", "bias", "class", "studies", "processes")]
    ['metric', 'bia', 'class', 'study', 'process']
    """
    if word.endswith(("ies", "ie")) and len(word) > 4:  # "movies" and "movie" become one
        return f"{word.removesuffix('s')[:-2]}y"
    if word.endswith(("sses", "ches", "xes")):
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word
