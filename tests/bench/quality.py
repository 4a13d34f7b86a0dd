"""Measures the engine and the methods beside it; `make bench-quality` writes QUALITY.md.

Only a whole run writes the file; a partial one, or another size of sample, prints its report.
"""

from __future__ import annotations

import argparse
import os
import platform
import sqlite3
import sys
from collections.abc import Callable, Iterator
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from kg.graph_files.source_files import shipped_graph
from kg.store import open_store
from tests.bench import deck
from tests.bench.bench import SETS, Bench, Settings
from tests.bench.causes import read_causes
from tests.bench.data import UnavailableError, data_folder
from tests.bench.films import NAMES, SLOW_NAMES, Films
from tests.bench.misspell import read_misspellings
from tests.bench.report import deck as deck_report
from tests.bench.report import exam as exam_report
from tests.bench.report import metaqa as metaqa_report
from tests.bench.report import reliability
from tests.bench.report import typos as typos_report
from tests.bench.typos import seek, spellings

QUALITY = Path(__file__).parent / "reports" / "QUALITY.md"

INTRODUCTION = """\
# Quality

Written by `make bench-quality`; not to be edited. Every method answered every set in one run.
Figures are means with their 95% bootstrap interval (1,000 resamples) and the number of questions;
`ms` is the median time of a question, warm."""


def deck_lines(bench: Bench) -> Iterator[str]:
    """The deck's questions."""
    yield from ("## Deck", "", deck_report.INTRODUCTION, "", "### Report half", "")
    yield from deck_report.half_lines(bench.judged, "report", bench.baselines.missing)
    yield from ("### Tune half, for comparison", "", *deck_report.small_lines(bench.judged))
    if bench.baselines.methods:
        yield from ("### Chosen on the tune half", "")
        yield from deck_report.setting_lines(bench.baselines.methods)


def exam_lines(bench: Bench) -> Iterator[str]:
    """The exam."""
    yield from ("## Exam", "", exam_report.INTRODUCTION, "")
    yield from exam_report.result_lines(bench.sat, bench.chosen, bench.rows)
    if not bench.chosen:
        yield from ("With options: not run, the engine does not take options yet.", "")


def metaqa_lines(bench: Bench) -> Iterator[str]:
    """MetaQA, and its misses."""
    yield from ("## MetaQA", "", metaqa_report.INTRODUCTION, "")
    runs = list(Films(bench).runs())
    yield from metaqa_report.result_lines(runs)
    yield from ("### Templates missed most", "", *metaqa_report.miss_lines(runs))


def typo_lines(bench: Bench) -> Iterator[str]:
    """Names looked up."""
    yield from ("## Typos", "", typos_report.INTRODUCTION, "", "### Names of the deck", "")
    file = data_folder("misspellings") / "wikipedia_common_misspellings.dat"
    wrong_of = read_misspellings(file)
    wanted = spellings(bench.documents[: bench.settings.limit], wrong_of, thorough=True)
    yield from typos_report.result_lines({m.name: seek(wanted, m) for m in bench.methods})
    yield from (f"### {NAMES:,} names of MetaQA", "")
    yield from (f"One kind of edit a name. The baselines look up the first {SLOW_NAMES} names.", "")
    try:
        yield from typos_report.result_lines(Films(bench).sought(wrong_of))
    except UnavailableError as error:
        yield from (f"Not run: {error}.", "")


def reliability_lines(bench: Bench) -> Iterator[str]:
    """Scores against truth."""
    yield from ("## Reliability", "", reliability.INTRODUCTION, "")
    yield from reliability.score_lines(bench.of_half("report"), bench.sat[bench.engine.name])


def miss_lines(bench: Bench) -> Iterator[str]:
    """What the engine misses, and why."""
    causes = read_causes()
    yield from ("## Misses", "")
    if "deck" in bench.settings.only:
        yield from ("### Deck, report half", "")
        yield from deck_report.miss_lines(bench.of_half("report"), causes)
    if "exam" in bench.settings.only:
        yield from ("### Exam", "")
        chosen = bench.chosen.get(bench.engine.name, [])
        yield from exam_report.miss_lines(bench.sat[bench.engine.name], chosen, causes)


def machine_lines() -> Iterator[str]:
    """What the times were measured on, and the versions of what was measured."""
    python = platform.python_version()
    yield from ("", f"Machine: {os.cpu_count()} cores, Python {python}.", "")
    told = [f"rapidfuzz {version('rapidfuzz')}", f"SQLite {sqlite3.sqlite_version}"]
    try:
        told.append(f"tantivy {version('tantivy')}")
    except PackageNotFoundError:
        told.append("tantivy not installed")
    yield from (f"Beside kg: {', '.join(told)}.", "")


def report_lines(bench: Bench) -> Iterator[str]:
    """The report, section by section."""
    yield INTRODUCTION
    yield from machine_lines()
    only = bench.settings.only
    parts: list[tuple[bool, Callable[[Bench], Iterator[str]]]] = [
        ("deck" in only, deck_lines),
        ("exam" in only, exam_lines),
        ("metaqa" in only, metaqa_lines),
        ("typos" in only, typo_lines),
        ("deck" in only and "exam" in only, reliability_lines),
        ("deck" in only or "exam" in only, miss_lines),
    ]
    for wanted, part in parts:
        if not wanted:
            continue
        try:
            yield from part(bench)
        except UnavailableError as error:
            yield from (f"Not run: {error}.", "")


def tune_lines(bench: Bench) -> Iterator[str]:
    """The tune half's misses in plain text, and the exam's where it is asked for."""
    judged = bench.of_half("tune")
    if "deck" in bench.settings.only:
        yield from deck_report.told_misses(judged)
    if "exam" in bench.settings.only:
        yield from exam_report.told_misses(bench.sat[bench.engine.name], "free")
        yield from exam_report.told_misses(bench.chosen.get(bench.engine.name, []), "options")
    yield f"{sum(j.right for j in judged)} of {len(judged)} right on the tune half"


def _sets(text: str) -> tuple[str, ...]:
    chosen = tuple(text.split(","))
    unknown = set(chosen) - set(SETS)
    if unknown:
        raise argparse.ArgumentTypeError(f"unknown: {', '.join(sorted(unknown))}")
    return chosen


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.quality", description=__doc__)
    parser.add_argument("--only", type=_sets, default=SETS, help="sets, as deck,exam")
    parser.add_argument("--limit", type=int, help="questions of each set at most")
    parser.add_argument("--no-baselines", action="store_true", help="measure kg alone")
    parser.add_argument("--half", choices=["tune"], help="print the misses of the tune half")
    parser.add_argument("--sample", type=int, default=1_000, help="MetaQA questions of each hop")
    parser.add_argument("--all", action="store_true", help="all 25,864 MetaQA questions")
    parser.add_argument("--questions", type=Path, default=deck.TABLE, help="the deck's questions")
    return parser


def main() -> None:
    """Run what the arguments say."""
    given = _parser().parse_args()
    alone = given.no_baselines or given.half is not None
    sample = None if given.all else given.sample
    settings = Settings(given.only, given.limit, not alone, sample, given.questions)
    with open_store(shipped_graph(), None) as store:
        bench = Bench(store, settings)
        lines = report_lines(bench) if given.half is None else tune_lines(bench)
        if settings in (Settings(), Settings(sample=None)) and given.half is None:
            text = "\n".join(lines).rstrip() + "\n"
            QUALITY.write_text(text, encoding="utf-8")
            sys.stdout.write(f"wrote {QUALITY.name}\n")
        else:
            for line in lines:
                sys.stdout.write(f"{line}\n")


if __name__ == "__main__":
    main()
