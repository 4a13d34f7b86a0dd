"""Made-up graphs of any size, with the hubs, common words and rare words of real ones."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import accumulate, product
from random import Random

from kg.model.graph import Concept, ConceptId, Edge, Graph
from kg.model.vocabulary import Kind, Relation, Vocabulary

WORDS = 200_000
"""Words that names and summaries are drawn from, as many as a large dictionary has."""

RANK_SHIFT = 2.7
"""The n-th word comes up as 1 / (n + shift) (B. Mandelbrot, "An informational theory of
the statistical structure of language", 1953)."""

EDGES = 3
"""Edges that each concept has to earlier ones, where there are so many."""

RELATIONS = (
    *[("kind-of", "is a kind of", "has the kind", 0.8, 35)],
    *[("part-of", "is part of", "has the part", 0.6, 25)],
    *[("uses", "uses", "is used by", 0.5, 15), ("causes", "causes", "is caused by", 0.5, 10)],
    *[("follows", "comes after", "comes before", 0.4, 10), ("like", "is like", "is like", 0.3, 5)],
)
"""Name, wording both ways, weight, and how many of a hundred edges are of it."""

KINDS = (("thing", 50), ("process", 30), ("property", 20))

_ONSETS = "b d f g h j k l m n p r s t v z br dr gr kl pl st tr".split()
_VOWELS = "a e i o u".split()
_CODAS = ["", "", "n", "r", "s", "l"]


def scaled(n: int, seed: int = 1) -> Graph:
    """A graph of `n` concepts, the same for the same seed.

    Names are of one to three words, summaries of 8 to 20, all drawn by Zipf's law. Each concept
    points to earlier ones, those with many edges more often (Barabási & Albert 1999), so that no
    relation runs in a circle and few concepts have most edges.
    """
    concepts = {concept.id: concept for concept in _concepts(n, Random(f"concepts {seed}"))}
    edges = tuple(_edges([*concepts], Random(f"edges {seed}")))
    return Graph(_vocabulary(), concepts, edges, f"Scaled {n}", "A made-up graph.")


def _vocabulary() -> Vocabulary:
    kinds = {name: Kind(name, f"{name}s", (name,)) for name, _ in KINDS}
    return Vocabulary(
        kinds,
        {
            name: Relation(
                name,
                says,
                back,
                says,
                back,
                asks_subject=(back,),
                asks_object=(says,),
                weight=weight,
                symmetric=says == back,
                ordering=name in ("kind-of", "follows"),
                transitive=name == "kind-of",
                sequence=name == "follows",
            )
            for name, says, back, weight, _ in RELATIONS
        },
    )


def _words(chance: Random) -> list[str]:
    """Pronounceable words, no two alike, the short ones first, as in language."""
    syllables = sorted({"".join(parts) for parts in product(_ONSETS, _VOWELS, _CODAS)})
    chance.shuffle(syllables)
    words = dict.fromkeys(syllables)
    for length in (2, 3):
        while len(words) < (WORDS // 8 if length == 2 else WORDS):
            words["".join(chance.choices(syllables, k=length))] = None
    return [*words]


def _concepts(n: int, chance: Random) -> Iterator[Concept]:
    words = _words(chance)
    weights = [*accumulate(1 / (place + RANK_SHIFT) for place in range(len(words)))]
    kinds = chance.choices([k for k, _ in KINDS], [share for _, share in KINDS], k=n)
    taken: set[str] = set()
    for kind in kinds:
        # All words of a concept at once: a call costs more than a word.
        drawn = chance.choices(words, cum_weights=weights, k=23)
        size, length = 1 + int(3 * chance.random()), 8 + int(13 * chance.random())
        name = " ".join(drawn[:size])
        while name in taken:  # short names run out
            name = " ".join(chance.choices(words, cum_weights=weights, k=3))
        taken.add(name)
        summary = " ".join(drawn[3 : 3 + length]).capitalize()
        # The words are plain, so that this is what `concept_id` would give.
        yield Concept(ConceptId(name.replace(" ", "-")), name, kind, (), f"{summary}.")


def _edges(ids: list[ConceptId], chance: Random) -> Iterator[Edge]:
    ends: list[int] = []  # each concept as often as it has edges, the first once more
    names = [name for name, *_ in RELATIONS]
    shares = [*accumulate(share for *_, share in RELATIONS)]
    for n, a in enumerate(ids):
        targets: set[int] = set()
        while len(targets) < min(EDGES, n):
            targets.add(ends[int(len(ends) * chance.random())])
        ends += [n] * max(1, len(targets))
        ends += targets
        relations = chance.choices(names, cum_weights=shares, k=EDGES)
        for b, relation in zip(sorted(targets), relations, strict=False):
            yield Edge(a, relation, ids[b])
