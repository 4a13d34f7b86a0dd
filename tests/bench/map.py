"""Measures the map beside stock pyvis's in a real browser; `make bench-map` writes MAP.md.

Only a whole run writes the file; a partial one prints its report.
"""

from __future__ import annotations

import argparse
import os
import platform
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path
from statistics import median, quantiles

from playwright.sync_api import Browser, Error, sync_playwright
from pyvis.network import Network  # noqa: TID251 - what the map is measured against

from kg.graph_files.source_files import shipped_graph
from kg.map.page import map_page
from kg.store import Store, open_store
from tests.bench.browse import (
    AFTER,
    PATIENCE,
    Found,
    SearchRun,
    Seen,
    count_overlaps,
    look_up,
    visit,
)
from tests.bench.mapgraphs import Typo, make_graph, make_typos, store_of
from tests.bench.report.markdown import listing, table
from tests.browser.conftest import NAMES, SWITCHES

MAP = Path(__file__).parent / "reports" / "MAP.md"

DECK = "deck"

SIZES = ("60", "300", "1000", "20000", DECK)

LARGEST = "20000"

PAGES = ("ours", "pyvis")

RUNS = 3

TYPOS = 300
"""Misspelt names that are typed, with one edit and with two."""

PATIENCE_LARGEST = 60.0
"""Seconds that pyvis's page of the largest graph may take until its first view."""

VSYNC = 58.0
"""Frames a second that count as 60: a screen's 60 are seldom counted in full."""

MISSED, FAILED = "**MISSED**", "failed"

INTRODUCTION = f"""\
# Map

Written by `make bench-map`; not to be edited. The same graphs as pages by kg and by stock pyvis
(`Network(directed=True, cdn_resources="in_line")`, nothing else set), opened from a file at
1280x800 in the same headless Chromium without a network. Medians of {RUNS} runs, each in a browser
of its own; pyvis's page of 1,000 is opened once and given up after {PATIENCE:.0f} s without a first
view, that of 20,000 after {PATIENCE_LARGEST:.0f} s.

- Concepts have names of 1-3 English words, 8 kinds, summaries of 80-120 letters, and 2.5 edges each
  of 8 relations, joined by preferential attachment; `deck` is the shipped graph.
- First view: from the navigation until the frame after labels are on an uncovered canvas; for pyvis
  also until its layout is done, the fading of its bar not counted. Where pyvis leaves its labels
  out because they would be too small, its first picture after that counts.
- Longest task: of the main thread, until {AFTER:g} s after the first view; below 50 ms it counts as
  50.
- Pan: pictures a second over 2 s of dragging, from {VSYNC:.0f} up counts as 60; in brackets the
  median time from one to the next.
- Labels: texts drawn when the first view is 1 s old, a line of a label each, the names of relations
  left out; overlaps are pairs of them that cover each other.
- Requests other than the file are refused at once, so that they cost no time; each refusal is also
  an error of the console."""


@dataclass(frozen=True, slots=True)
class Budget:
    """A limit on a value: at most that, or at least that."""

    limit: float
    unit: str = ""
    """What follows the number; empty for a ratio of ours to pyvis's."""
    least: bool = False

    def is_met(self, value: float) -> bool:
        """Whether the value keeps it."""
        return value >= self.limit if self.least else value <= self.limit

    def __str__(self) -> str:
        return f"{'≥' if self.least else '≤'} {self.limit:g}{self.unit}"


@dataclass(frozen=True, slots=True)
class Row:
    """A measure of both pages; `value` is what the budget is about, None where nothing is known."""

    measure: str
    ours: str
    pyvis: str = "—"
    value: float | None = None
    budget: Budget | None = None
    is_bound: bool = False
    """Whether the value is only known to be less, as pyvis was given up."""

    def cells(self) -> list[str]:
        """The cells of the table."""
        if self.budget is None:
            return [self.measure, self.ours, self.pyvis, "", "", ""]
        limit = str(self.budget)
        if self.value is None:
            verdict = MISSED if self.ours == FAILED else "—"
            return [self.measure, self.ours, self.pyvis, "not known", limit, verdict]
        told = ("< " if self.is_bound else "") + f"{self.value:,.3g}"
        verdict = "met" if self.budget.is_met(self.value) else MISSED
        return [self.measure, self.ours, self.pyvis, told + self.budget.unit, limit, verdict]


FIRST_RATIO = {"60": 0.35, "300": 0.05, "1000": 0.02}
SIZE_RATIO = 0.75
TASK_RATIO = {"300": 0.3, "1000": 0.3}
FRAMES = {"60": 60.0, "300": 60.0, "1000": 30.0, "20000": 30.0}
LARGEST_SECONDS = Budget(2, " s")
SEARCH_MS = Budget(50, " ms")
TOP = {1: Budget(0.95, " top-1", least=True), 2: Budget(0.9, " top-1", least=True)}


