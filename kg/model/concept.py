"""Concepts: their values, their identifiers, and the citations of the deck's lines."""

from __future__ import annotations

from collections.abc import Iterable

from kg._typing import NamedTuple, NewType
from kg.model.attributes import NO_ATTRIBUTES, Attributes, Flag
from kg.text.language import sentence_end
from kg.text.normal_forms import slug

ConceptId = NewType("ConceptId", str)
"""The identifier of a concept; only `concept_id` makes one from a name."""

# Patterns stay texts, and `re` is imported where they are used: most answers need neither.
_CARDS = r"cards? (?=\d)"
_CITATION = r"\s*(\d{1,9})(?:\s*-\s*(\d{1,9}))?\s*"


def concept_id(name: str) -> ConceptId:
    """Return the identifier that a concept of this name has in every graph.

    >>> concept_id("Mean squared error")
    'mean-squared-error'
    """
    return ConceptId(slug(name))


def cited_lines(citation: str) -> list[int]:
    """Return the line numbers, from 1, that a citation names.

    Args:
        citation: lines and ranges separated by commas, such as "28-29" or "26-27,91"; or cards of
            a deck without lines, such as "card 12" or "cards 3,7-9".

    Returns:
        The lines in the order named; empty if it names cards.

    Raises:
        ValueError: it is not of that form, or a range runs backwards.

    >>> cited_lines("3,28-30")
    [3, 28, 29, 30]
    """
    import re

    lines: list[int] = []
    counted = re.sub(_CARDS, "", citation)
    for part in counted.split(","):
        match = re.fullmatch(_CITATION, part)
        if match is None:
            raise ValueError(
                f'source {citation!r} is not of a form such as "28-29", "26-27,91" or "card 12"'
            )
        first = int(match[1])
        last = int(match[2] or first)
        if not 1 <= first <= last <= 10_000_000 or last - first > 100_000:
            raise ValueError(
                f"source {citation!r} has a range that runs backwards or out of bounds"
            )
        lines.extend(range(first, last + 1))
    return lines if counted == citation else []


def cite(citation: str) -> str:
    """Return a citation in words.

    >>> cite("8"), cite("26-27,91"), cite("cards 19,863")
    ('deck line 8', 'deck lines 26-27, 91', 'cards 19, 863')
    """
    words = ", ".join(part.strip() for part in citation.split(","))
    if not citation or citation.startswith(("card ", "cards ")):
        return words
    return f"deck {'line' if citation.strip().isdigit() else 'lines'} {words}"


def join_citations(citations: Iterable[str]) -> str:
    """Return one citation of all that several name; the first where they name cards.

    >>> join_citations(["14-15", "5", "16"]), join_citations(["card 3", "card 7"])
    ('5,14-16', 'card 3')
    """
    given = [citation for citation in citations if citation]
    by_citation = {citation: cited_lines(citation) for citation in given}
    lines = sorted({line for found in by_citation.values() for line in found})
    if not all(by_citation.values()):
        return given[0]
    spans: list[list[int]] = []
    for line in lines:
        if spans and line == spans[-1][1] + 1:
            spans[-1][1] = line
        else:
            spans.append([line, line])
    return ",".join(f"{first}-{last}" if last > first else str(first) for first, last in spans)


class Concept(NamedTuple):
    """A thing worth knowing.

    Attributes:
        id: its identifier.
        name: its name.
        kind: the name of its kind.
        aliases: other names of just this thing.
        summary: what the deck says of it, in other words.
        citation: the lines or cards of the deck that say it; may be empty.
        hidden: phrases by which people search for it; they are never shown.
        background: what is known of it beyond the deck; never cited.
        attributes: its limits and scale.
        flags: doubts about cards that speak of it.
    """

    id: ConceptId
    name: str
    kind: str
    aliases: tuple[str, ...] = ()
    summary: str = ""
    citation: str = ""
    hidden: tuple[str, ...] = ()
    background: str = ""
    attributes: Attributes = NO_ATTRIBUTES
    flags: tuple[Flag, ...] = ()

    @property
    def is_beyond_deck(self) -> bool:
        """True if the deck does not say what it is, only its background does."""
        return bool(self.background) and not self.summary

    @property
    def definition(self) -> str:
        """Return the first sentence of the summary, which says what the concept is."""
        import re

        return re.split(rf"{sentence_end()}\s", self.summary, maxsplit=1)[0]
