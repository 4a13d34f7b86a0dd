"""Measures learning orders, the quiz and how fast both are; `make bench-study` writes STUDY.md."""

from __future__ import annotations

import os
import platform
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from itertools import product
from pathlib import Path
from random import Random
from statistics import mean, median

import networkx as nx  # noqa: TID251 - one of those to compare with

from kg.graph_files.source_files import shipped_graph
from kg.learn.quiz import Question, make_question
from kg.learn.quiz.question_wording import relation_question
from kg.learn.quiz.valid_answers import valid_answers
from kg.learn.study import study_all, study_list
from kg.model.vocabulary import Side
from kg.store import Key, Store, open_store
from tests.bench.data import PROJECT, UnavailableError
from tests.bench.prereq import (
    Pair,
    Score,
    Texts,
    is_acyclic,
    is_tuning,
    kept_in_order,
    make_graph,
    read_glosses,
    read_metacademy,
    read_physics,
    score,
)
from tests.bench.wordnet import write_wordnet

STUDY = Path(__file__).parent / "reports" / "STUDY.md"

INTRODUCTION = """\
# Study

Written by `make bench-study`; not to be edited. How well learning orders keep to what others say
builds on what, whether the quiz ever calls a true answer wrong, and how fast all of it is."""

SHUFFLES = 1_000
ASKED = 2_000
CLASSIFIER = "study how to evaluate a classifier".split()
MACHINES = "study how do machines learn".split()
RUNS = 7
THRESHOLDS = (0.0, 0.02, 0.05, 0.1, 0.2, 0.3, 0.5)


def table(head: Sequence[str], rows: Sequence[Sequence[object]]) -> Iterator[str]:
    """A table of Markdown; every column but the first is of numbers."""
    yield f"| {' | '.join(head)} |"
    yield f"| --- |{' ---: |' * (len(head) - 1)}"
    yield from (f"| {' | '.join(map(str, row))} |" for row in rows)


def metacademy_lines() -> Iterator[str]:
    """Edges given: the order has to keep every one."""
    edges = read_metacademy()
    names = sorted({name for pair in edges for name in pair})
    with make_graph(names, edges) as store:
        began = time.perf_counter()
        ours = [item.concept.name for item in study_all(store).items]
        took = time.perf_counter() - began
    graph = nx.DiGraph((base, name) for name, base in edges)
    sorted_by_networkx = [*nx.lexicographical_topological_sort(graph)]
    chance = Random(0)
    shuffled = [kept_in_order(chance.sample(names, len(names)), edges) for _ in range(SHUFFLES)]
    ranked = nx.degree_centrality(graph)
    rows = [
        ("kg study --all", kept_in_order(ours, edges)),
        ("networkx, topological sort by name", kept_in_order(sorted_by_networkx, edges)),
        ("best joined first", kept_in_order(sorted(names, key=lambda n: (-ranked[n], n)), edges)),
        ("by name", kept_in_order(names, edges)),
        (f"shuffled, mean of {SHUFFLES:,}", round(mean(shuffled), 1)),
    ]
    yield from (
        "## Edges given: metacademy",
        "",
        f"{len(edges)} edges of {len(names)} concepts, given as a relation; "
        f"{'without' if is_acyclic(edges) else 'with'} cycles. Pairs in order, the prerequisite "
        f"first. The whole took {took:.2f} s.",
        "",
    )
    yield from table(
        ("order", "pairs kept", "share"), [(*row, f"{row[1] / len(edges):.3f}") for row in rows]
    )


