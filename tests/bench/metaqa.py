"""MetaQA: questions of one, two and three hops over a film graph of 133,582 triples."""

from __future__ import annotations

import random
import re
import shutil
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from kg.errors import KgError
from kg.store import Store, open_store
from tests.bench.data import UnavailableError
from tests.bench.method import Method, Reply, timed_reply
from tests.bench.metrics import is_hit, set_f1

HOPS = (1, 2, 3)
RELATIONS = Path(__file__).with_name("metaqa-relations.toml")

_ENTITY = re.compile(r"\[([^\]]*)\]")


@dataclass(frozen=True, slots=True)
class Puzzle:
    """A question with its entity in [brackets], and every right answer."""

    hops: int
    bracketed: str
    gold: tuple[str, ...]

    @property
    def plain(self) -> str:
        """The question as a person writes it, without brackets."""
        return _ENTITY.sub(r"\1", self.bracketed)

    @property
    def template(self) -> str:
        """The words around the entity."""
        return _ENTITY.sub("[…]", self.bracketed)


@dataclass(frozen=True, slots=True)
class Solved:
    """A puzzle, the reply to it, and the milliseconds that the reply took."""

    puzzle: Puzzle
    reply: Reply
    ms: float

    @property
    def hit(self) -> bool:
        """Whether the first name is a right answer."""
        return is_hit(self.reply.names, self.puzzle.gold)

    @property
    def f1(self) -> float:
        """Agreement of all the names with all the right answers."""
        return set_f1(self.reply.members(len(self.puzzle.gold)), self.puzzle.gold)


@dataclass(frozen=True, slots=True)
class Missed:
    """A template, how often it was asked, and how often the first name was wrong."""

    template: str
    asked: int
    missed: int


def read_puzzles(folder: Path, hops: int, sample: int | None) -> list[Puzzle]:
    """The dev questions of so many hops: all, or a sample that is always the same."""
    lines = (folder / f"qa_dev_{hops}hop.txt").read_text(encoding="utf-8").splitlines()
    if sample is not None and sample < len(lines):
        lines = random.Random(f"metaqa {hops}").sample(lines, sample)
    return [Puzzle(hops, question, answers) for question, answers in map(_split, lines)]


def _split(line: str) -> tuple[str, tuple[str, ...]]:
    question, answers = line.split("\t")
    return question, tuple(" ".join(answer.split()) for answer in answers.split("|"))


@contextmanager
def opened(folder: Path, relations: Path | None) -> Iterator[Store]:
    """The triples as a graph, with a vocabulary beside them or with bare relation names.

    Raises:
        UnavailableError: the engine can't read triples, or the vocabulary is not there.
    """
    with TemporaryDirectory() as name:
        triples = Path(shutil.copy(folder / "kb.txt", name))
        if relations is not None:
            if not relations.is_file():
                raise UnavailableError(f"no {relations.name} beside the benchmark")
            shutil.copy(relations, Path(name) / "relations.toml")
        try:
            store = open_store(triples, None)
        except KgError as error:
            told = str(error).replace(f"{name}/", "")
            raise UnavailableError(f"the engine does not open the triples: {told}") from error
        with store:
            yield store


def solve(puzzles: Sequence[Puzzle], method: Method, brackets: bool) -> list[Solved]:
    """Put puzzles to a method; the first is asked once before, to warm it up."""

    def ask(puzzle: Puzzle) -> Solved:
        question = puzzle.bracketed if brackets else puzzle.plain
        return Solved(puzzle, *timed_reply(method, question, len(puzzle.gold)))

    for puzzle in puzzles[:1]:
        ask(puzzle)
    return [ask(puzzle) for puzzle in puzzles]


def missed_templates(solved: Iterable[Solved], most: int) -> list[Missed]:
    """The templates with the most misses, those first."""
    solved = list(solved)
    asked = Counter(s.puzzle.template for s in solved)
    missed = Counter(s.puzzle.template for s in solved if not s.hit)
    ranked = sorted(missed.items(), key=lambda item: (-item[1], item[0]))
    return [Missed(template, asked[template], count) for template, count in ranked[:most]]