@dataclass(slots=True)
class Made:
    """A page that was written, and what its visits showed."""

    seconds: float | None = None
    """Seconds that writing it took."""
    size: int | None = None
    """Bytes."""
    visits: list[Seen] = field(default_factory=list)
    patience: float = PATIENCE
    """Seconds after which a visit without a first view was given up."""
    failure: str = ""

    @property
    def is_visited(self) -> bool:
        """Whether it was opened at all."""
        return bool(self.visits)

    @property
    def is_late(self) -> bool:
        """Whether no visit had a first view in time."""
        return self.is_visited and all(seen.late for seen in self.visits)

    def first(self) -> float | None:
        """Seconds until the first view."""
        return middle(seen.first for seen in self.visits)

    def longest(self) -> float | None:
        """Milliseconds of the longest task."""
        return middle(seen.longest for seen in self.visits)

    def frames(self) -> float | None:
        """Pictures a second."""
        return middle(seen.frames for seen in self.visits)

    def gap(self) -> float | None:
        """Milliseconds from one picture to the next."""
        return middle(seen.gap for seen in self.visits)

    def gap_told(self) -> str:
        """The same in brackets; empty when it is not known."""
        gap = self.gap()
        return "" if gap is None else f" ({gap:.0f} ms)"

    def told(self, value: float | None, form: str) -> str:
        """A value as text, or why there is none."""
        if value is not None:
            return form.format(value)
        if self.is_late:
            return "given up"
        failed = self.failure or any(seen.failure for seen in self.visits)
        return FAILED if failed else "—"


def middle(values: Iterable[float | None]) -> float | None:
    """The median of what is known; None when nothing is."""
    known = [value for value in values if value is not None]
    return median(known) if known else None


def ratio(ours: float | None, pyvis: float | None) -> float | None:
    """Ours in shares of pyvis's; None when either is not known."""
    return None if ours is None or pyvis is None or not pyvis else ours / pyvis


def stock_page(store: Store) -> str:
    """The graph as pyvis shows it of its own."""
    net = Network(directed=True, cdn_resources="in_line")
    for key, concept in sorted(store.concepts(store.keys()).items()):
        net.add_node(int(key), label=concept.name, title=concept.summary)
    for link in store.edges():
        net.add_edge(int(link.subject), int(link.object), label=link.relation, title=link.relation)
    return str(net.generate_html())


WRITERS: dict[str, Callable[[Store], str]] = {"ours": map_page, "pyvis": stock_page}


class Bench:
    """Pages of graphs, each written and visited.

    Args:
        launch: starts a browser.
        folder: where pages are written.
        only: the pages to measure.
    """

    def __init__(self, launch: Callable[[], Browser], folder: Path, only: Sequence[str]) -> None:
        self._launch = launch
        self._folder = folder
        self._only = only

    def measure(self, size: str, store: Store) -> dict[str, Made]:
        """Write and visit the pages of a graph."""
        return {page: self._measure(size, page, store) for page in self._only}

    def look_up(self, store: Store, sets: Sequence[Sequence[Typo]]) -> SearchRun:
        """Search the page of the largest graph, as written before."""
        known = next(iter(store.concepts(store.keys()).values())).name
        browser = self._launch()
        try:
            return look_up(browser, self._file(LARGEST, "ours"), known, sets)
        finally:
            browser.close()

    def _file(self, size: str, page: str) -> Path:
        return self._folder / f"{page}-{size}.html"

    def _measure(self, size: str, page: str, store: Store) -> Made:
        made = Made()
        stock = page == "pyvis"
        slow = stock and size in ("1000", LARGEST)
        try:
            made.seconds, html = timed(WRITERS[page], store, 1 if slow else RUNS)
        except Exception as error:
            made.failure = f"{type(error).__name__}: {error}"
            return made
        file = self._file(size, page)
        made.size = file.write_bytes(html.encode("utf-8"))
        made.patience = PATIENCE_LARGEST if stock and size == LARGEST else PATIENCE
        relations = {link.relation for link in store.edges()}
        for _ in range(1 if slow else RUNS):
            sys.stderr.write(f"{size} {page}\n")
            seen = self._visit(file, stock, made.patience)
            if seen.labels is not None:
                seen.labels = [label for label in seen.labels if label.text not in relations]
            made.visits.append(seen)
        return made

    def _visit(self, file: Path, stock: bool, patience: float) -> Seen:
        try:
            browser = self._launch()
            try:
                return visit(browser, file, stock=stock, patience=patience)
            finally:
                browser.close()
        except Error as error:
            return Seen(failure=str(error).splitlines()[0])