def physics_lines() -> Iterator[str]:
    """No edge given: the order is read from text."""
    pairs, hold = read_physics("pairs"), set(read_physics("preqs"))
    names = sorted({name for pair in pairs for name in pair})
    said = read_glosses(names)
    texts = Texts(said)
    covered = [pair for pair in pairs if said.keys() >= set(pair)]
    halves = {
        "tune": [pair for pair in covered if is_tuning(pair)],
        "report": [pair for pair in covered if not is_tuning(pair)],
    }

    def refd_over(threshold: float) -> Callable[[Pair], bool]:
        return lambda pair: texts.refd(pair) > threshold

    best = max(THRESHOLDS, key=lambda t: (score(refd_over(t), halves["tune"], hold).f1, -t))
    methods: dict[str, Callable[[Pair], bool]] = {
        "kg": texts.ours,
        f"RefD > {best}": refd_over(best),
        "the text names it": texts.mentioned,
        "always": lambda _: True,
    }
    everything = len([pair for pair in pairs if pair in hold])
    yield from (
        "## Edges not given: AL-CPL physics",
        "",
        f"{len(pairs):,} pairs of {len(names)} concepts, of which {everything} hold: the second is "
        "a prerequisite of the first. The text of a concept is its gloss in WordNet 3.0 "
        f"(median {median(len(text.split()) for text in said.values()):.0f} words), which "
        f"{len(said)} of the concepts have; {len(covered):,} pairs are of such, and "
        f"{len([p for p in covered if p in hold])} of them hold. The glosses mention others "
        f"{texts.links} times. Nothing else is given: no edge, no order.",
        "",
        "Precision and recall are of pairs said to hold. Direction is, of the pairs that hold and "
        "are said to hold either way round, the share the right way round. RefD (Liang et al. "
        "2015, equal weights) takes mentions for links; its threshold is the best on the tune "
        "half. kg has no threshold and was not tuned on any of this.",
        "",
    )
    for half in ("report", "tune"):
        rows = [(name, *_cells(score(m, halves[half], hold))) for name, m in methods.items()]
        yield from (f"### {half.capitalize()} half, {len(halves[half])} pairs", "")
        yield from table(("method", "said", "precision", "recall", "F1", "direction"), rows)
        yield ""
    whole = score(texts.ours, pairs_of(pairs, said), hold)
    yield (
        f"Of all {everything} pairs that hold, those without a text counted as not said, kg says "
        f"{whole.right}: recall {whole.right / everything:.2f}."
    )


def pairs_of(pairs: Sequence[Pair], said: dict[str, str]) -> list[Pair]:
    """The pairs both of whose ends have a text."""
    return [pair for pair in pairs if said.keys() >= set(pair)]


def _cells(found: Score) -> tuple[object, ...]:
    told = found.forwards + found.backwards
    return (
        found.said,
        f"{found.precision:.2f}",
        f"{found.recall:.2f}",
        f"{found.f1:.2f}",
        f"{found.direction:.2f} ({found.forwards}/{told})",
    )


def quiz_lines(store: Store) -> Iterator[str]:
    """Whether an option that is called wrong is true."""
    keys = store.keys()
    chance = Random("quiz")
    questions: list[Question] = []
    began = time.perf_counter()
    tried = 0
    while tried < ASKED:
        question = make_question(store, chance.choice(keys), "choice", chance)
        tried += 1
        if question is not None:
            questions.append(question)
    each = (time.perf_counter() - began) / tried * 1_000
    by_name = {concept.name: key for key, concept in store.concepts(keys).items()}
    wrong = true = same = drawn = by_lot = 0
    for question in questions:
        if not question.asks_name:
            continue
        answers = truths(store, question)
        kind = store.concept(by_name[question.answer]).kind
        of_kind = store.keys([kind])
        for option in question.options:
            if option.right:
                continue
            key = by_name[option.text]
            wrong += 1
            true += key in answers
            same += store.concept(key).kind == kind
            lot = chance.choice([k for k in of_kind if k != by_name[question.answer]] or keys)
            drawn += 1
            by_lot += lot in answers
    sizes = [len(question.options) for question in questions]
    yield from (
        "## Quiz",
        "",
        f"{tried:,} tries at a question with options about a concept of the deck, drawn by lot: "
        f"{len(questions):,} questions, {sizes.count(4) / len(sizes):.1%} with four options, "
        f"{each:.1f} ms each. Each wrong option was held against the edges by another, slower "
        "reading of the graph that also follows transitive relations.",
        "",
    )
    yield from table(
        ("wrong options", "looked at", "true as well", "of the answer's kind"),
        [
            ("kg", f"{wrong:,}", true, f"{same / wrong:.2f}"),
            ("drawn by lot from the answer's kind", f"{drawn:,}", by_lot, "1.00"),
        ],
    )


def truths(store: Store, question: Question) -> set[Key]:
    """All that answers a question about an edge truly, or what a description is of."""
    subject = store.key_of(question.concept.id)
    if subject is None:
        return set()
    sides: tuple[Side, Side] = ("subject", "object")
    ends = {subject, *(link.other_end(subject) for link in store.edges_of([subject]))}
    concepts = store.concepts(store.keys())
    kinds = store.vocabulary.kinds
    (answer,) = (c for c in concepts.values() if c.name == question.answer)
    found: set[Key] = {subject} & question.accepted
    for relation in store.vocabulary.relations.values():
        for side, given in product(sides, sorted(ends)):
            if question.prompt == relation_question(
                relation, side, concepts[given].name, kinds[answer.kind]
            ):
                rim = {given}
                while rim:
                    rim = {
                        k for one in rim for k in valid_answers(store, relation, side, one)
                    } - found
                    found |= rim
                    rim = rim if relation.transitive else set()
    return found


