"""The command `kg study`: list what to study for a topic, or plan it over days."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import date, datetime
from enum import StrEnum
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.errors import UsageError
from kg.export.terminal import BEYOND_DECK, Screen
from kg.export.text_lists import as_csv, as_markdown, as_quizlet
from kg.learn.study import DEFAULT_ITEMS, StudyList, study_all, study_list
from kg.model.graph import cite
from kg.text.phrasing import duration, join_list
from kg_cli.graphs import find_kind, local_path, open_graph
from kg_cli.options import (
    GraphOption,
    KindOption,
    KnownOption,
    NowOption,
    OutputOption,
    known_concepts,
    parse_now,
)
from kg_cli.output import as_json, print_message, write_bytes, write_text

if TYPE_CHECKING:
    from kg.learn.quiz.study_plan import StudyPlan

DEFAULT_PLAN_MINUTES = 30
"""Minutes of study on each day of a plan without --minutes."""


class ListFormat(StrEnum):
    """The formats of a study list; `ics` is of plans only."""

    text = "text"
    md = "md"
    csv = "csv"
    json = "json"
    html = "html"
    anki = "anki"
    quizlet = "quizlet"
    ics = "ics"


class ListOrder(StrEnum):
    """The orders of a study list."""

    learn = "learn"
    rank = "rank"


PLAN_FORMATS = (ListFormat.ics, ListFormat.text, ListFormat.json)
"""The formats of a plan; the first is the default."""


def command(
    topic: Annotated[
        list[str] | None,
        typer.Argument(help="A concept, a kind, a stage, a relation, or a question."),
    ] = None,
    all_: Annotated[bool, typer.Option("--all", help="List the whole graph, in chapters.")] = False,
    limit: Annotated[
        int | None,
        typer.Option(
            "-n", metavar="N", min=1, help=f"List at most N concepts (default: {DEFAULT_ITEMS})."
        ),
    ] = None,
    known: KnownOption = None,
    profile: Annotated[
        str | None,
        typer.Option(metavar="NAME", help="Leave out what this learner knows (see kg known)."),
    ] = None,
    depth: Annotated[
        int | None,
        typer.Option(metavar="N", min=0, max=9, help="Stay within N links of the topic."),
    ] = None,
    kind: KindOption = None,
    order: Annotated[
        ListOrder, typer.Option(help="Prerequisites first, or most related first.")
    ] = ListOrder.learn,
    format_: Annotated[
        ListFormat | None,
        typer.Option("--format", help="Output format (default: text; ics for a plan)."),
    ] = None,
    output: OutputOption = None,
    plan: Annotated[
        bool, typer.Option("--plan", help="Spread the list over days, with reviews.")
    ] = False,
    until: Annotated[
        str | None,
        typer.Option(metavar="DATE", help="Last day of the plan, such as 2026-12-20."),
    ] = None,
    minutes: Annotated[
        int | None,
        typer.Option(
            metavar="N",
            min=1,
            help=f"Minutes of study a day (default: {DEFAULT_PLAN_MINUTES}).",
        ),
    ] = None,
    now: NowOption = None,
    json: Annotated[bool, typer.Option("--json", help="Short for --format json.")] = False,
    graph: GraphOption = None,
) -> None:
    """List what to study for a topic, prerequisites first."""
    list_format = _choose_format(format_, is_json=json, is_plan=plan)
    words = " ".join(topic or [])
    if not (words.strip() or all_):
        raise UsageError("study what? for example: kg study metrics, or kg study --all")
    if words and all_:
        raise UsageError("--all lists the whole graph; leave out the topic")
    if all_ and (limit, depth, order) != (None, None, ListOrder.learn):
        raise UsageError(
            "--all lists the whole graph in learning order; leave out -n, --depth and --order"
        )
    if (until is not None) != plan:
        raise UsageError("a plan needs both --plan and --until DATE")
    if minutes is not None and not plan:
        raise UsageError("--minutes is for a plan; add --plan --until DATE")
    start = parse_now(now)
    days = start.astimezone().date(), _parse_date(until) if until is not None else date.max
    if list_format is ListFormat.anki and (output is None or str(output) == "-"):
        raise UsageError("an Anki package is a file; name it with -o, for example -o metrics.apkg")
    if output is not None:
        local_path(output)
    with open_graph(graph) as store:
        known_keys = known_concepts(store, known, profile)
        kind = None if kind is None else find_kind(store, kind)
        if all_:
            study = study_all(store, known=known_keys, kind=kind)
        else:
            study = study_list(
                words,
                store,
                limit or DEFAULT_ITEMS,
                known=known_keys,
                depth=depth,
                kind=kind,
                order=order.value,
            )
        for circle in study.circles:
            print_message(f"{join_list(circle)} build on one another and are listed together")
        if not study.items:
            print_message("nothing is left to study for this topic")
        if plan:
            from kg.learn.quiz.study_plan import make_plan

            schedule = make_plan(study, *days, minutes or DEFAULT_PLAN_MINUTES)
            _write_plan(schedule, store.slug, list_format, output, start)
        elif list_format is ListFormat.text:
            _show_or_write(lambda screen: _show_list(screen, study), output)
        elif list_format is ListFormat.anki and output is not None:
            # Imported here, as the other formats below: half of the time of every other list.
            from kg.export.anki_package import as_package

            write_bytes(as_package(study, store, start), output)
            print_message(f"wrote {output}")
        else:
            write_text(_format_list(study, list_format), output)


def _choose_format(format_: ListFormat | None, *, is_json: bool, is_plan: bool) -> ListFormat:
    """Return the format asked for by --format, --json or --plan.

    Raises:
        UsageError: the options contradict one another.
    """
    if is_json and format_ not in (None, ListFormat.json):
        raise UsageError(f"--json and --format {format_} differ; give one of them")
    list_format = ListFormat.json if is_json else format_
    if is_plan:
        if list_format is not None and list_format not in PLAN_FORMATS:
            raise UsageError(f"a plan can be {join_list(PLAN_FORMATS, 'or')}, not {list_format}")
        return list_format or PLAN_FORMATS[0]
    if list_format is ListFormat.ics:
        raise UsageError("a calendar needs days; add --plan --until DATE")
    return list_format or ListFormat.text


def _parse_date(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise UsageError(f"--until {text}: not a date; write it as 2026-12-20") from error


def _format_list(study: StudyList, list_format: ListFormat) -> str:
    """Return a list as text in a format other than `text`."""
    if list_format is ListFormat.json:
        return as_json(study.to_json())
    if list_format is ListFormat.html:
        # Imported late: Jinja takes longer to import than all the rest of this command.
        from kg.export.printed_sheet import as_sheet

        return as_sheet(study)
    return {
        ListFormat.md: as_markdown,
        ListFormat.csv: as_csv,
        ListFormat.quizlet: as_quizlet,
    }[list_format](study)


def _write_plan(
    plan: StudyPlan, graph: str, list_format: ListFormat, output: Path | None, now: datetime
) -> None:
    if list_format is ListFormat.json:
        write_text(as_json(plan.to_json()), output)
    elif list_format is ListFormat.text:
        _show_or_write(lambda screen: _show_plan(screen, plan), output)
    else:
        from kg.export.calendar_file import as_calendar

        write_text(as_calendar(plan, graph, now), output)


def _show_or_write(show: Callable[[Screen], None], output: Path | None) -> None:
    """Show something on standard output, or write the same as plain text to a file."""
    if output is None or str(output) == "-":
        show(Screen(sys.stdout))
        return
    text = StringIO()
    show(Screen(text))
    write_text(text.getvalue(), output)


def _show_list(screen: Screen, study: StudyList) -> None:
    time = duration(study.minutes)
    screen.line(f"Topic: {study.reading}; about {time}", 0, dim=True)
    chapter = ""
    for n, item in enumerate(study.items, 1):
        screen.blank()
        if item.chapter != chapter:
            chapter = item.chapter
            screen.heading(chapter)
            screen.blank()
        screen.heading(f"{n}. {item.concept.name}", f"{item.concept.kind}, {item.minutes} min")
        if item.concept.definition:
            screen.line(item.concept.definition, 3)
        elif item.concept.background:
            screen.line(f"{BEYOND_DECK}: {item.concept.background}", 3)
        source = f" · {cite(item.concept.citation)}" if item.concept.citation else ""
        screen.line(f"{item.explanation}{source}", 3, dim=True)


def _show_plan(screen: Screen, plan: StudyPlan) -> None:
    screen.line(f"Topic: {plan.reading}", 0, dim=True)
    for day in plan.days:
        screen.blank()
        screen.heading(f"{day.date:%a %Y-%m-%d}", f"{day.minutes} min")
        for item in day.learn:
            screen.line(f"learn {item.concept.name} ({item.minutes} min)", 3)
        if day.review:
            names = join_list(item.concept.name for item in day.review)
            screen.line(f"review {names}", 3, dim=True)