def timed(write: Callable[[Store], str], store: Store, runs: int) -> tuple[float, str]:
    """The median seconds of writing a page, and the page."""
    taken: list[float] = []
    html = ""
    for _ in range(runs):
        start = time.perf_counter()
        html = write(store)
        taken.append(time.perf_counter() - start)
    return median(taken), html


def size_rows(size: str, ours: Made, pyvis: Made) -> Iterator[Row]:
    """What one graph showed."""

    def row(
        measure: str,
        read: Callable[[Made], float | None],
        form: str,
        value: float | None = None,
        budget: Budget | None = None,
    ) -> Row:
        told = [made.told(read(made), form) for made in (ours, pyvis)]
        return Row(measure, told[0], told[1], value, budget)

    largest = size == LARGEST
    limit = FIRST_RATIO.get(size)
    yield Row(
        "first view",
        ours.told(ours.first(), "{:.2f} s"),
        f"> {pyvis.patience:.0f} s" if pyvis.is_late else pyvis.told(pyvis.first(), "{:.2f} s"),
        ours.first()
        if largest
        else ratio(ours.first(), pyvis.patience if pyvis.is_late else pyvis.first()),
        LARGEST_SECONDS if largest else (limit and Budget(limit)) or None,
        is_bound=pyvis.is_late and not largest,
    )
    yield row(
        "size",
        lambda made: made.size,
        "{:,} bytes",
        ratio(ours.size, pyvis.size),
        Budget(SIZE_RATIO),
    )
    yield row(
        "longest task",
        Made.longest,
        "{:,.0f} ms",
        ratio(ours.longest(), pyvis.longest()),
        Budget(TASK_RATIO[size]) if size in TASK_RATIO else None,
    )
    frames = ours.frames()
    told = [made.told(made.frames(), "{:.1f} frames/s") + made.gap_told() for made in (ours, pyvis)]
    yield Row(
        "pan",
        told[0],
        told[1],
        60.0 if frames is not None and frames >= VSYNC else frames,
        Budget(FRAMES[size], " frames/s", least=True) if size in FRAMES else None,
    )
    yield from opening_rows(ours, pyvis)
    yield row(
        "making the HTML",
        lambda made: made.seconds,
        "{:.2f} s",
        ours.seconds,
        LARGEST_SECONDS if largest else None,
    )


def opening_rows(ours: Made, pyvis: Made) -> Iterator[Row]:
    """What the opening view holds, and what the pages ask for and complain of."""

    def row(measure: str, tell: Callable[[Seen], str]) -> Row:
        told = [
            tell(made.visits[-1])
            if made.visits and made.visits[-1].labels is not None
            else made.told(None, "")
            for made in (ours, pyvis)
        ]
        return Row(measure, told[0], told[1])

    def smallest(seen: Seen) -> str:
        heights = [label.height for label in seen.labels or ()]
        return f"{min(heights):.1f} px" if heights else "no labels"

    yield row("labels drawn", lambda seen: f"{len(seen.labels or ()):,}")
    yield row("smallest label", smallest)
    yield row("overlaps", lambda seen: f"{count_overlaps(seen.labels or ()):,}")
    yield row("requests", lambda seen: str(len(seen.requests)))
    yield row("console errors", lambda seen: str(len(seen.errors)))


def search_rows(run: SearchRun) -> Iterator[Row]:
    """How the search found misspelt names."""
    for edits, found in enumerate(run.found, 1):
        times = [one.ms for one in found]
        centiles = quantiles(times, n=100)
        right = share_right(found)
        what = f"{edits} edit{'s' if edits > 1 else ''}, {len(found)} names"
        slow = centiles[94]
        told = f"p50 {centiles[49]:.1f} ms, p95 {slow:.1f} ms"
        yield Row(f"time of {what}", told, "—", slow, SEARCH_MS)
        yield Row(f"top-1 of {what}", f"{right:.3f}", "—", right, TOP[edits])


def share_right(found: Sequence[Found]) -> float:
    """The share of queries whose first result was right."""
    return sum(one.p_correct for one in found) / len(found)


def row_lines(rows: Iterable[Row]) -> list[str]:
    """Rows as a table."""
    head = ["measure", "kg", "pyvis", "value", "budget", ""]
    return table(head, (row.cells() for row in rows))


def machine_lines(browser: str) -> Iterator[str]:
    """What was measured on, and with what."""
    yield ""
    yield f"Machine: {processor()}, {os.cpu_count()} cores; Chromium {browser}, headless;"
    yield f"Python {platform.python_version()}; pyvis {version('pyvis')}."
    yield "Command: `make bench-map`."
    yield f"Load in the minute before: {os.getloadavg()[0]:.1f}; times are sound when it is near 0."
    yield ""


