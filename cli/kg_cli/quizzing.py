"""kg quiz, due and progress: being asked, and how far one is."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from datetime import datetime
from enum import StrEnum
from json import loads
from random import Random
from typing import Annotated, Any, Protocol

import typer

from kg.errors import NothingToAskError
from kg.progress import PROFILE, Progress, ProgressFile, Review
from kg.quiz import (
    QUESTIONS,
    Grade,
    Question,
    Round,
    all_due,
    choose_concepts,
    chosen,
    grade_choice,
    grade_typed,
    make_rounds,
    paired,
    remember,
)
from kg.quiz.grade import HARD, LETTERS
from kg.quiz.tally import Share, take_tally
from kg.render.terminal import Screen
from kg.store import Store
from kg.text import count, oxford
from kg_cli.learner import NowOption, ProfileOption, clock, moment, progress_file
from kg_cli.options import GraphOption, JsonOption, as_json, opened, print_json, tell


class QuizMode(StrEnum):
    """How a quiz asks."""

    choice = "choice"
    type = "type"
    cloze = "cloze"
    match = "match"


class UnreadableError(ValueError):
    """An answer that can't be understood; the message says how to put it."""


class Asker(Protocol):
    """Who puts the rounds of a quiz and takes the answers."""

    def ask(self, number: int, of: int, turn: Round) -> None:
        """Put a round, the `number`th of so many."""

    def read(self) -> str | None:
        """An answer; None when there are no more.

        Raises:
            UnreadableError: it is none.
        """

    def retry(self, message: str) -> None:
        """Say why an answer can't be understood."""

    def tell(self, question: Question, grade: Grade, due: datetime, also: Sequence[str]) -> None:
        """Tell what an answer was worth, and why."""

    def end(self, asked: int, right: int) -> None:
        """Tell how the quiz went."""


def quiz(
    topic: Annotated[
        list[str] | None, typer.Argument(help="As for kg study; without it, what is due or next.")
    ] = None,
    number: Annotated[int, typer.Option("-n", min=1, help="Questions at most.")] = QUESTIONS,
    mode: Annotated[
        QuizMode, typer.Option(help="Choose, type, fill a gap, or match terms and meanings.")
    ] = QuizMode.choice,
    seed: Annotated[
        str | None, typer.Option(metavar="TEXT", help="The same seed asks the same questions.")
    ] = None,
    now: NowOption = None,
    profile: ProfileOption = PROFILE,
    json: Annotated[
        bool, typer.Option("--json", help="Ask and take answers as JSON Lines.")
    ] = False,
    graph: GraphOption = None,
) -> None:
    """Ask questions made from the graph. Every answer is kept at once."""
    file = progress_file(profile)
    words = " ".join(topic or []).strip() or None
    chance = Random(seed)  # noqa: S311 - draws questions, keeps no secret
    with opened(graph) as store:
        progress = file.read(store.slug)
        keys = choose_concepts(store, words, progress, moment(now), number)
        rounds = list(make_rounds(store, keys, number, mode.value, chance))
        if not rounds:
            raise NothingToAskError(words or store.title)
        asker = JsonLines() if json else Person()
        _run(store, file, rounds, asker, now)


def _run(
    store: Store, file: ProgressFile, rounds: Sequence[Round], asker: Asker, now: str | None
) -> None:
    """Ask every round, and keep each answer before anything is said of it."""
    asked = right = 0
    try:
        for n, turn in enumerate(rounds, 1):
            asker.ask(n, len(rounds), turn)
            grades = _answered(turn, asker, store)
            if grades is None:
                break
            for question, grade in zip(turn.questions, grades, strict=True):
                at = moment(now)
                due = _keep(file, store, question, grade, at)
                asked += 1
                right += grade.right
                asker.tell(question, grade, due, _also(store, question))
    finally:
        asker.end(asked, right)


def _answered(turn: Round, asker: Asker, store: Store) -> list[Grade] | None:
    """The grades of a round, asked again until its answer can be understood; None at the end."""
    while True:
        try:
            text = asker.read()
            return None if text is None else _graded(turn, text, store)
        except UnreadableError as error:
            asker.retry(str(error))


