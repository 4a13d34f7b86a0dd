"""The phrases of a graph's vocabulary that ask for a kind or a relation."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from kg.question.grammar import NEGATIVE, STOP
from kg.relations import Relation, Side, Vocabulary
from kg.text import Stem, stem, words
from kg.typed import NamedTuple

TELLING = frozenset("about after before during kind next sort type use used uses".split())
"""Words that carry no content of their own, yet ask for a relation as surely as a verb does."""

STRONG = 0.5
"""Strength from which the words of an ask leave no doubt that a relation is asked about."""

LONGEST = 5
"""Words in the longest cue that is looked for."""


class Sense(NamedTuple):
    """A relation and the side of it that a phrase wants; `both` when it may be either."""

    relation: str
    side: Side
    both: bool


class Cues(NamedTuple):
    """Phrases to what they ask for: of kinds in the singular, of relations as stems; all words."""

    kinds: dict[tuple[str, ...], tuple[str, ...]]
    relations: dict[tuple[Stem, ...], tuple[Sense, ...]]
    words: frozenset[str]


class Cue(NamedTuple):
    """A phrase found in a question at start:end, and what it may mean."""

    start: int
    end: int
    senses: tuple[Sense, ...]
    strength: float

    @property
    def span(self) -> range:
        """The places of its words."""
        return range(self.start, self.end)


class Noun(NamedTuple):
    """Words of a question at start:end that name kinds of concept."""

    start: int
    end: int
    kinds: tuple[str, ...]

    @property
    def span(self) -> range:
        """The places of its words."""
        return range(self.start, self.end)


_cached: dict[int, tuple[Vocabulary, Cues]] = {}


def cues_of(vocabulary: Vocabulary) -> Cues:
    """The cues of a vocabulary; worked out once for each vocabulary object."""
    known = _cached.get(id(vocabulary))
    if known is None or known[0] is not vocabulary:
        _cached.clear()  # one graph at a time is what a process asks
        known = _cached[id(vocabulary)] = (vocabulary, _cues_of(vocabulary))
    return known[1]


def _cues_of(vocabulary: Vocabulary) -> Cues:
    kinds: dict[tuple[str, ...], list[str]] = {}
    relations: dict[tuple[Stem, ...], dict[str, set[Side]]] = {}
    seen: set[str] = set()

    def phrase(text: str) -> tuple[Stem, ...]:
        parts = words(text)
        seen.update(parts)
        return tuple(map(stem, parts))

    for kind in vocabulary.kinds.values():
        for text in {kind.name: 0, kind.plural: 0} | dict.fromkeys(kind.words):
            parts = words(text)
            seen.update(parts)
            named = kinds.setdefault(tuple(map(singular, parts)), [])
            if text == kind.name:
                named.insert(0, kind.name)
            elif kind.name not in named:
                named.append(kind.name)
    for relation in vocabulary.relations.values():
        for side, text in _phrases(relation):
            relations.setdefault(phrase(text), {}).setdefault(relation.name, set()).add(side)
    return Cues(
        {key: tuple(names) for key, names in kinds.items() if key},
        {
            key: tuple(
                Sense(name, side, len(sides) == 2)
                for name, sides in senses.items()
                for side in sorted(sides)
            )
            for key, senses in relations.items()
            if key
        },
        frozenset(word for word in seen if len(word) > 2),
    )


def _phrases(relation: Relation) -> Iterator[tuple[Side, str]]:
    for text in relation.asks_a:
        yield "a", text
    for text in relation.asks_b:
        yield "b", text


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


def find_kinds(cues: Cues, tokens: Sequence[str]) -> list[Noun]:
    """Where the question names kinds, the longest phrase at each place."""
    question = list(map(singular, tokens))
    found = []
    at = 0
    while at < len(question):
        for end in range(min(len(question), at + LONGEST), at, -1):
            named = cues.kinds.get(tuple(question[at:end]))
            if named:
                found.append(Noun(at, end, named))
                at = end - 1
                break
        at += 1
    return found


def find_cues(cues: Cues, question: Sequence[Stem]) -> list[Cue]:
    """Every phrase in the question that asks for relations, overlapping ones included."""
    found = []
    for at in range(len(question)):
        for end in range(at + 1, min(len(question), at + LONGEST) + 1):
            senses = cues.relations.get(tuple(question[at:end]))
            if senses:
                found.append(Cue(at, end, senses, _strength(question[at:end])))
    return found


def turned(cues: Sequence[Cue], tokens: Sequence[str], vocabulary: Vocabulary) -> list[Cue]:
    """The cues, those after a "not" turned into the relation that denies what they ask for.

    "Not good for" asks for what is unsuited, where the vocabulary has a relation for that.
    """
    denies = {r.opposite: r.name for r in vocabulary.relations.values() if r.opposite}
    found = []
    for cue in cues:
        before = reversed(range(max(0, cue.start - 3), cue.start))
        start = next((n for n in before if tokens[n] in NEGATIVE), None)
        can_turn = cue.strength >= STRONG and any(s.relation in denies for s in cue.senses)
        if start is None or not can_turn:
            found.append(cue)
            continue
        senses = (s._replace(relation=denies.get(s.relation, s.relation)) for s in cue.senses)
        found.append(cue._replace(start=start, senses=tuple(senses), strength=1.0))
    return found


def apart(cues: Sequence[Cue]) -> list[Cue]:
    """Of cues that overlap the longest, then the first; in the order of their places."""
    kept: list[Cue] = []
    for cue in sorted(cues, key=lambda c: (c.start - c.end, c.start)):
        if all(cue.end <= other.start or other.end <= cue.start for other in kept):
            kept.append(cue)
    return sorted(kept)


def _strength(phrase: Sequence[Stem]) -> float:
    """0-1: a preposition alone says little, a verb or a phrase says what is meant."""
    if all(part in _stop_stems() for part in phrase):
        return 0.2 if len(phrase) == 1 else 0.6
    return min(1.0, 0.85 + 0.1 * len(phrase))


@lru_cache(maxsize=1)
def _stop_stems() -> frozenset[Stem]:
    return frozenset(map(stem, STOP - TELLING))
