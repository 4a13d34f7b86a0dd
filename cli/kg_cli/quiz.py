"""kg quiz: being asked, and keeping what was answered."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum
from random import Random
from typing import Annotated

import typer

from kg.errors import NothingToAskError
from kg.learn.progress import PROFILE, Progress, ProgressFile, Review
from kg.learn.quiz import (
    QUESTIONS,
    Grade,
    Question,
    Round,
    choose_concepts,
    chosen,
    grade_choice,
    grade_typed,
    make_rounds,
    paired,
    remember,
)
from kg.store import Store
from kg_cli.graphs import opened
from kg_cli.options import GraphOption, NowOption, ProfileOption, moment, progress_file
from kg_cli.quizmaster import JsonLines, Person, Quizmaster, UnreadableError


class QuizMode(StrEnum):
    """How a quiz asks."""

    choice = "choice"
    type = "type"
    cloze = "cloze"
    match = "match"


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
        master = JsonLines() if json else Person()
        _run(store, file, rounds, master, now)


def _run(
    store: Store, file: ProgressFile, rounds: Sequence[Round], master: Quizmaster, now: str | None
) -> None:
    """Ask every round, and keep each answer before anything is said of it."""
    asked = right = 0
    try:
        for n, turn in enumerate(rounds, 1):
            master.ask(n, len(rounds), turn)
            grades = _answered(turn, master, store)
            if grades is None:
                break
            for question, grade in zip(turn.questions, grades, strict=True):
                at = moment(now)
                due = _keep(file, store, question, grade, at)
                asked += 1
                right += grade.right
                master.tell(question, grade, due, _also(store, question))
    finally:
        master.end(asked, right)


def _answered(turn: Round, master: Quizmaster, store: Store) -> list[Grade] | None:
    """The grades of a round, asked again until its answer can be understood; None at the end."""
    while True:
        try:
            text = master.read()
            return None if text is None else _graded(turn, text, store)
        except UnreadableError as error:
            master.retry(str(error))


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
