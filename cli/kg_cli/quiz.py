"""The command `kg quiz`: ask questions, grade the answers and save each at once."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum
from random import Random
from typing import Annotated

import typer

from kg.errors import NothingToAskError
from kg.learn.progress import DEFAULT_PROFILE, Progress, ProgressFile, Review
from kg.learn.quiz import (
    DEFAULT_QUESTIONS,
    Grade,
    Question,
    Round,
    choose_concepts,
    grade_choice,
    grade_typed,
    make_rounds,
    parse_choice,
    parse_pairs,
    update_memory,
)
from kg.store import Store
from kg.text.encodable import encodable_text
from kg_cli.graphs import open_graph
from kg_cli.options import GraphOption, NowOption, ProfileOption, parse_now, progress_file
from kg_cli.quizmaster import JsonQuizmaster, Quizmaster, TextQuizmaster, UnreadableAnswerError


class QuizMode(StrEnum):
    """The ways in which a quiz asks."""

    choice = "choice"
    type = "type"
    cloze = "cloze"
    match = "match"


def command(
    topic: Annotated[
        list[str] | None,
        typer.Argument(help="As in kg study (default: what is due, then what is next)."),
    ] = None,
    number: Annotated[
        int, typer.Option("-n", metavar="N", min=1, help="Ask at most N questions.")
    ] = DEFAULT_QUESTIONS,
    mode: Annotated[
        QuizMode,
        typer.Option(help="Choose, type, fill a gap, or match terms to meanings."),
    ] = QuizMode.choice,
    seed: Annotated[
        str | None,
        typer.Option(metavar="TEXT", help="The same seed and progress give the same questions."),
    ] = None,
    background: Annotated[
        bool, typer.Option("--background", help="Also ask what is beyond the deck, marked so.")
    ] = False,
    now: NowOption = None,
    profile: ProfileOption = DEFAULT_PROFILE,
    json: Annotated[
        bool, typer.Option("--json", help="Print questions and read answers as JSON Lines.")
    ] = False,
    graph: GraphOption = None,
) -> None:
    """Take a quiz on the graph; each answer is saved at once."""
    file = progress_file(profile)
    words = " ".join(topic or []).strip() or None
    seed = None if seed is None else encodable_text(seed)
    random = Random(seed)  # noqa: S311 - draws questions, keeps no secret
    with open_graph(graph) as store:
        progress = file.read(store.slug)
        keys = choose_concepts(store, words, progress, parse_now(now), number)
        rounds = list(make_rounds(store, keys, number, mode.value, random, background=background))
        if not rounds:
            raise NothingToAskError(words or store.title)
        _run(store, file, rounds, JsonQuizmaster() if json else TextQuizmaster(), now)


def _run(
    store: Store,
    file: ProgressFile,
    rounds: Sequence[Round],
    quizmaster: Quizmaster,
    now: str | None,
) -> None:
    """Ask every round until the input ends; save each answer before showing its result."""
    asked = right = 0
    try:
        for n, quiz_round in enumerate(rounds, 1):
            quizmaster.ask(n, len(rounds), quiz_round)
            grades = _read_grades(quiz_round, quizmaster, store)
            if grades is None:
                break
            for question, grade in zip(quiz_round.questions, grades, strict=True):
                due = _save(file, store, question, grade, parse_now(now))
                asked += 1
                right += grade.right
                quizmaster.show_result(question, grade, due, _other_answers(store, question))
    finally:
        quizmaster.show_summary(asked, right)


def _read_grades(quiz_round: Round, quizmaster: Quizmaster, store: Store) -> list[Grade] | None:
    """Read the answer to a round and grade it; return None if the input has ended.

    An answer that can't be understood is asked for again.
    """
    while True:
        try:
            answer = quizmaster.read()
            return None if answer is None else _grade(quiz_round, answer, store)
        except UnreadableAnswerError as error:
            quizmaster.retry(str(error))


def _grade(quiz_round: Round, answer: str, store: Store) -> list[Grade]:
    """Grade the answer to a round, one grade for each question; an empty answer is not known.

    Raises:
        UnreadableAnswerError: the answer names none of the options.
    """
    (first, *_) = quiz_round.questions
    if quiz_round.mode == "match":
        count = len(quiz_round.questions)
        lines = parse_pairs(answer, count, len(first.options))
        if answer.strip() and lines is None:
            raise UnreadableAnswerError("match each number with a letter, as in 1b 2a")
        picks = lines or [None] * count
        return [grade_choice(q, pick) for q, pick in zip(quiz_round.questions, picks, strict=True)]
    if first.options:
        option = parse_choice(answer, first)
        if answer.strip() and option is None:
            raise UnreadableAnswerError(f"answer with a number from 1 to {len(first.options)}")
        return [grade_choice(first, option)]
    return [grade_typed(first, answer, store)]


def _save(
    file: ProgressFile, store: Store, question: Question, grade: Grade, now: datetime
) -> datetime:
    """Save an answer, and return when the concept is due for its next review."""
    concept = question.concept.id
    review = Review(concept, now, grade.rating, question.mode)

    def change(progress: Progress) -> Progress:
        memory = update_memory(progress.memories.get(concept), grade.rating, now)
        return progress.with_review(review, memory)

    return file.change(store.slug, change).memories[concept].due


def _other_answers(store: Store, question: Question) -> list[str]:
    """Return the names that would have been right as well, as the deck says, sorted."""
    if not question.asks_name:
        return []
    listed = question.accepted - question.unlisted
    names = [concept.name for concept in store.concepts(listed).values()]
    return sorted(name for name in names if name != question.answer)
