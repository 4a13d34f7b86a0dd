"""Quizmasters: they print the questions and results of a quiz and read the answers."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import datetime
from json import loads
from typing import Any, Protocol

from kg.export.terminal import Screen
from kg.learn.quiz import Grade, Question, Round
from kg.learn.quiz.grade import HARD, OPTION_LETTERS
from kg.model.attributes import STATUS_WORDS
from kg.text.phrasing import join_list
from kg_cli.output import as_json, format_time


class UnreadableAnswerError(ValueError):
    """An answer that can't be understood; the message says how to write it."""


class Quizmaster(Protocol):
    """The conversation with a learner: rounds of questions, answers and results."""

    def ask(self, number: int, total: int, quiz_round: Round) -> None:
        """Print a round, the `number`th (from 1) of `total`."""

    def read(self) -> str | None:
        """Read an answer; return None if the input has ended.

        Raises:
            UnreadableAnswerError: it can't be understood.
        """

    def retry(self, message: str) -> None:
        """Print why an answer can't be understood, to have it given again."""

    def show_result(
        self, question: Question, grade: Grade, due: datetime, other_answers: Sequence[str]
    ) -> None:
        """Print the result of a question, and when it is due again."""

    def show_summary(self, asked: int, right: int) -> None:
        """Print how many questions were answered, and how many of them right."""


class TextQuizmaster:
    """A quizmaster for a person on a terminal, or for answers in a pipe, one per line."""

    def __init__(self) -> None:
        self._screen = Screen(sys.stdout)

    def ask(self, number: int, total: int, quiz_round: Round) -> None:
        """Print a round."""
        first = quiz_round.questions[0]
        self._screen.blank()
        if quiz_round.mode == "match":
            self._screen.heading("What does each mean?", f"{number} of {total}")
            for n, question in enumerate(quiz_round.questions, 1):
                self._screen.line(f"{n}. {question.prompt}")
            self._screen.blank()
            for letter, option in zip(OPTION_LETTERS, first.options, strict=False):
                self._screen.line(f"{letter}. {option.text}")
            self._prompt(number, "your pairs, as in 1b 2a")
            return
        mark = f", {STATUS_WORDS['background']}" if first.beyond_deck else ""
        self._screen.heading(first.prompt, f"{number} of {total}{mark}")
        for n, option in enumerate(first.options, 1):
            self._screen.line(f"{n}. {option.text}")
        self._prompt(number, f"1-{len(first.options)}" if first.options else "your answer")

    def _prompt(self, number: int, text: str) -> None:
        """Print what to type; the first round also explains how to skip and to stop."""
        if number == 1:
            text += "; press Enter if you don't know, Ctrl-D to stop"
        sys.stdout.write(f"{text}: ")
        sys.stdout.flush()

    def read(self) -> str | None:
        """Read a line; return None if the input has ended."""
        line = _read_line()
        if sys.stdin is None or not sys.stdin.isatty():
            self._screen.blank()
        return line

    def retry(self, message: str) -> None:
        """Print why an answer can't be understood."""
        sys.stdout.write(f"{message}: ")
        sys.stdout.flush()

    def show_result(
        self, question: Question, grade: Grade, due: datetime, other_answers: Sequence[str]
    ) -> None:
        """Print the result of a question."""
        is_match = question.mode == "match"
        if grade.right:
            heading = "Right"
            if grade.rating == HARD:
                heading += f", but it is spelt {grade.given}"
            elif is_match:
                heading += f": {question.prompt}"
        else:
            term = f"{question.prompt}: " if is_match else ""
            heading = f"{'Wrong' if grade.given else 'Not known'}: {term}{question.answer}"
        self._screen.heading(heading, f"ask again {format_time(due)}")
        self._screen.line(question.why + _bracketed(question.citation))
        if other_answers:
            self._screen.line(f"also right: {join_list(other_answers)}", dim=True)
        if not is_match:
            for option in question.options:
                if not option.right:
                    self._screen.line(f"no: {option.why}{_bracketed(option.citation)}", dim=True)

    def show_summary(self, asked: int, right: int) -> None:
        """Print how the quiz went."""
        self._screen.blank()
        self._screen.line(f"{right} of {asked} right" if asked else "nothing answered", 0)


class JsonQuizmaster:
    """A quizmaster for a program, which writes and reads JSON Lines.

    It writes objects of the types question, result (one for each concept asked about), error and
    summary. For each question it reads an object with an `answer`: the number of an option from
    1, a text, or for a match a list of numbers; null means not known.
    """

    def ask(self, number: int, total: int, quiz_round: Round) -> None:
        """Write a round as an object of type question."""
        self._write({"type": "question", "number": number, "of": total, **quiz_round.to_json()})

    def read(self) -> str | None:
        """Read an answer; return None if the input has ended."""
        line = _read_line()
        if line is None:
            return None
        try:
            data = loads(line)
        except (ValueError, RecursionError) as error:
            raise UnreadableAnswerError('answer with a line such as {"answer": 2}') from error
        answer = data.get("answer") if isinstance(data, dict) else data
        if isinstance(answer, list) and all(isinstance(one, int | None) for one in answer):
            pairs = [(n, one) for n, one in enumerate(answer, 1) if one is not None]
            if all(1 <= one <= len(OPTION_LETTERS) for _, one in pairs):
                return " ".join(f"{n}{OPTION_LETTERS[one - 1]}" for n, one in pairs)
        elif answer is None:
            return ""
        elif isinstance(answer, str | int) and not isinstance(answer, bool):
            return str(answer)
        raise UnreadableAnswerError("an answer is a number, a text, a list of numbers, or null")

    def retry(self, message: str) -> None:
        """Write why an answer can't be understood, as an object of type error."""
        self._write({"type": "error", "message": message})

    def show_result(
        self, question: Question, grade: Grade, due: datetime, other_answers: Sequence[str]
    ) -> None:
        """Write the result of a question, as an object of type result."""
        self._write(
            {
                "type": "result",
                "concept": question.concept.id,
                "right": grade.right,
                "rating": grade.rating,
                "given": grade.given,
                "answer": question.answer,
                "also": list(other_answers),
                "why": question.why,
                "source": question.citation,
                "beyond_deck": question.beyond_deck,
                "options": [option.to_json() for option in question.options],
                "due": due.isoformat(),
            }
        )

    def show_summary(self, asked: int, right: int) -> None:
        """Write how the quiz went, as an object of type summary."""
        self._write({"type": "summary", "asked": asked, "right": right})

    def _write(self, data: dict[str, Any]) -> None:
        sys.stdout.write(as_json(data, indent=None))
        sys.stdout.flush()


def _read_line() -> str | None:
    """Read a line of standard input; return None at its end, or if there is no standard input."""
    line = sys.stdin.readline() if sys.stdin is not None else ""
    return line.rstrip("\n") if line else None


def _bracketed(citation: str) -> str:
    return f" [{citation}]" if citation else ""