def _graded(turn: Round, answer: str, store: Store) -> list[Grade]:
    """What an answer to a round is worth; an empty one is not knowing."""
    (first, *_) = turn.questions
    if turn.mode == "match":
        lines = paired(answer, len(turn.questions), len(first.options))
        if answer.strip() and lines is None:
            raise UnreadableError("match each number with a letter, as in 1b 2a")
        picked = lines or [None] * len(turn.questions)
        return [grade_choice(q, line) for q, line in zip(turn.questions, picked, strict=True)]
    if first.options:
        option = chosen(answer, first)
        if answer.strip() and option is None:
            raise UnreadableError(f"answer with a number from 1 to {len(first.options)}")
        return [grade_choice(first, option)]
    return [grade_typed(first, answer, store)]


def _keep(
    file: ProgressFile, store: Store, question: Question, grade: Grade, at: datetime
) -> datetime:
    """Keep an answer, and return when the concept is to be asked again."""
    concept = question.concept.id
    review = Review(concept, at, grade.rating, question.mode)

    def change(progress: Progress) -> Progress:
        memory = remember(progress.memories.get(concept), grade.rating, at)
        return progress.reviewed(review, memory)

    return file.change(store.slug, change).memories[concept].due


def _also(store: Store, question: Question) -> list[str]:
    """What else would have been right."""
    if not question.asks_name:
        return []
    names = [concept.name for concept in store.concepts(question.accepted).values()]
    return sorted(name for name in names if name != question.answer)


class Person:
    """Asks on the terminal, or in a pipe a line at a time."""

    def __init__(self) -> None:
        self._screen = Screen(sys.stdout)

    def ask(self, number: int, of: int, turn: Round) -> None:
        """Put a round."""
        first = turn.questions[0]
        self._screen.blank()
        if turn.mode == "match":
            self._screen.heading("What does each mean?", f"{number} of {of}")
            for n, question in enumerate(turn.questions, 1):
                self._screen.line(f"{n}. {question.prompt}")
            self._screen.blank()
            for letter, option in zip(LETTERS, first.options, strict=False):
                self._screen.line(f"{letter}. {option.text}")
            self._hint(number, "your pairs, as in 1b 2a")
            return
        self._screen.heading(first.prompt, f"{number} of {of}")
        for n, option in enumerate(first.options, 1):
            self._screen.line(f"{n}. {option.text}")
        self._hint(number, f"1-{len(first.options)}" if first.options else "your answer")

    def _hint(self, number: int, how: str) -> None:
        if number == 1:
            how += "; nothing if you do not know; Ctrl-D ends"
        sys.stdout.write(f"{how}: ")
        sys.stdout.flush()

    def read(self) -> str | None:
        """An answer; None at the end of the input."""
        line = sys.stdin.readline() if sys.stdin is not None else ""
        if not sys.stdin.isatty():
            self._screen.blank()
        return line.rstrip("\n") if line else None

    def retry(self, message: str) -> None:
        """Say why an answer can't be understood."""
        sys.stdout.write(f"{message}: ")
        sys.stdout.flush()

    def tell(self, question: Question, grade: Grade, due: datetime, also: Sequence[str]) -> None:
        """Tell what an answer was worth, and why."""
        head = "Right" if grade.right else "Wrong" if grade.given else "Not known"
        said = f"{question.prompt}: " if question.mode == "match" else ""
        if not grade.right:
            head += f": {said}{question.answer}"
        elif grade.rating == HARD:
            head += f": {grade.given}, as it is spelt"
        elif said:
            head += f": {question.prompt}"
        self._screen.heading(head, f"ask again {clock(due)}")
        self._screen.line(question.why + _cited(question.source))
        if also:
            self._screen.line(f"also right: {oxford(also)}", dim=True)
        if question.mode != "match":
            for option in question.options:
                if not option.right:
                    self._screen.line(f"no: {option.why}{_cited(option.source)}", dim=True)

    def end(self, asked: int, right: int) -> None:
        """Tell how the quiz went."""
        self._screen.blank()
        self._screen.line(f"{right} of {asked} right" if asked else "nothing answered", 0)


