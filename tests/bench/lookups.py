"""Lookups: texts to look up, and the concepts that are right for each."""

from __future__ import annotations

import json
import zlib
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from random import Random
from typing import Literal

from kg.model.graph import Concept, ConceptId, Graph
from kg.text.normal_forms import Stem, normalise, stem, words
from tests.bench.baselines.ranker import STOP_WORDS
from tests.bench.misspell import EDITS, edited
from tests.bench.typos import SHORTEST

Half = Literal["tune", "report"]
Set = Literal["exact", "typo", "definition"]

SETS: tuple[Set, ...] = ("exact", "typo", "definition")

LEFT_OUT = 0.25
"""Share of the words of a definition that are left out."""

LEAST = 4
"""Words that a reordered definition has at least."""


@dataclass(frozen=True, slots=True)
class Lookup:
    """A text, and the identifiers of the concepts that are right for it, sorted."""

    set: Set
    half: Half
    text: str
    right: tuple[str, ...]


def draw_lookups(graph: Graph, size: int, seed: str) -> list[Lookup]:
    """Lookups of each set, the same for the same seed.

    Args:
        graph: whose concepts are looked up; a concept is in one half only.
        size: how many of each set in each half; fewer where the graph has no more.
        seed: what the draw depends on beside the graph.

    Returns:
        By set, by half, in the order drawn. Exact names and aliases; the same with one edit, if
        that makes no other name; definitions whose words but the stop words are out of order and
        partly left out, if no other concept has all of them.
    """
    called: defaultdict[str, set[str]] = defaultdict(set)
    for concept in graph.concepts.values():
        for form in _forms(concept):
            called[normalise(form)].add(concept.id)

    def exact(concept: Concept, draw: Random) -> tuple[str, Iterable[str]] | None:
        form = draw.choice(_forms(concept))
        right = called[normalise(form)]
        return (form, right) if normalise(form) else None

    def typo(concept: Concept, draw: Random) -> tuple[str, Iterable[str]] | None:
        form = draw.choice(_forms(concept))
        if sum(c.isalpha() for c in form) < SHORTEST:
            return None
        text = edited(form, draw.choice(sorted(EDITS)), seed)
        return (
            None if text is None or normalise(text) in called else (text, called[normalise(form)])
        )

    def reordered(concept: Concept, draw: Random) -> tuple[str, Iterable[str]] | None:
        said = list(dict.fromkeys(w for w in words(concept.definition) if w not in STOP_WORDS))
        kept = [word for word in said if draw.random() >= LEFT_OUT]
        draw.shuffle(kept)
        return (" ".join(kept), [concept.id]) if len(kept) >= LEAST else None

    return [
        *_draw("exact", exact, graph, size, seed),
        *_draw("typo", typo, graph, size, seed),
        *_answerable(list(_draw("definition", reordered, graph, 2 * size, seed)), graph, size),
    ]


def _forms(concept: Concept) -> Sequence[str]:
    return (concept.name, *concept.aliases)


def half_of(identifier: ConceptId) -> Half:
    """The half that a concept is looked up in."""
    return "tune" if zlib.crc32(identifier.encode()) % 2 else "report"


def _draw(
    name: Set,
    make: Callable[[Concept, Random], tuple[str, Iterable[str]] | None],
    graph: Graph,
    size: int,
    seed: str,
) -> Iterator[Lookup]:
    draw = Random(f"{seed} {name}")
    left = {"tune": size, "report": size}
    found: list[Lookup] = []
    identifiers = list(graph.concepts)
    # Shuffled a few at a time: of a million, most are never looked at.
    for identifier in draw.sample(identifiers, min(len(identifiers), 20 * size)):
        half = half_of(identifier)
        made = make(graph.concepts[identifier], draw) if left[half] else None
        if made is not None:
            left[half] -= 1
            found.append(Lookup(name, half, made[0], tuple(sorted(made[1]))))
    yield from sorted(found, key=lambda lookup: lookup.half)


def _answerable(drawn: Sequence[Lookup], graph: Graph, size: int) -> Iterator[Lookup]:
    """The first `size` of each half whose words no second concept has all of."""
    asked = [frozenset(map(stem, lookup.text.split())) for lookup in drawn]
    wanted = frozenset[Stem]().union(*asked)
    spread: Counter[Stem] = Counter()
    for concept in graph.concepts.values():
        spread.update(_stems(concept) & wanted)
    by_rarest: defaultdict[Stem, list[int]] = defaultdict(list)
    for n, stems in enumerate(asked):
        by_rarest[min(stems, key=lambda s: (spread[s], s))].append(n)
    having: Counter[int] = Counter()
    for concept in graph.concepts.values():
        found = _stems(concept)
        for rarest in found & by_rarest.keys():
            having.update(n for n in by_rarest[rarest] if asked[n] <= found)
    left = {"tune": size, "report": size}
    for n, lookup in enumerate(drawn):
        if having[n] == 1 and left[lookup.half]:
            left[lookup.half] -= 1
            yield lookup


def _stems(concept: Concept) -> set[Stem]:
    return set(map(stem, words(" ; ".join((*_forms(concept), concept.summary)))))


def write_lookups(lookups: Iterable[Lookup], file: Path) -> None:
    """Write lookups as JSON."""
    file.write_text(json.dumps([asdict(lookup) for lookup in lookups]), encoding="utf-8")


def read_lookups(file: Path) -> list[Lookup]:
    """The lookups of a file that `write_lookups` wrote."""
    rows = json.loads(file.read_text(encoding="utf-8"))
    return [Lookup(**{**row, "right": tuple(row["right"])}) for row in rows]
