"""What ask and show say, however they are called."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence

from kg.answer import respond
from kg.concept import cite
from kg.errors import DataError, Finding, UsageError
from kg.render.terminal import Screen, show_answer
from kg.store import Key, Link, Store, ends
from kg.typed import TYPE_CHECKING
from kg_cli.graphs import named, opened
from kg_cli.printing import print_json
from kg_cli.streams import tell

if TYPE_CHECKING:
    from pathlib import Path


def reply(
    words: Sequence[str],
    graph: Path | str | None,
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
            print_json(answer.to_json())
        elif answer.hits:
            show_answer(Screen(sys.stdout), answer)
        else:
            if options:
                tell("none of the options calls a concept of this graph; see kg list")
            else:
                tell(f"the graph does not answer this (understood as: {answer.interpretation})")
            if answer.suggestions:
                tell(f"did you mean: {', '.join(answer.suggestions)}?")
    return bool(answer.hits)


def reply_each(
    batch: str,
    graph: Path | str | None,
    *,
    limit: int | None,
    options: Sequence[str],
    is_json: bool,
) -> None:
    """Print the answer to each line of a file, or of standard input where `batch` is "-"."""
    with opened(graph) as store:
        answers = (respond(asked, store, limit, tuple(options)) for asked in _questions(batch))
        if is_json:
            for answer in answers:
                print_json(answer.to_json(), indent=None)
                sys.stdout.flush()  # a program that asks line by line waits for each
        else:
            rows = ((a.question, a.hits[0].concept.name if a.hits else "-") for a in answers)
            Screen(sys.stdout).table(("question", "answer"), rows)


def describe(words: Sequence[str], graph: Path | str | None, *, is_json: bool) -> None:
    """Print one concept: what it is, where it is from, and its edges in words.

    Args:
        words: of its name, an alias, acronym or identifier.
        graph: to look in; None for the one that ships.
        is_json: print JSON.
    """
    with opened(graph) as store:
        key = named(store, " ".join(words))
        concept = store.concept(key)
        links = store.links_of([key])
        out = [link for link in links if link.a == key]
        into = [link for link in links if link.a != key]
        if is_json:
            print_json(
                {
                    "id": concept.id,
                    "name": concept.name,
                    "kind": concept.kind,
                    "aliases": list(concept.aliases),
                    "summary": concept.summary,
                    "sources": [s.strip() for s in concept.source.split(",") if s.strip()],
                    "out": _ends(store, [(link.relation, link.b) for link in out]),
                    "in": _ends(store, [(link.relation, link.a) for link in into]),
                }
            )
            return
        screen = Screen(sys.stdout)
        screen.heading(concept.name, concept.kind)
        if concept.summary:
            screen.line(concept.summary)
        if concept.aliases:
            screen.line(f"also called: {', '.join(concept.aliases)}")
        if concept.source:
            label = "deck" if cite(concept.source) == concept.source else "deck lines"
            screen.line(f"{label}: {concept.source}")
        for heading, names in _grouped(store, out, into):
            screen.line(f"{heading}: {', '.join(names)}")


def _ends(store: Store, ends: list[tuple[str, Key]]) -> list[dict[str, str]]:
    concepts = store.concepts(key for _, key in ends)
    return [
        {"relation": relation, "id": concepts[key].id, "name": concepts[key].name}
        for relation, key in ends
    ]


def _grouped(store: Store, out: list[Link], into: list[Link]) -> Iterator[tuple[str, list[str]]]:
    """Headings with the names under them: relation by relation, outgoing edges first."""
    names = store.concepts(ends([*out, *into]))
    for relation in store.vocabulary.relations.values():
        ahead = [names[link.b].name for link in out if link.relation == relation.name]
        back = [names[link.a].name for link in into if link.relation == relation.name]
        if relation.symmetric:
            ahead, back = ahead + back, []
        if ahead:
            yield relation.out, ahead
        if back:
            yield relation.into, back


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