class JsonLines:
    """Asks and takes answers as JSON Lines.

    Written are objects of the types question, result (one for each concept that was asked), error
    and summary; read is for each question an object with an `answer`: a number from 1, a text, or
    for a match a list of numbers. null is not knowing.
    """

    def ask(self, number: int, of: int, turn: Round) -> None:
        """Put a round."""
        self._write({"type": "question", "number": number, "of": of, **turn.to_json()})

    def read(self) -> str | None:
        """An answer; None at the end of the input."""
        line = sys.stdin.readline() if sys.stdin is not None else ""
        if not line:
            return None
        try:
            data = loads(line)
        except (ValueError, RecursionError) as error:
            raise UnreadableError('answer with a line such as {"answer": 2}') from error
        answer = data.get("answer") if isinstance(data, dict) else data
        if isinstance(answer, list) and all(isinstance(one, int | None) for one in answer):
            letters = ((n, one) for n, one in enumerate(answer, 1) if one is not None)
            if all(1 <= one <= len(LETTERS) for one in answer if one is not None):
                return " ".join(f"{n}{LETTERS[one - 1]}" for n, one in letters)
        elif answer is None:
            return ""
        elif isinstance(answer, str | int) and not isinstance(answer, bool):
            return str(answer)
        raise UnreadableError("an answer is a number, a text, a list of numbers, or null")

    def retry(self, message: str) -> None:
        """Say why an answer can't be understood."""
        self._write({"type": "error", "message": message})

    def tell(self, question: Question, grade: Grade, due: datetime, also: Sequence[str]) -> None:
        """Tell what an answer was worth, and why."""
        self._write(
            {
                "type": "result",
                "concept": question.concept.id,
                "right": grade.right,
                "rating": grade.rating,
                "given": grade.given,
                "answer": question.answer,
                "also": list(also),
                "why": question.why,
                "source": question.source,
                "options": [option.to_json() for option in question.options],
                "due": due.isoformat(),
            }
        )

    def end(self, asked: int, right: int) -> None:
        """Tell how the quiz went."""
        self._write({"type": "summary", "asked": asked, "right": right})

    def _write(self, data: dict[str, Any]) -> None:
        sys.stdout.write(as_json(data, indent=None))
        sys.stdout.flush()


def _cited(source: str) -> str:
    return f" [{source}]" if source else ""


def due(
    now: NowOption = None,
    profile: ProfileOption = PROFILE,
    json: JsonOption = False,
    graph: GraphOption = None,
) -> None:
    """List the concepts to be asked again now, likeliest forgotten first."""
    time = moment(now)
    with opened(graph) as store:
        memories = progress_file(profile).read(store.slug).memories
        found = [(store.key_of(one.concept), one) for one in all_due(memories, time)]
        concepts = store.concepts(key for key, _ in found if key is not None)
        rows = [(concepts[key], one) for key, one in found if key is not None]
    if json:
        print_json(
            [
                {
                    "id": concept.id,
                    "name": concept.name,
                    "kind": concept.kind,
                    "since": one.since.isoformat(),
                    "recall": round(one.recall, 3),
                }
                for concept, one in rows
            ]
        )
        return
    if not rows:
        later = min((memory.due for memory in memories.values()), default=None)
        when = f"; the next is on {clock(later)}" if later else "; kg quiz asks what is new"
        tell(f"nothing is due{when}")
    Screen(sys.stdout).table(
        ("concept", "kind", "due since", "still known"),
        (
            (concept.name, concept.kind, clock(one.since), f"{one.recall:.0%}")
            for concept, one in rows
        ),
    )


WIDTH = 24
"""Characters of a bar."""


def progress(
    profile: ProfileOption = PROFILE, json: JsonOption = False, graph: GraphOption = None
) -> None:
    """Show how much is known, by stage and by kind."""
    with opened(graph) as store:
        tally = take_tally(store, progress_file(profile).read(store.slug))
    if json:
        print_json(tally.to_json())
        return
    screen = Screen(sys.stdout)
    whole = tally.whole
    said = f"{whole.known} of {count(whole.total, 'concept')} known, {whole.learning} being learnt"
    screen.heading(whole.title, said)
    draw: Callable[[Share], Sequence[object]] = _bar if sys.stdout.isatty() else _numbers
    screen.table(("chapter", "known"), map(draw, tally.chapters))
    screen.table(("kind", "known"), map(draw, tally.kinds))
    if tally.answers:
        screen.line(f"{tally.right} of {count(tally.answers, 'answer')} right", 0)


def _numbers(share: Share) -> tuple[object, ...]:
    return share.title, share.known, share.learning, share.total


def _bar(share: Share) -> tuple[object, ...]:
    """A title, and a bar: known, being learnt, the rest."""
    known = _blocks(share.known, share.total)
    met = _blocks(share.known + share.learning, share.total)
    bar = "█" * known + "▒" * (met - known) + "░" * (WIDTH - met)
    return share.title, f"{bar} {share.known}/{share.total}"


def _blocks(part: int, whole: int) -> int:
    """How much of a bar a part fills: nothing and all of it only where that is so."""
    return min(max(round(WIDTH * part / whole), part > 0), WIDTH - (part < whole))
