"""What ask says, however it is called."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence

from kg.answer import respond
from kg.errors import DataError, Finding, UsageError
from kg.export.terminal import Screen, show_answer
from kg_cli.graphs import opened
from kg_cli.output import tell


def reply(
    words: Sequence[str],
    graph: str | None,
    *,
    limit: int | None,
    options: Sequence[str],
    is_json: bool,
) -> bool:
    """Print the answer to a question, with the reason and the card.

    Args:
        words: of the question.
        graph: to ask; None for the one that ships.
        limit: hits at most; None gives a list whole.
        options: answers to choose among, if any.
        is_json: print JSON.

    Returns:
        Whether there is an answer; that there is none is told.

    Raises:
        UsageError: nothing is asked.
    """
    text = " ".join(words)
    if not text.strip():
        raise UsageError("ask what? for example: kg ask which tool tunes hyperparameters")
    with opened(graph) as store:
        answer = respond(text, store, limit, tuple(options))
        if is_json:
            from kg_cli.output import print_json  # imported late: people read text

            print_json(answer.to_json())
        elif answer.hits:
            show_answer(Screen(sys.stdout), answer)
            if options:
                from kg.answer.strategies.multiple_choice import (
                    keys_of,  # imported late, as all that options need
                )

                for option in options:
                    if not keys_of(option, store):
                        tell(f"no concept of this graph is called by the option {option!r}")
        else:
            if options:
                tell("none of the options calls a concept of this graph; see kg list")
            else:
                tell(f"the graph does not answer this (understood as: {answer.interpretation})")
            if answer.suggestions and not options:
                tell(f"did you mean: {', '.join(answer.suggestions)}?")
            elif not options:
                tell("what it has is told by: kg list")
    return bool(answer.hits)


def reply_each(
    batch: str,
    graph: str | None,
    *,
    limit: int | None,
    options: Sequence[str],
    is_json: bool,
) -> None:
    """Print the answer to each line of a file, or of standard input where `batch` is "-"."""
    with opened(graph) as store:
        answers = (respond(asked, store, limit, tuple(options)) for asked in _questions(batch))
        if is_json:
            from kg_cli.output import print_json

            for answer in answers:
                print_json(answer.to_json(), indent=None)
                sys.stdout.flush()  # a program that asks line by line waits for each
        else:
            rows = ((a.question, a.hits[0].concept.name if a.hits else "-") for a in answers)
            Screen(sys.stdout).table(("question", "answer"), rows)


def _questions(batch: str) -> Iterator[str]:
    """The questions of a file, a line each; empty lines are passed over."""
    if batch == "-" and sys.stdin is None:
        raise UsageError("standard input is closed; give --batch a file")
    try:
        with sys.stdin.buffer if batch == "-" else open(batch, "rb") as stream:
            for n, line in enumerate(stream, 1):
                try:
                    text = line.decode("utf-8-sig" if n == 1 else "utf-8").strip()
                except UnicodeDecodeError as error:
                    raise DataError([Finding(batch, n, "E101", "not UTF-8 text")]) from error
                if text:
                    yield text
    except OSError as error:
        raise UsageError(f"{batch}: can't be read ({error.strerror or error})") from error
