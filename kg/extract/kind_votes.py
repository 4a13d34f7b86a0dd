"""Kinds: what kind a concept is of, as the nouns that its cards use for it vote."""

from __future__ import annotations

import re

from kg.extract.concept_names import key_of
from kg.extract.concept_registry import Entry
from kg.model.vocabulary import PLAIN, Vocabulary
from kg.text.normal_forms import normalise

_HEAD = re.compile(
    r"\b(?:is|are) (?:an?|the|one of the) (?:[\w-]+ ){0,5}?(?P<noun>[\w-]+)"
    r"(?= (?:that|which|who|where|for|to|in|on|with|by|used|designed|built)\b|[.,;:]|$)"
)
_SHAPES = frozenset({"stage", "step"})
"""Kinds that order tells: any technique is not a step."""

_OPENING = 200
"""Characters of a text within which it says what its concept is."""


class Kinds:
    """The kinds of a vocabulary, found by the nouns that call for one."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._rank = {kind: n for n, kind in enumerate(vocabulary.kinds)}
        self._by_word: dict[str, str] = {
            normalise(word): kind.name
            for kind in reversed(list(vocabulary.kinds.values()))
            for word in (*kind.words, kind.name)
        }

    def vote(self, entry: Entry, noun: str) -> None:
        """Count a noun for an entry, where it calls for a kind."""
        kind = self._by_word.get(key_of(noun), PLAIN)
        if kind != PLAIN:
            entry.kinds[kind] += 1

    def vote_by_text(self, entry: Entry, text: str) -> None:
        """Count the noun by which a text begins to say what the entry is."""
        found = _HEAD.search(text[:_OPENING])
        if found is not None and self._by_word.get(key_of(found["noun"])) not in _SHAPES:
            self.vote(entry, found["noun"])

    def of(self, entry: Entry) -> str:
        """The kind with most votes, of equal ones the first in the vocabulary."""
        known = [kind for kind in entry.kinds if kind in self._rank]
        return min(known, key=lambda kind: (-entry.kinds[kind], self._rank[kind]), default=PLAIN)
