"""Measures what `kg check --deck` finds against an audit; writes FAITHFULNESS.md.

The audit judged every clause, edge and alias of a former graph of the shipped deck, and listed the
facts that it lacked. Its tables hold that graph but for the lines that each concept cites; those
are in faithfulness-sources.tsv.
"""

from __future__ import annotations

import csv
import hashlib
import sys
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from kg.graph_files.faithfulness.alias_forms import (
    foreign_head,
    name_words,
    phrase_reason,
    singular_words,
)
from kg.graph_files.faithfulness.clauses import read_clause
from kg.graph_files.faithfulness.edge_findings import unsupported_ends
from kg.graph_files.faithfulness.judged_deck import JudgedDeck
from kg.graph_files.faithfulness.line_findings import facts_left_out
from kg.graph_files.faithfulness.summary_findings import read_summaries
from kg.graph_files.text_deck import read_text_deck
from kg.model.draft import Draft, DraftConcept, DraftEdge
from kg.model.graph import cited_lines
from kg.model.vocabulary import Relation, Vocabulary
from kg.text.normal_forms import normalise, stems
from tests.bench.data import UnavailableError, data_folder
from tests.bench.report.markdown import table

HERE = Path(__file__).parent
REPORT = HERE / "reports" / "FAITHFULNESS.md"
ORDERING = ("follows", "kind-of", "part-of")
HALVES = ("tune", "other")

INTRODUCTION = """\
# Faithfulness

Written by `make bench-faithfulness`; not to be edited. What `kg check --deck` finds, against an
audit of a former graph of the shipped deck by one reader. The thresholds were chosen on one half of
the concepts, by a hash of their names. But errors in the other half were seen while the rules were
written, so neither half is blind. Precision is the share of what is found that the audit objects
to, recall the share of its objections that are found.
"""


@dataclass(frozen=True, slots=True)
class Row:
    """Something that was judged: by the audit, and whether a check finds it."""

    half: str
    verdict: str
    is_found: bool


def read_rows(path: Path) -> list[dict[str, str]]:
    """The rows of a table by column."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def half_of(name: str) -> str:
    """The half that a concept or line belongs to."""
    return HALVES[hashlib.sha256(name.encode()).digest()[0] % 2]


def former_graph(audit: Path) -> Draft:
    """The graph that was audited, put together from the audit's tables."""
    sources = {r["concept"]: r["source"] for r in read_rows(HERE / "faithfulness-sources.tsv")}
    summaries: defaultdict[str, list[str]] = defaultdict(list)
    for row in read_rows(audit / "summary.tsv"):
        clause = row["clause"]
        summaries[row["concept"]].append(clause if clause[-1] in ".!?" else f"{clause};")
    edges: defaultdict[str, list[DraftEdge]] = defaultdict(list)
    for row in read_rows(audit / "edges.tsv"):
        ends = (row["A"], row["relation"], row["B"])
        edges[row["A"]].append(DraftEdge(*ends, citation=row["source"]))
    concepts = tuple(
        DraftConcept(
            row["concept"],
            row["kind"],
            tuple(alias for _, alias in aliases_of(row)),
            " ".join(summaries[row["concept"]]),
            sources[row["concept"]],
            tuple(edges[row["concept"]]),
        )
        for row in read_rows(audit / "aliases.tsv")
    )
    relations = {name: Relation(name, name, name, name, name, ordering=True) for name in ORDERING}
    return Draft(Vocabulary({}, relations), concepts, citation="1")


def aliases_of(row: dict[str, str]) -> Iterator[tuple[str, str]]:
    """The verdict on each alias of a concept, and the alias."""
    for verdict in ("names", "other things", "search phrases"):
        yield from ((verdict, alias) for alias in row[verdict].split("; ") if alias)


def clause_rows(judged: JudgedDeck, audit: Path) -> tuple[list[Row], list[Row]]:
    """Every clause of a summary, by what the clause check and by what the name check finds."""
    readings = {reading.concept.name: reading for reading in read_summaries(judged)}
    beyond, names = [], []
    for row in read_rows(audit / "summary.tsv"):
        evidence = readings[row["concept"]].evidence
        reading = read_clause(row["clause"], evidence, judged.weights, has_names=judged.has_names)
        half = half_of(row["concept"])
        beyond.append(Row(half, row["verdict"], reading.is_beyond))
        is_named = bool(reading.missing_names or reading.missing_figures)
        names.append(Row(half, row["verdict"], is_named))
    return beyond, names


