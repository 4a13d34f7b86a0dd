"""The output of `kg ask`, shared by the Typer command and the fast path."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence

from kg._typing import TYPE_CHECKING
from kg.answer import respond
from kg.errors import Finding, UsageError
from kg.export.answer_text import short_answer, show_answer
from kg.export.terminal import Screen
from kg_cli.graphs import open_graph
from kg_cli.output import print_error_line, print_json, print_message

if TYPE_CHECKING:
    from kg.answer import Answer
    from kg.store import Store


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
) -> bool:
    """Print the answer to each line of a file, or of standard input if `file` is "-".

    A line that can't be answered is reported, and has no answer; the next ones are answered. The
    other arguments are those of `print_answer`.

    Returns:
        False if there was such a line.
    """
    faults: list[Finding] = []

    def answers(store: Store) -> Iterator[tuple[str, Answer | None]]:
        for n, text, fault in _read_questions(file):
            try:
                answer = None if fault else respond(text, store, limit, tuple(options))
            except UsageError as error:
                answer, fault = None, str(error)
            if fault:
                faults.append(Finding(file, n, "E101", fault))
                print_error_line(str(faults[-1]))
            yield text, answer

    with open_graph(graph) as store:
        if is_json:
            for text, answer in answers(store):
                # A program that asks line by line waits for each answer.
                if answer is not None:
                    print_json(answer.to_json(), indent=None)
                else:
                    print_json({"question": text, "error": faults[-1].message}, indent=None)
                sys.stdout.flush()
        else:
            rows = (
                (text, "-" if answer is None else short_answer(answer))
                for text, answer in answers(store)
            )
            Screen(sys.stdout).table(("question", "answer"), rows)
    return not faults


def _read_questions(file: str) -> Iterator[tuple[int, str, str]]:
    """Yield the questions in a file, one per line, each with its line and what is wrong with it.

    Empty lines are skipped.
    """
    if file == "-" and sys.stdin is None:
        raise UsageError("standard input is closed; give --batch a file")
    try:
        with sys.stdin.buffer if file == "-" else open(file, "rb") as stream:
            for n, line in enumerate(stream, 1):
                encoding, fault = "utf-8-sig" if n == 1 else "utf-8", ""
                try:
                    text = line.decode(encoding)
                except UnicodeDecodeError:
                    text, fault = line.decode(encoding, "replace"), "not UTF-8 text"
                if text.strip():
                    yield n, text.strip(), fault
    except OSError as error:
        raise UsageError(f"{file}: can't be read ({error.strerror or error})") from error
