"""Find what a summary says and the lines that its concept cites do not."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from kg.errors import Finding
from kg.graph_files.faithfulness.clauses import ClauseReading, read_clause, split_clauses
from kg.graph_files.faithfulness.evidence import Evidence, figures
from kg.graph_files.faithfulness.judged_deck import MAX_JUDGED_LINES, JudgedDeck, stated_edges
from kg.graph_files.faithfulness.line_numbers import lines_in_words
from kg.model.draft import DraftConcept

MAX_SHOWN_CLAUSES = 2
"""Maximum number of clauses in a message; further ones are only counted."""

MAX_SHOWN_WORDS = 6
"""Maximum number of missing words that a message gives of a clause."""

_MAX_CLAUSE_CHARS = 60
_ABOUT_DECKS = (
    "the deck names, says, lists, mentions or defines this; a sentence of its card breaks off"
)


class SummaryReading(NamedTuple):
    """A concept with the lines that should support its summary, and each clause judged."""

    concept: DraftConcept
    lines: list[int]
    evidence: Evidence
    clauses: list[ClauseReading]


def summary_findings(judged: JudgedDeck) -> Iterator[Finding]:
    """Yield findings of summaries, at most three for each concept, and of limits."""
    for reading in read_summaries(judged):
        yield from _figure_and_name_findings(judged, reading)
        yield from _clause_findings(reading)
        yield from _limit_findings(judged, reading)


def read_summaries(judged: JudgedDeck) -> Iterator[SummaryReading]:
    """Yield a reading for each concept that cites lines, in the order of the files."""
    incoming: defaultdict[str, list[tuple[DraftConcept, str]]] = defaultdict(list)
    for concept in judged.draft.concepts:
        for edge in stated_edges(concept):
            target = judged.target(edge)
            if target is not None:
                incoming[target.name].append((concept, edge.citation))
    for concept in judged.draft.concepts:
        lines = _lines(judged, concept, incoming[concept.name])
        if not lines or len(lines) > MAX_JUDGED_LINES:
            continue
        evidence = _evidence(judged, concept, lines, incoming[concept.name])
        clauses = [
            read_clause(clause, evidence, judged.weights, has_names=judged.has_names)
            for clause in split_clauses(concept.summary)
        ]
        yield SummaryReading(concept, lines, evidence, clauses)


def _lines(
    judged: JudgedDeck, concept: DraftConcept, incoming: Sequence[tuple[DraftConcept, str]]
) -> list[int]:
    """Return the lines that a concept and its stated edges cite, in both directions."""
    citations = [concept.citation, *(limit.citation for limit in concept.attributes.limits)]
    citations += [edge.citation for edge in stated_edges(concept)]
    found = {n for citation in citations for n in judged.cited(citation)}
    for _, citation in incoming:
        more = judged.cited(citation)
        if len(found) + len(more) <= MAX_JUDGED_LINES:
            found.update(more)
    return sorted(found)


def _evidence(
    judged: JudgedDeck,
    concept: DraftConcept,
    lines: Sequence[int],
    incoming: Sequence[tuple[DraftConcept, str]],
) -> Evidence:
    """Return what lines and their headings say, with the names of linked concepts in them.

    Of aliases only those of one word count: longer ones of some graphs are search phrases, which
    say as much as a summary. A summary may also tell what place its concept has in the deck.
    """
    linked = [target for edge in stated_edges(concept) if (target := judged.target(edge))]
    linked += [subject for subject, _ in incoming]
    names = [concept.name]
    for other in {other.name: other for other in (concept, *linked)}.values():
        if judged.names(other, lines):
            names.extend(
                form for form in judged.forms(other) if form == other.name or " " not in form
            )
    around = {n for line in lines for n in judged.context.around(line, with_item_before=True)}
    said = (judged.lines[n - 1] for n in sorted({*lines, *around}))
    return Evidence([*said, *names, _ABOUT_DECKS])


def _figure_and_name_findings(judged: JudgedDeck, reading: SummaryReading) -> Iterator[Finding]:
    concept, lines, _, clauses = reading
    places: dict[str, int] = {}
    for clause in clauses:
        for name in clause.missing_names:
            places.setdefault(name, judged.line_with_name(name))
        for figure in figures(clause.clause):
            if figure.written in clause.missing_figures:
                places.setdefault(figure.written, judged.line_with_figure(figure))
    whose = f"the summary of {concept.name!r}"
    silent = f"which {lines_in_words(lines)} {_do(lines)} not say"
    nowhere = [what for what, line in places.items() if not line]
    elsewhere = [f"{what} (line {line})" for what, line in places.items() if line]
    if nowhere:
        message = f"{whose} has {_listing(nowhere)}, {silent}; cut it or move it to background"
        yield Finding(*concept.place, "W303", message)
    if elsewhere:
        message = f"{whose} has {_listing(elsewhere)}, {silent}; cite the line if it speaks of this"
        yield Finding(*concept.place, "W304", message)


def _clause_findings(reading: SummaryReading) -> Iterator[Finding]:
    concept, lines, _, clauses = reading
    beyond = [clause for clause in clauses if clause.is_beyond]
    if not beyond:
        return
    told = [
        f"{_shortened(clause.clause)!r} ({_listing(clause.missing_words)})"
        for clause in beyond[:MAX_SHOWN_CLAUSES]
    ]
    if len(beyond) > MAX_SHOWN_CLAUSES:
        told.append(f"{len(beyond) - MAX_SHOWN_CLAUSES} more")
    message = (
        f"the summary of {concept.name!r} goes beyond {lines_in_words(lines)}: {'; '.join(told)}; "
        "say what they say, or move it to background"
    )
    yield Finding(*concept.place, "W305", message)


def _limit_findings(judged: JudgedDeck, reading: SummaryReading) -> Iterator[Finding]:
    concept = reading.concept
    for limit in concept.attributes.limits:
        lines = judged.cited(limit.citation)
        cited = judged.evidence(lines) if lines else reading.evidence
        missing = [f.written for f in figures(limit.text()) if not cited.has_figure(f)]
        if missing:
            where = f"{lines_in_words(lines)} {_do(lines)}" if lines else "its lines do"
            message = (
                f"the limit {limit.text()!r} of {concept.name!r} has {_listing(missing)}, "
                f"which {where} not say; correct it, or move it to background"
            )
            yield Finding(*concept.place, "W303", message)


def _listing(items: Iterable[str]) -> str:
    shown = list(items)
    more = ["…"] if len(shown) > MAX_SHOWN_WORDS else []
    return ", ".join([*shown[:MAX_SHOWN_WORDS], *more])


def _do(lines: Sequence[int]) -> str:
    return "does" if len(lines) == 1 else "do"


def _shortened(clause: str) -> str:
    if len(clause) <= _MAX_CLAUSE_CHARS:
        return clause
    return clause[: _MAX_CLAUSE_CHARS - 1].rsplit(" ", 1)[0] + "…"
