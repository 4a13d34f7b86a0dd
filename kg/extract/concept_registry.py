"""Collect the concepts that the cards of a deck name, each under all its names."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import NamedTuple

from kg.extract.concept_names import (
    clean_name,
    is_abbreviation,
    is_proper_name,
    name_key,
    split_aliases,
    symbols_of,
    without_vendor,
)
from kg.model.graph import concept_id
from kg.text.normal_forms import normalise


class Merge(NamedTuple):
    """A name that was taken for another name of a concept, and the reason."""

    name: str
    concept: str
    reason: str


@dataclass(slots=True)
class Candidate:
    """A concept while it is being gathered.

    Attributes:
        number: its place in the registry, from 0.
        name: its name; no other candidate has the same identifier.
        kind_votes: how many votes the cards give to each kind.
        aliases: its other names, in the order found.
        texts: what cards say about it, each with the number of the card.
        fronts: the fronts of the cards that are about it, in the order found.
        cards: the numbers of the cards that it is on, in the order found.
        can_be_mentioned: whether texts may mention it by name; they never mention a question.
        is_tentative: whether it becomes a concept only where an edge joins it.
    """

    number: int
    name: str
    kind_votes: Counter[str] = field(default_factory=Counter)
    aliases: dict[str, None] = field(default_factory=dict)
    texts: list[tuple[int, str]] = field(default_factory=list)
    fronts: dict[str, None] = field(default_factory=dict)
    cards: dict[int, None] = field(default_factory=dict)
    can_be_mentioned: bool = True
    is_tentative: bool = False


class ConceptRegistry:
    """All candidates, found by any of their names; the spellings of a name count as one.

    Attributes:
        candidates: in the order in which they were added.
        merges: the names that were taken together, in that order.
    """

    def __init__(self) -> None:
        self.candidates: list[Candidate] = []
        self.merges: list[Merge] = []
        self._by_key: dict[str, Candidate] = {}
        self._by_front: dict[str, Candidate] = {}
        self._owners: dict[str, Candidate] = {}
        self._ids: set[str] = set()
        self._last_numbers: dict[str, int] = {}
        self._full_names: dict[str, str] = {}
        self._ambiguous: set[str] = set()

    def find(self, name: str) -> Candidate | None:
        """Return the candidate that has this name, in any spelling, or None."""
        found = self._by_key.get(_key(name))
        if found is None and is_proper_name(name):
            found = self._by_key.get(_key(without_vendor(name)))
        return found

    def add_front(self, name: str, front: str, card: int) -> Candidate:
        """Return the candidate of a card that is a concept itself, and note the card.

        Two such cards are one concept only if they have the same front.

        Args:
            name: a label for the front.
            front: the front, whole.
            card: the number of the card.
        """
        key = " ".join(front.split()).casefold().rstrip(" ?.!:")
        candidate = self._by_front.get(key)
        if candidate is None:
            candidate = self._new(name, can_be_mentioned=False)
            self._by_front[key] = candidate
            self._by_key.setdefault(_key(name), candidate)
        candidate.cards[card] = None
        return candidate

    def _new(self, name: str, *, can_be_mentioned: bool) -> Candidate:
        candidate = Candidate(
            len(self.candidates), self._unique_name(name), can_be_mentioned=can_be_mentioned
        )
        self.candidates.append(candidate)
        self._owners.setdefault(normalise(candidate.name), candidate)
        return candidate

    def expect_abbreviation(self, short: str, name: str) -> None:
        """Make an abbreviation stand for a name, even on cards that come before the name.

        An abbreviation that is expected for two names stands for neither.
        """
        key = name_key(short)
        is_same = name_key(self._full_names.get(key) or name) == name_key(name)
        if is_same and key not in self._ambiguous:
            self._full_names[key] = name
        else:
            self._ambiguous.add(key)
            self._full_names.pop(key, None)

    def add(self, name: str, card: int, *, can_be_mentioned: bool = True) -> Candidate:
        """Return the candidate of this name, after adding it if it is new, and note its card."""
        bare, aliases = split_aliases(name) if can_be_mentioned else (name, ())
        candidate = self.find(bare)
        full_name = None
        if can_be_mentioned and candidate is None:
            full_name = self._full_names.get(name_key(bare))
        if full_name is not None and name_key(full_name) != name_key(bare):
            candidate = self.add(full_name, card)
            self.add_alias(candidate, bare, "abbreviation")
            return candidate
        if candidate is None:
            candidate = self._new(bare, can_be_mentioned=can_be_mentioned)
            self._by_key[_key(bare)] = candidate
            plain = bare.partition(" (")[0]
            if can_be_mentioned and plain != bare:
                self.add_alias(candidate, plain, "")
            short = without_vendor(bare)
            if can_be_mentioned and short != bare and is_proper_name(short):
                self._attach_alias(candidate, short)
        elif normalise(bare) != normalise(candidate.name):
            self._attach_alias(candidate, bare, self._merge_reason(bare, candidate.name))
        candidate.cards[card] = None
        for alias in aliases:
            self.add_alias(candidate, alias, "in parentheses after the name")
        return candidate

    def add_alias(self, candidate: Candidate, alias: str, reason: str) -> None:
        """Give a candidate another name, unless some candidate already has that name.

        The merge is recorded where there is a reason.
        """
        bare = clean_name(alias)
        if normalise(bare) and self.find(bare) is None:
            self._attach_alias(candidate, bare, reason)

    def record_spelling(self, name: str, candidate: Candidate) -> None:
        """Record a merge where a card writes a candidate's name with other marks or capitals."""
        if normalise(name) == normalise(candidate.name):
            reason = "same name with different capitals, accents or punctuation"
            self.merges.append(Merge(name, candidate.name, reason))

    def _attach_alias(self, candidate: Candidate, alias: str, reason: str = "") -> None:
        norm = normalise(alias)
        if self._owners.setdefault(norm, candidate) is not candidate or norm in {
            normalise(name) for name in (candidate.name, *candidate.aliases)
        }:
            return
        self._by_key.setdefault(_key(alias), candidate)
        candidate.aliases[alias] = None
        if reason:
            self.merges.append(Merge(alias, candidate.name, reason))

    def _unique_name(self, name: str) -> str:
        """Return the name, with a number after it where another concept has its identifier."""
        given, n = name, self._last_numbers.get(name, 1)
        if n > 1:
            given = f"{name} ({n})"
        while concept_id(given) in self._ids or normalise(given) in self._owners:
            n += 1
            given = f"{name} ({n})"
        self._last_numbers[name] = n
        self._ids.add(concept_id(given))
        return given

    @staticmethod
    def _merge_reason(name: str, other: str) -> str:
        if name_key(name) == name_key(other):
            return "another spelling, singular or plural"
        if is_abbreviation(name, other) or is_abbreviation(other, name):
            return "abbreviation"
        return "same name with and without the vendor"


def _key(name: str) -> str:
    """Return a key that all spellings of a name share, and no name with other marks has."""
    marks = symbols_of(name)
    return f"{name_key(name)}\0{marks}" if marks else name_key(name)