def speed_lines(folder: Path) -> Iterator[str]:
    """Whole commands, cold."""
    count = write_wordnet(folder / "wordnet")
    wordnet = ["--graph", str(folder / "wordnet")]
    environment = os.environ | {
        "KG_CACHE_DIR": str(folder / "cache"),
        "KG_DATA_DIR": str(folder / "data"),
        "PYTHONDONTWRITEBYTECODE": "",
    }
    kg = [str(Path(sys.executable).with_name("kg"))]
    commands = {
        "python -c pass": [sys.executable, "-c", "pass"],
        "kg study recall": [*kg, "study", "recall"],
        "kg study how to evaluate a classifier": [*kg, *CLASSIFIER],
        "kg study --all": [*kg, "study", "--all"],
        "kg next": [*kg, "next"],
        "kg quiz -n 1": [*kg, "quiz", "-n", "1"],
        "kg study dog, WordNet": [*kg, "study", "dog", *wordnet],
        "kg study entity, WordNet": [*kg, "study", "entity", *wordnet],
        "kg study how do machines learn, WordNet": [*kg, *MACHINES, *wordnet],
        "kg unlocks dog, WordNet": [*kg, "unlocks", "dog", *wordnet],
        "kg next, WordNet": [*kg, "next", *wordnet],
    }
    for command in commands.values():  # compiles the graphs, and Python's own files
        run(command, environment)
    found = {
        name: [run(command, environment) for _ in range(RUNS)] for name, command in commands.items()
    }
    bare = median(seconds for seconds, _ in found["python -c pass"])
    rows = [
        (
            name,
            f"{median(s for s, _ in runs):.3f}",
            f"{median(s for s, _ in runs) / bare:.1f}",
            f"{max(peak for _, peak in runs):.0f}",
        )
        for name, runs in found.items()
    ]
    yield from (
        "## Speed",
        "",
        f"Whole processes, cold, the graph compiled before; medians of {RUNS}. The deck has 116 "
        f"concepts, WordNet 3.0 {count:,}. Targets: `kg study` on the deck under 15 times bare "
        "Python; a list on WordNet under 2 s and 150 MiB.",
        "",
    )
    yield from table(("command", "s", "times bare Python", "peak MiB"), rows)


LAUNCH = """\
import os, sys, time
null = os.open(os.devnull, os.O_RDWR)
began = time.perf_counter()
files = [(os.POSIX_SPAWN_DUP2, null, 0), (os.POSIX_SPAWN_DUP2, null, 1)]
child = os.posix_spawn(sys.argv[1], sys.argv[1:], os.environ, file_actions=files)
_, status, usage = os.wait4(child, 0)
print(time.perf_counter() - began, usage.ru_maxrss / 1024)
sys.exit(os.waitstatus_to_exitcode(status))
"""
"""Runs a command from a small process, whose own size would else count as the command's."""


def run(command: Sequence[str], environment: dict[str, str]) -> tuple[float, float]:
    """Seconds and peak MiB of a command that has nothing to read."""
    done = subprocess.run(
        [sys.executable, "-c", LAUNCH, *command],
        env=environment,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    if done.returncode:
        raise RuntimeError(f"{' '.join(command)}: {done.stderr}")
    seconds, peak = done.stdout.split()
    return float(seconds), float(peak)


def machine_lines() -> Iterator[str]:
    """Where it was measured."""
    python = platform.python_version()
    yield f"Machine: {os.cpu_count()} cores, {platform.machine()}; Python {python}."
    yield "Command: `make bench-study`."


def report() -> Iterator[str]:
    """The whole of STUDY.md."""
    yield from (INTRODUCTION, "", *machine_lines(), "")
    yield from (*metacademy_lines(), "")
    yield from (*physics_lines(), "")
    with open_store(shipped_graph(), None) as store:
        yield from (*quiz_lines(store), "")
        listed = study_list("how to evaluate a classifier", store)
    with tempfile.TemporaryDirectory() as folder:
        yield from (*speed_lines(Path(folder)), "")
    yield from ("## A list", "", "`kg study how to evaluate a classifier`:", "")
    for n, item in enumerate(listed.items, 1):
        yield f"{n}. {item.concept.name}: {item.reason}; {item.place}"


def main() -> None:
    """Write STUDY.md."""
    try:
        lines = list(report())
    except UnavailableError as error:
        sys.exit(str(error))
    STUDY.write_text("\n".join(lines) + "\n", encoding="utf-8")
    sys.stdout.write(f"wrote {STUDY.relative_to(PROJECT)}\n")


if __name__ == "__main__":
    main()
