"""Quizmasters: who puts the rounds of a quiz and takes the answers, in words or as JSON Lines."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import datetime
from json import loads
from typing import Any, Protocol

from kg.export.terminal import Screen
from kg.learn.quiz import Grade, Question, Round
from kg.learn.quiz.grade import HARD, LETTERS
from kg.text.phrasing import join_list
from kg_cli.options import clock
from kg_cli.output import as_json


class UnreadableError(ValueError):
    """An answer that can't be understood; the message says how to put it."""


class Quizmaster(Protocol):
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
        line = _line()
        if sys.stdin is None or not sys.stdin.isatty():
            self._screen.blank()
        return line

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
        self._screen.line(question.why + _cited(question.citation))
        if also:
            self._screen.line(f"also right: {join_list(also)}", dim=True)
        if question.mode != "match":
            for option in question.options:
                if not option.right:
                    self._screen.line(f"no: {option.why}{_cited(option.citation)}", dim=True)

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
        line = _line()
        if line is None:
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
                "source": question.citation,
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


def _line() -> str | None:
    """A line of the input; None at its end, or where a process was started without any."""
    line = sys.stdin.readline() if sys.stdin is not None else ""
    return line.rstrip("\n") if line else None


def _cited(source: str) -> str:
    return f" [{source}]" if source else ""
