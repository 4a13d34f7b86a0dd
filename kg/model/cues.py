"""Cues: the phrases with which a question asks for a vocabulary's kinds and relations."""

from __future__ import annotations

from collections.abc import Iterator

from kg._typing import NamedTuple
from kg.model.vocabulary import SIDES, Relation, Side, Vocabulary
from kg.text.normal_forms import Stem, stem, words


class Sense(NamedTuple):
    """A relation and the end of it that a phrase asks for; `both` if it may ask for either end."""

    relation: str
    side: Side
    both: bool


class Cues(NamedTuple):
    """The phrases of a vocabulary, with what they ask for.

    Attributes:
        kinds: kinds by phrase, its words in the singular.
        relations: senses by phrase, its words as stems.
        words: the words of all phrases, unchanged.
        stems: the stems of those words.
    """

    kinds: dict[str, tuple[str, ...]]
    relations: dict[str, tuple[Sense, ...]]
    words: frozenset[str]
    stems: frozenset[Stem]


def cues_of(vocabulary: Vocabulary) -> Cues:
    """Return the cues of a vocabulary."""
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
    """Return a noun without its plural ending.

    A stem would join too much here: "production" asks for no product.

    >>> [singular(w) for w in ("metrics", "bias", "class", "studies", "processes")]
    ['metric', 'bia', 'class', 'study', 'process']
    """
    if word.endswith(("ies", "ie")) and len(word) > 4:  # "movies" and "movie" become one
        return f"{word.removesuffix('s')[:-2]}y"
    if word.endswith(("sses", "ches", "xes")):
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word
