"""Concept: a thing worth knowing, its identifier, and the lines of the deck that it is from."""

from __future__ import annotations

from kg._typing import NamedTuple, NewType
from kg.text.normal_forms import SENTENCE_END, slug

ConceptId = NewType("ConceptId", str)
"""The identifier of a concept; made from its name by `concept_id` only."""

# Compiled, and `re` imported, when they are first needed, for most answers do without.
_SENTENCE = rf"{SENTENCE_END}\s"
_CARDS = r"cards? (?=\d)"
_CITATION = r"\s*(\d{1,9})(?:\s*-\s*(\d{1,9}))?\s*"


def concept_id(name: str) -> ConceptId:
    """The identifier that a concept of this name has in every graph.

    >>> concept_id("Mean squared error")
    'mean-squared-error'
    """
    return ConceptId(slug(name))


def cited_lines(source: str) -> list[int]:
    """The line numbers, from 1, that a source names.

    Args:
        source: lines and ranges between commas, as "28-29" or "26-27,91"; or cards of a deck
            without lines, as "card 12" or "cards 3,7-9".

    Returns:
        The lines in the order named; none where it names cards.

    Raises:
        ValueError: it does not have that form, or a range runs backwards.

    >>> cited_lines("3,28-30")
    [3, 28, 29, 30]
    """
    import re

    lines: list[int] = []
    counted = re.sub(_CARDS, "", source)
    for part in counted.split(","):
        match = re.fullmatch(_CITATION, part)
        if match is None:
            raise ValueError(f'source {source!r} is not of the form "28-29" or "26-27,91"')
        first = int(match[1])
        last = int(match[2] or first)
        if not 1 <= first <= last <= 10_000_000 or last - first > 100_000:
            raise ValueError(f"source {source!r} has a range that runs backwards or out of bounds")
        lines.extend(range(first, last + 1))
    return lines if counted == source else []


def cite(source: str) -> str:
    """A source in words.

    >>> cite("28-29"), cite("card 12")
    ('deck lines 28-29', 'card 12')
    """
    if not source or source.startswith(("card ", "cards ")):
        return source
    return f"deck lines {source}"


class Concept(NamedTuple):
    """A thing worth knowing. `citation` cites lines of the deck; empty when it has none."""

    id: ConceptId
    name: str
    kind: str
    aliases: tuple[str, ...] = ()
    summary: str = ""
    citation: str = ""

    @property
    def definition(self) -> str:
        """The first sentence of the summary, which says what the concept is."""
        import re

        return re.split(_SENTENCE, self.summary, maxsplit=1)[0]
