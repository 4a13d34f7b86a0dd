"""Prerequisites known from elsewhere, and ways to tell them from text."""

from __future__ import annotations

import hashlib
import re
import sqlite3
from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

from kg.formats.wordnet.database import read as read_wordnet
from kg.learn.study.inferred_prerequisites import weigh_mentions
from kg.learn.study.prerequisites import prerequisites_among
from kg.model.graph import Concept, Edge, Graph, concept_id
from kg.model.vocabulary import PLAIN, PLAIN_KIND, Relation, Vocabulary
from kg.store import Key, Store
from kg.store.build import fill
from kg.store.sqlite_store import SqliteStore
from tests.bench.data import data_folder
from tests.bench.wordnet import wordnet_folder

Pair = tuple[str, str]
"""A concept, and one that may be its prerequisite."""

Predictor = Callable[[Pair], bool]

_ASIDE = re.compile(r" \(.*\)$")


def read_metacademy() -> list[Pair]:
    """The edges of metacademy: concepts with their prerequisites."""
    lines = (data_folder("prereq") / "metacademy-edges.tsv").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in lines.splitlines()[1:]]
    return [(concept, prerequisite) for prerequisite, concept in rows]


def read_physics(suffix: str) -> list[Pair]:
    """The pairs of AL-CPL's physics: all (`pairs`), or those that hold (`preqs`)."""
    lines = (data_folder("prereq") / f"physics.{suffix}").read_text(encoding="utf-8")
    rows = [line.replace("_", " ").split(",") for line in lines.splitlines() if line.strip()]
    return [(concept.strip(), base.strip()) for concept, base in rows]


def make_graph(
    names: Collection[str], edges: Collection[Pair] = (), said: Mapping[str, str] | None = None
) -> Store:
    """A graph of concepts with their texts, joined by what builds on what.

    What stands behind a name in brackets only tells which is meant; the name without it is another.
    """
    needs = Relation("needs", "needs", "needed for", "builds on", "is needed for")
    short = {name: _ASIDE.sub("", name) for name in names}
    shared = Counter(short.values())
    concepts = {}
    for name in sorted(names):
        alias = (short[name],) if short[name] != name and shared[short[name]] == 1 else ()
        text = (said or {}).get(name, "")
        concepts[concept_id(name)] = Concept(concept_id(name), name, PLAIN, alias, text)
    db = sqlite3.connect(":memory:")
    vocabulary = Vocabulary({PLAIN: PLAIN_KIND}, {"needs": needs})
    ends = tuple(sorted(Edge(concept_id(a), "needs", concept_id(b)) for a, b in edges))
    fill(db, Graph(vocabulary, concepts, ends, "Prerequisites"))
    return SqliteStore(db)


def read_glosses(names: Collection[str]) -> dict[str, str]:
    """What WordNet says of names: of several meanings the one of physics, or the first."""
    meanings: dict[str, list[str]] = {}
    for node in read_wordnet(wordnet_folder()).concepts:
        if node.kind == "noun":
            for lemma in (node.name, *node.aliases):
                said, *_ = node.summary.split(' "')  # without examples
                meanings.setdefault(lemma.casefold(), []).append(said)
    found = {}
    for name in names:
        base = _ASIDE.sub("", name).casefold()
        senses = meanings.get(base) or meanings.get(base.removesuffix("s")) or []
        of_physics = [sense for sense in senses if "physic" in sense]
        for sense in (of_physics or senses)[:1]:
            found[name] = sense
    return found


def is_tuning(pair: Pair) -> bool:
    """Whether a pair belongs to the half that thresholds are chosen on; both its ways do."""
    digest = hashlib.sha256("|".join(sorted(pair)).encode()).digest()
    return digest[0] % 2 == 0


@dataclass(frozen=True, slots=True)
class Score:
    """How well pairs are predicted. Directions are told of the pairs that hold."""

    pairs: int
    hold: int
    said: int
    right: int
    forwards: int
    backwards: int

    @property
    def precision(self) -> float:
        """Share of what is said that holds."""
        return self.right / self.said if self.said else 0.0

    @property
    def recall(self) -> float:
        """Share of what holds that is said."""
        return self.right / self.hold if self.hold else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of both."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0

    @property
    def direction(self) -> float:
        """Of the pairs that hold and are given a direction, the share with the right one."""
        told = self.forwards + self.backwards
        return self.forwards / told if told else 0.0


def score(predicts: Predictor, pairs: Sequence[Pair], hold: Collection[Pair]) -> Score:
    """Hold a predictor against the reference."""
    true = [pair for pair in pairs if pair in hold]
    return Score(
        len(pairs),
        len(true),
        sum(map(predicts, pairs)),
        sum(map(predicts, true)),
        sum(map(predicts, true)),
        sum(predicts((b, a)) for a, b in true),
    )


class Texts:
    """Concepts with texts, and what several methods make of them."""

    def __init__(self, said: Mapping[str, str]) -> None:
        self.store = make_graph(said, said=said)
        keys = self.store.keys()
        self.name = {key: concept.name for key, concept in self.store.concepts(keys).items()}
        key_of = {name: key for key, name in self.name.items()}
        mentions = weigh_mentions(self.store, keys)
        self.out = {self.name[k]: {self.name[b] for b in found} for k, found in mentions.items()}
        self.links = sum(map(len, self.out.values()))
        before = prerequisites_among(self.store, keys)
        self.below = {name: self._below(key_of[name], before) for name in key_of}

    def _below(self, key: Key, before: Mapping[Key, Collection[Key]]) -> set[str]:
        """All that a concept builds on, directly or through others."""
        found: set[Key] = set()
        rest = [key]
        while rest:
            new = set(before[rest.pop()]) - found
            found |= new
            rest.extend(new)
        return {self.name[one] for one in found - {key}}

    def ours(self, pair: Pair) -> bool:
        """What kg builds its order on: the texts' mentions, followed down."""
        a, b = pair
        return b in self.below[a] and a not in self.below[b]

    def mentioned(self, pair: Pair) -> bool:
        """A plain look: the text of the one names the other."""
        a, b = pair
        return b in self.out[a]

    def refd(self, pair: Pair) -> float:
        """Reference distance with equal weights.

        C. Liang, Z. Wu, W. Huang and C. L. Giles, "Measuring Prerequisite Relations Among
        Concepts" (2015), DOI 10.18653/v1/D15-1193, with mentions for links.
        """

        def share(a: str, b: str) -> float:
            near = self.out[a]
            return sum(b in self.out[c] or c == b for c in near) / len(near) if near else 0.0

        a, b = pair
        return share(a, b) - share(b, a)


def kept_in_order(order: Sequence[str], edges: Collection[Pair]) -> int:
    """Of pairs, how many have the prerequisite first."""
    place = {name: n for n, name in enumerate(order)}
    return sum(place[base] < place[name] for name, base in edges)


def is_acyclic(edges: Collection[Pair]) -> bool:
    """Whether nothing builds on itself by way of others; an obvious, slow look."""
    on: dict[str, set[str]] = {}
    for name, base in edges:
        on.setdefault(name, set()).add(base)
        on.setdefault(base, set())
    for middle in on:
        for name in on:
            if middle in on[name]:
                on[name] |= on[middle]
    return not any(name in bases for name, bases in on.items())
