"""Find stated edges whose ends no cited line names."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.errors import Finding
from kg.graph_files.faithfulness.judged_deck import MAX_JUDGED_LINES, JudgedDeck, stated_edges
from kg.graph_files.faithfulness.line_numbers import lines_in_words
from kg.graph_files.faithfulness.word_weights import content_words
from kg.model.draft import DraftConcept, DraftEdge
from kg.text.normal_forms import normalise

MIN_BRIDGE_WORDS = 2
"""Minimum number of words that two lines share for one to go on about the other."""


def edge_findings(judged: JudgedDeck) -> Iterator[Finding]:
    """Yield a finding for each stated edge of which the cited lines do not name the ends."""
    ordering = {relation.name for relation in judged.draft.vocabulary.ordering()}
    for concept in judged.draft.concepts:
        for edge in stated_edges(concept):
            lines = judged.cited(edge.citation)
            if not 0 < len(lines) <= MAX_JUDGED_LINES:
                continue
            is_ordering = edge.relation in ordering
            problem = unsupported_ends(judged, concept, edge, lines, is_ordering=is_ordering)
            if problem:
                message = (
                    f"the edge {concept.name!r} {edge.relation} {edge.object!r}: {problem}; cite "
                    "the line that says it, add the name that the deck uses, or set "
                    'status = "background"'
                )
                yield Finding(*edge.place, "W306", message)


def unsupported_ends(
    judged: JudgedDeck,
    concept: DraftConcept,
    edge: DraftEdge,
    lines: Sequence[int],
    *,
    is_ordering: bool,
) -> str:
    """Return a reason to doubt that some lines state an edge; empty if they name both its ends.

    Headings and the line before count as part of a line. The ends must stand in lines that follow
    one another, share a list or share words.

    Args:
        judged: the deck.
        concept: the edge's subject.
        edge: with its conditions, which the lines must name as well.
        lines: those cited, ascending.
        is_ordering: True if the items before one in a list speak for the edge.
    """
    conditions = (judged.owners.get(normalise(name)) for name in edge.qualifiers.conditions)
    ends = [concept, *filter(None, (judged.target(edge), *conditions))]

    def widened(some: Sequence[int]) -> set[int]:
        around = (judged.context.around(n, with_item_before=is_ordering) for n in some)
        return set(some).union(*around)

    everything = widened(lines)
    missing = [end.name for end in ends if not judged.names(end, everything)]
    if missing:
        verb = "does" if len(lines) == 1 else "do"
        return f"{lines_in_words(lines)} {verb} not name {' or '.join(map(repr, missing))}"
    groups = judged.context.groups(lines)
    both = [
        {n for n, group in enumerate(groups) if judged.names(e, widened(group))} for e in ends[:2]
    ]
    if len(both) < 2 or not both[0].isdisjoint(both[1]):
        return ""
    if any(_are_bridged(judged, groups[a], groups[b]) for a in both[0] for b in both[1]):
        return ""
    return f"none of {lines_in_words(lines)} names both"


def _are_bridged(judged: JudgedDeck, one: Sequence[int], other: Sequence[int]) -> bool:
    """Return True if two groups of lines share words enough for one to speak of the other."""
    evidence = judged.evidence(other)
    said = {word for n in one for word in content_words(judged.lines[n - 1])}
    shared = (word for word in said if judged.weights.weight(word) and evidence.has_word(word))
    return sum(1 for _ in shared) >= MIN_BRIDGE_WORDS
