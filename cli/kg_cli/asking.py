"""kg ask, show and path: questions to the graph."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from kg.answer import respond
from kg.errors import DataError, Finding, UsageError
from kg.model import cite
from kg.paths import route
from kg.render.terminal import Screen, show_answer
from kg.store import Key, Link, Store, ends
from kg_cli.options import GraphOption, JsonOption, named, opened, print_json, tell


def ask(
    question: Annotated[
        list[str] | None, typer.Argument(help="The question, in any words; no quotes needed.")
    ] = None,
    limit: Annotated[
        int | None, typer.Option("-n", min=1, help="Hits at most; a list is whole without it.")
    ] = None,
    batch: Annotated[
        str | None,
        typer.Option(metavar="FILE", help="Answer each line of a file; - reads standard input."),
    ] = None,
    option: Annotated[
        list[str] | None,
        typer.Option(metavar="ANSWER", help="Choose among given answers; repeat for each."),
    ] = None,
    json: JsonOption = False,
    graph: GraphOption = None,
) -> None:
    """Answer a question, with the reason and the card."""
    text = " ".join(question or ())
    options = tuple(option or ())
    if batch is not None and text:
        raise UsageError("give a question or --batch, not both")
    if batch is None and not text.strip():
        raise UsageError("ask what? for example: kg ask which tool tunes hyperparameters")
    with opened(graph) as store:
        if batch is not None:
            answers = (respond(asked, store, limit, options) for asked in _questions(batch))
            if json:
                for answer in answers:
                    print_json(answer.to_json(), indent=None)
                    sys.stdout.flush()  # a program that asks line by line waits for each
            else:
                rows = ((a.question, a.hits[0].concept.name if a.hits else "-") for a in answers)
                Screen(sys.stdout).table(("question", "answer"), rows)
            return
        answer = respond(text, store, limit, options)
        if json:
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
    if not answer.hits:
        raise typer.Exit(1)


def show(
    name: Annotated[list[str], typer.Argument(help="A name, alias, acronym or identifier.")],
    json: JsonOption = False,
    graph: GraphOption = None,
) -> None:
    """Show one concept: what it is, where it is from, and its edges in words."""
    with opened(graph) as store:
        key = named(store, " ".join(name))
        concept = store.concept(key)
        links = store.links_of([key])
        out = [link for link in links if link.a == key]
        into = [link for link in links if link.a != key]
        if json:
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


def path(
    start: Annotated[str, typer.Argument(metavar="A", help="Where the way starts.")],
    goal: Annotated[str, typer.Argument(metavar="B", help="Where it leads.")],
    json: JsonOption = False,
    graph: GraphOption = None,
) -> None:
    """Show how two concepts are connected, in words."""
    with opened(graph) as store:
        a, b = named(store, start), named(store, goal)
        way = route(store, a, b)
        names = store.concepts(ends(way or ()) | {a, b})
        if way is None:
            tell(f"no way leads from {names[a].name} to {names[b].name}")
            raise typer.Exit(1)
        steps = []
        here = a
        for link in way:
            there = link.far(here)
            text = store.sentence(link, here, names)
            steps.append((names[here].id, link.relation, names[there].id, text, link.source))
            here = there
        if json:
            fields = ("from", "relation", "to", "text", "source")
            rows = [dict(zip(fields, step, strict=True)) for step in steps]
            print_json({"from": names[a].id, "to": names[b].id, "steps": rows})
            return
        screen = Screen(sys.stdout)
        if not steps:
            screen.line(f"{names[a].name} is the same concept", 0)
        for _, _, _, text, source in steps:
            screen.line(f"{text}{f' [{source}]' if source else ''}", 0)


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
        with sys.stdin.buffer if batch == "-" else Path(batch).open("rb") as stream:
            for n, line in enumerate(stream, 1):
                try:
                    text = line.decode("utf-8-sig" if n == 1 else "utf-8").strip()
                except UnicodeDecodeError as error:
                    raise DataError([Finding(batch, n, "E101", "not UTF-8 text")]) from error
                if text:
                    yield text
    except OSError as error:
        raise UsageError(f"{batch}: can't be read ({error.strerror or error})") from error