def processor() -> str:
    """The processor's name."""
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        lines = []
    named = (line.split(":", 1)[1].strip() for line in lines if line.startswith("model name"))
    return next(named, platform.processor() or platform.machine())


def report_lines(bench: Bench, sizes: Sequence[str]) -> Iterator[str]:
    """The tables, one for each graph."""
    for size in sizes:
        lines: list[str] = []
        try:
            for line in size_lines(bench, size):
                lines.append(line)
                sys.stderr.write(f"{line}\n")
        except Exception as error:  # one graph's failure leaves the others measured
            lines += [f"Failed: {type(error).__name__}: {error}", ""]
            sys.stderr.write(f"{lines[-2]}\n")
        yield from lines


def size_lines(bench: Bench, size: str) -> Iterator[str]:
    """The table of one graph, and of its search where it is the largest."""
    graph = None if size == DECK else make_graph(int(size))
    opened = open_store(shipped_graph(), None) if graph is None else store_of(graph)
    with opened as store:
        concepts = store.concepts(store.keys())
        title = "The shipped deck" if graph is None else f"{int(size):,} concepts"
        yield from (f"## {title}", "")
        yield from (f"{len(concepts):,} concepts, {len(store.edges()):,} edges.", "")
        made = bench.measure(size, store)
        ours, pyvis = (made.get(page, Made()) for page in PAGES)
        yield from row_lines(size_rows(size, ours, pyvis))
        yield from failure_lines(made)
        if size == LARGEST and ours.size is not None:
            names = [concept.name for concept in concepts.values()]
            sys.stderr.write("searching\n")
            run = bench.look_up(store, [make_typos(names, TYPOS, edits) for edits in (1, 2)])
            yield from ("### Search", "")
            if run.ready is not None:
                yield from (f"Finds {run.ready:.2f} s after its field has the focus.", "")
            yield from row_lines(search_rows(run))
            if run.failure:
                yield from (f"Failed: {run.failure}.", "")


def failure_lines(made: dict[str, Made]) -> Iterator[str]:
    """Why pages failed."""
    for page, one in made.items():
        told = {one.failure, *(seen.failure for seen in one.visits)} - {""}
        for failure in sorted(told):
            yield from (f"Failed, {page}: {failure}.", "")
        for error in sorted({error for seen in one.visits for error in seen.errors}):
            if page == "ours":
                yield from (f"Console of kg's page: {error}", "")


def missed_lines(lines: Sequence[str]) -> Iterator[str]:
    """The rows of a report that keep no budget, under the heads of their tables."""
    yield from ("## Missed", "")
    head, rows = "", []
    for line in lines:
        if line.startswith("#"):
            head = line.strip("# ")
        elif line.endswith(f"| {MISSED} |"):
            measure, _, _, value, budget = line.strip("| ").split(" | ")[:5]
            rows.append([head, measure, value, budget])
    yield from listing(["table", "measure", "value", "budget"], rows)


def _listed(known: Sequence[str]) -> Callable[[str], tuple[str, ...]]:
    def read(text: str) -> tuple[str, ...]:
        chosen = tuple(text.replace("_", "").split(","))
        unknown = set(chosen) - set(known)
        if unknown:
            raise argparse.ArgumentTypeError(f"unknown: {', '.join(sorted(unknown))}")
        return chosen

    return read


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.map", description=__doc__)
    parser.add_argument("--sizes", type=_listed(SIZES), default=SIZES, help="as 60,300,deck")
    parser.add_argument("--only", type=_listed(PAGES), default=PAGES, help="ours or pyvis")
    return parser


def main() -> None:
    """Run what the arguments say."""
    given = _parser().parse_args()
    found = next(filter(None, map(shutil.which, NAMES)), None)
    if found is None:
        sys.exit(f"no Chromium found; install one of {', '.join(NAMES)}")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:

        def launch() -> Browser:
            return playwright.chromium.launch(executable_path=found, args=list(SWITCHES))

        browser = launch()
        lines = [INTRODUCTION, *machine_lines(browser.version)]
        browser.close()
        bench = Bench(launch, Path(folder), given.only)
        lines += report_lines(bench, given.sizes)
        lines += list(missed_lines(lines))
    text = "\n".join(lines).rstrip() + "\n"
    if (given.sizes, given.only) == (SIZES, PAGES):
        MAP.write_text(text, encoding="utf-8")
        sys.stdout.write(f"wrote {MAP.name}\n")
    else:
        sys.stdout.write(text)


if __name__ == "__main__":
    main()
