"""Find facts of cited lines that the graph leaves out, and lines that are cited for nothing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from kg.errors import Finding
from kg.graph_files.faithfulness.evidence import Evidence
from kg.graph_files.faithfulness.judged_deck import MAX_JUDGED_LINES, JudgedDeck, stated_edges
from kg.graph_files.faithfulness.line_facts import missing_facts
from kg.graph_files.faithfulness.line_numbers import lines_in_words
from kg.graph_files.faithfulness.word_weights import content_words
from kg.model.draft import DraftConcept

MAX_SHOWN_FACTS = 4
"""Maximum number of facts in a message."""


class LeftOut(NamedTuple):
    """Facts of a line that nothing which cites it has, and those that only summaries have."""

    line: int
    unsaid: list[str]
    unlinked: list[str]


def fact_findings(judged: JudgedDeck, path: str) -> Iterator[Finding]:
    """Yield a finding for each cited line with a fact that no summary, or no edge, has.

    Args:
        judged: the deck.
        path: the name of the deck's file.
    """
    for line, unsaid, unlinked in facts_left_out(judged):
        if unsaid:
            message = f"nothing that cites this line has {_listing(unsaid)}"
            yield Finding(path, line, "W307", f"{message}; add it to one of them")
        if unlinked:
            message = f"only summaries have {_listing(unlinked)} of this line"
            yield Finding(path, line, "W308", f"{message}; add an edge or attribute")


def facts_left_out(judged: JudgedDeck) -> Iterator[LeftOut]:
    """Yield the facts that the graph leaves out of the lines that it cites, in order."""
    structure: defaultdict[int, list[str]] = defaultdict(list)
    prose: defaultdict[int, list[str]] = defaultdict(list)
    for concept in judged.draft.concepts:
        own = [*judged.forms(concept), concept.kind, *concept.attributes.texts()]
        for line in _judged_lines(judged, concept.citation):
            structure[line] += own
            prose[line] += [concept.summary, *concept.aliases, *concept.hidden]
        for limit in concept.attributes.limits:
            for line in _judged_lines(judged, limit.citation):
                structure[line] += own
        for edge in stated_edges(concept):
            target = judged.target(edge)
            ends = [*judged.forms(concept), *(judged.forms(target) if target else ())]
            for line in _judged_lines(judged, edge.citation):
                structure[line] += [*ends, edge.object, edge.relation, edge.qualifiers.text()]
    for flag in judged.draft.flags:
        for line in _judged_lines(judged, flag.citation):
            structure[line].append(flag.text)
    for line in _judged_lines(judged, judged.draft.citation):
        structure[line] += [judged.draft.title, judged.draft.description]
    for line, texts in sorted(structure.items()):
        left_out = missing_facts(judged.lines[line - 1], Evidence(texts), judged.weights)
        if not left_out:
            continue
        told = Evidence([*texts, *prose[line]])
        unsaid = missing_facts(judged.lines[line - 1], told, judged.weights)
        yield LeftOut(line, unsaid, [fact for fact in left_out if fact not in unsaid])


def citation_findings(judged: JudgedDeck) -> Iterator[Finding]:
    """Yield a finding for each concept or stated edge that shares no word with a line it cites."""
    for concept in judged.draft.concepts:
        lines = _judged_lines(judged, concept.citation)
        edges = stated_edges(concept)
        targets = {t.name: t for edge in edges if (t := judged.target(edge))}
        about = [concept.name, *concept.aliases, *concept.hidden, concept.summary]
        about += [name for target in targets.values() for name in judged.forms(target)]
        foreign = _foreign_lines(judged, lines, Evidence(about))
        if foreign:
            yield Finding(*concept.place, "W309", _cites(repr(concept.name), foreign))
        for edge in edges:
            lines = _judged_lines(judged, edge.citation)
            target = judged.target(edge)
            if edge.citation == concept.citation or target is None or not lines:
                continue
            ends = [name for end in (concept, target) for name in _all_names(end)]
            foreign = _foreign_lines(judged, lines, Evidence([*ends, edge.relation]))
            if foreign and len(foreign) < len(lines):  # else no end is named, which is told
                what = f"the edge {concept.name!r} {edge.relation} {edge.object!r}"
                yield Finding(*edge.place, "W309", _cites(what, foreign))


def _foreign_lines(judged: JudgedDeck, lines: Sequence[int], about: Evidence) -> list[int]:
    """Return the lines that have words, but none of a text, nor has any of their group."""
    found: list[int] = []
    for group in judged.context.groups(lines):
        said = [word for n in group for word in content_words(judged.lines[n - 1])]
        had = [about.has_word(word) for word in filter(judged.weights.says_something, said)]
        if had and not any(had):
            found.extend(group)
    return found


def _judged_lines(judged: JudgedDeck, citation: str) -> list[int]:
    lines = judged.cited(citation)
    return lines if len(lines) <= MAX_JUDGED_LINES else []


def _all_names(concept: DraftConcept) -> tuple[str, ...]:
    return (concept.name, *concept.aliases)


def _cites(what: str, lines: Sequence[int]) -> str:
    verb = "has" if len(lines) == 1 else "have"
    return f"{what} cites {lines_in_words(lines)}, which {verb} none of its words; cite others?"


def _listing(facts: Sequence[str]) -> str:
    shown = [repr(fact) for fact in facts[:MAX_SHOWN_FACTS]]
    return ", ".join([*shown, *(["…"] if len(facts) > MAX_SHOWN_FACTS else [])])