def edge_rows(judged: JudgedDeck, audit: Path) -> list[Row]:
    """Every edge, and whether the check of its ends objects."""
    verdicts = {
        (r["A"], r["relation"], r["B"]): r["verdict"] for r in read_rows(audit / "edges.tsv")
    }
    found = []
    for concept in judged.draft.concepts:
        for edge in concept.edges:
            lines = judged.cited(edge.citation)
            is_ordering = edge.relation in ORDERING
            problem = unsupported_ends(judged, concept, edge, lines, is_ordering=is_ordering)
            verdict = verdicts[concept.name, edge.relation, edge.object]
            found.append(Row(half_of(concept.name), verdict, bool(problem)))
    return found


def alias_rows(judged: JudgedDeck, audit: Path) -> tuple[list[Row], list[Row]]:
    """Every alias, by what the check of its form and that of its last words find."""
    nouns = name_words(concept.name for concept in judged.draft.concepts)
    others = {singular_words(concept.name): concept.name for concept in judged.draft.concepts}
    phrases, heads = [], []
    for row in read_rows(audit / "aliases.tsv"):
        half = half_of(row["concept"])
        for verdict, alias in aliases_of(row):
            is_phrase = bool(phrase_reason(alias, nouns))
            is_foreign = not is_phrase and bool(foreign_head(alias, row["concept"], others))
            phrases.append(Row(half, verdict, is_phrase))
            heads.append(Row(half, verdict, is_foreign))
    return phrases, heads


def fact_counts(judged: JudgedDeck, audit: Path) -> Iterator[tuple[object, ...]]:
    """For both checks of facts: what they find, how much of it the audit lists, and its recall."""
    facts = [
        (line, row["fact"], set(stems(row["fact"])))
        for row in read_rows(audit / "facts.tsv")
        for line in cited_lines(row["line"])
    ]
    left_out = list(facts_left_out(judged))
    for name, pieces in (
        ("W307, in nothing", [(row.line, fact) for row in left_out for fact in row.unsaid]),
        (
            "W308, in summaries only",
            [(row.line, fact) for row in left_out for fact in row.unlinked],
        ),
    ):
        hits = {
            (line, piece): {
                fact for n, fact, words in facts if n == line and words & _rare(judged, piece)
            }
            for line, piece in pieces
        }
        right = sum(map(bool, hits.values()))
        covered = set().union(*hits.values())
        total = len({fact for _, fact, _ in facts})
        yield name, len(pieces), _share(right, len(pieces)), _share(len(covered), total)


def _rare(judged: JudgedDeck, text: str) -> set[str]:
    rare = (word for word in normalise(text).split() if judged.weights.says_something(word))
    return {stem for word in rare for stem in stems(word)} | {
        word for word in normalise(text).split() if word.isdigit()
    }


def report_lines() -> Iterator[str]:
    """The report."""
    audit = data_folder("audit")
    deck = read_text_deck(data_folder("deck") / "developing-ml-solutions.txt")
    judged = JudgedDeck(former_graph(audit), deck.lines)
    beyond, names = clause_rows(judged, audit)
    phrases, heads = alias_rows(judged, audit)
    edges = edge_rows(judged, audit)
    yield from INTRODUCTION.splitlines()
    yield ""
    head = ["check", "objection", "half", "judged", "objected to", "found", "precision", "recall"]
    yield from table(
        head,
        [
            *_scores("W305, clauses", beyond, ("beyond",)),
            *_scores("W305, clauses", beyond, ("beyond", "mixed")),
            *_scores("W303 and W304, numbers and names", names, ("beyond", "mixed")),
            *_scores("W306, edges", edges, ("no",)),
            *_scores("W306, edges", edges, ("no", "partly")),
            *_scores("W310, search phrases", phrases, ("search phrases",)),
            *_scores("W311, names of others", heads, ("search phrases", "other things")),
        ],
    )
    yield "Facts of lines, against those that the audit misses in the edges; both halves. What is"
    yield "found is right if the audit lists a fact of the same line with one of its words."
    yield ""
    yield from table(["check", "found", "precision", "recall"], fact_counts(judged, audit))


def _scores(check: str, rows: Iterable[Row], objections: tuple[str, ...]) -> Iterator[list[object]]:
    rows = list(rows)
    for half in HALVES:
        own = [row for row in rows if row.half == half]
        wrong = sum(row.verdict in objections for row in own)
        found = [row for row in own if row.is_found]
        right = sum(row.verdict in objections for row in found)
        shares = [_share(right, len(found)), _share(right, wrong)]
        yield [check, " or ".join(objections), half, len(own), wrong, len(found), *shares]


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.2f}" if whole else "—"


def main(write: Callable[[str], object] = REPORT.write_text) -> int:
    """Write the report."""
    try:
        text = "\n".join(report_lines()).rstrip() + "\n"
    except UnavailableError as error:
        print(error, file=sys.stderr)  # noqa: T201
        return 1
    write(text)
    return 0


if __name__ == "__main__":
    sys.exit(main())
