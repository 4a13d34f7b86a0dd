"""Find aliases that are no names of their concept."""

from __future__ import annotations

from collections.abc import Iterator

from kg.errors import Finding
from kg.graph_files.faithfulness.alias_forms import (
    foreign_head,
    name_words,
    phrase_reason,
    singular_words,
)
from kg.model.draft import Draft


def alias_findings(draft: Draft) -> Iterator[Finding]:
    """Yield a finding for each alias that is a search phrase, or ends with another's name."""
    nouns = name_words(concept.name for concept in draft.concepts)
    names = {singular_words(concept.name): concept.name for concept in draft.concepts}
    for concept in draft.concepts:
        for alias in concept.aliases:
            what = f"the alias {alias!r} of {concept.name!r}"
            reason = phrase_reason(alias, nouns)
            if reason:
                message = f"{what} reads like a search phrase: {reason}; move it to hidden"
                yield Finding(*concept.place, "W310", message)
                continue
            other = foreign_head(alias, concept.name, names)
            if other:
                message = f"{what} ends with the name of {other!r}; move it there or to hidden"
                yield Finding(*concept.place, "W311", message)
