"""Choose the kind of a concept: the one that most nouns on its cards stand for."""

from __future__ import annotations

import re

from kg.extract.concept_names import name_key
from kg.extract.concept_registry import Candidate
from kg.model.vocabulary import PLAIN, Vocabulary
from kg.text.normal_forms import normalise

_DEFINING_NOUN = re.compile(
    r"\b(?:is|are) (?:an?|the|one of the) (?:[\w-]+ ){0,5}?(?P<noun>[\w-]+)"
    r"(?= (?:that|which|who|where|for|to|in|on|with|by|used|designed|built)\b|[.,;:]|$)"
)
_ORDERED_KINDS = frozenset({"stage", "step"})
"""Kinds that a defining noun does not vote for, since texts call many things a step."""

_DEFINITION_CHARS = 200
"""Characters at the beginning of a text that are searched for the defining noun."""


class KindVotes:
    """Counts votes for the kinds of candidates by the nouns of a vocabulary."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._rank = {kind: n for n, kind in enumerate(vocabulary.kinds)}
        self._by_word: dict[str, str] = {
            normalise(word): kind.name
            for kind in reversed(list(vocabulary.kinds.values()))
            for word in (*kind.words, kind.name)
        }

    def vote(self, candidate: Candidate, noun: str) -> None:
        """Count a vote for the kind that a noun stands for, if it stands for one."""
        kind = self._by_word.get(name_key(noun), PLAIN)
        if kind != PLAIN:
            candidate.kind_votes[kind] += 1

    def vote_by_text(self, candidate: Candidate, text: str) -> None:
        """Count a vote for the noun by which the text about a candidate defines it."""
        found = _DEFINING_NOUN.search(text[:_DEFINITION_CHARS])
        if found is not None and self._by_word.get(name_key(found["noun"])) not in _ORDERED_KINDS:
            self.vote(candidate, found["noun"])

    def kind_of(self, candidate: Candidate) -> str:
        """Return the kind with the most votes; of equal ones the first in the vocabulary.

        Without votes it is PLAIN.
        """
        known = [kind for kind in candidate.kind_votes if kind in self._rank]
        return min(
            known, key=lambda kind: (-candidate.kind_votes[kind], self._rank[kind]), default=PLAIN
        )
