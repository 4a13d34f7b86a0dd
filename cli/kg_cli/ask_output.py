"""The output of `kg ask`, shared by the Typer command and the fast path."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence

from kg.answer import respond
from kg.errors import DataError, Finding, UsageError
from kg.export.answer_text import short_answer, show_answer
from kg.export.terminal import Screen
from kg_cli.graphs import open_graph
from kg_cli.output import print_json, print_message


def print_answer(
    words: Sequence[str],
    graph: str | None,
    *,
    limit: int | None,
    options: Sequence[str],
    is_json: bool,
    explain: bool = False,
) -> bool:
    """Print the answer to a question, with the reasons and the card.

    Args:
        words: the words of the question.
        graph: the value of --graph; None asks the graph that ships.
        limit: the most hits to print; None prints 5, and lists in full.
        options: answers to choose from; empty for an open question.
        is_json: print JSON instead of text.
        explain: show how the question was read and which of its words matched.

    Returns:
        True if there is an answer. If there is none, messages say so.

    Raises:
        UsageError: the question is empty.
    """
    text = " ".join(words)
    if not text.strip():
        raise UsageError("ask what? for example: kg ask which tool tunes hyperparameters")
    with open_graph(graph) as store:
        answer = respond(text, store, limit, tuple(options))
        if is_json:
            print_json(answer.to_json())
        elif answer.hits or answer.verdict:
            show_answer(Screen(sys.stdout), answer, explain=explain)
            if options:
                # Imported late: most questions come without options.
                from kg.answer.strategies.multiple_choice import option_keys

                for option in options:
                    if not option_keys(option, store):
                        print_message(f"the option {option!r} matches no concept of this graph")
        elif options:
            print_message(
                "no option matches a concept of this graph; run `kg list` to see its concepts"
            )
        else:
            print_message("this deck does not answer that")
            if explain:
                print_message(f"reading: {answer.reading}")
            if answer.suggestions:
                print_message(f"closest: {', '.join(answer.suggestions)}")
            else:
                print_message("run `kg list` to see what it is about")
    return bool(answer.hits)


def print_answers(
    file: str,
    graph: str | None,
    *,
    limit: int | None,
    options: Sequence[str],
    is_json: bool,
) -> None:
    """Print the answer to each line of a file, or of standard input if `file` is "-".

    The other arguments are those of `print_answer`.
    """
    with open_graph(graph) as store:
        answers = (
            respond(question, store, limit, tuple(options)) for question in _read_questions(file)
        )
        if is_json:
            for answer in answers:
                print_json(answer.to_json(), indent=None)
                sys.stdout.flush()  # a program that asks line by line waits for each answer
        else:
            rows = ((a.question, short_answer(a)) for a in answers)
            Screen(sys.stdout).table(("question", "answer"), rows)


def _read_questions(file: str) -> Iterator[str]:
    """Yield the questions in a file, one per line; empty lines are skipped."""
    if file == "-" and sys.stdin is None:
        raise UsageError("standard input is closed; give --batch a file")
    try:
        with sys.stdin.buffer if file == "-" else open(file, "rb") as stream:
            for n, line in enumerate(stream, 1):
                try:
                    text = line.decode("utf-8-sig" if n == 1 else "utf-8").strip()
                except UnicodeDecodeError as error:
                    raise DataError([Finding(file, n, "E101", "not UTF-8 text")]) from error
                if text:
                    yield text
    except OSError as error:
        raise UsageError(f"{file}: can't be read ({error.strerror or error})") from error
