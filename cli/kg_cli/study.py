"""kg study."""

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
from kg.export.terminal import Screen
from kg.learn.study import ITEMS, StudyList, study_all, study_list
from kg.model.graph import cite
from kg.store import Store
from kg.text.phrasing import duration, join_list
from kg_cli.graphs import kind_named, opened
from kg_cli.options import (
    GraphOption,
    KnownOption,
    NowOption,
    OutputOption,
    known_keys,
    moment,
)
from kg_cli.output import as_json, tell, write_bytes, write_text

if TYPE_CHECKING:
    from kg.learn.quiz.study_plan import Plan


MINUTES = 30
"""Minutes a day of a plan when no number is asked for."""


class ListFormat(StrEnum):
    """The forms of a study list."""

    text = "text"
    md = "md"
    csv = "csv"
    json = "json"
    html = "html"
    anki = "anki"
    quizlet = "quizlet"
    ics = "ics"


class ListOrder(StrEnum):
    """What a study list is sorted by."""

    learn = "learn"
    rank = "rank"


PLANNED = (ListFormat.ics, ListFormat.text, ListFormat.json)
"""The forms of a plan; the first unless another is asked for."""


def study(
    topic: Annotated[
        list[str] | None,
        typer.Argument(help="A concept, a kind, a stage, a relation, or a question."),
    ] = None,
    all_: Annotated[bool, typer.Option("--all", help="The whole graph, in chapters.")] = False,
    limit: Annotated[
        int | None, typer.Option("-n", min=1, help=f"Concepts at most; {ITEMS} if not given.")
    ] = None,
    known: KnownOption = None,
    profile: Annotated[
        str | None,
        typer.Option(
            metavar="NAME", help="Leave out what this profile knows, as kg known keeps it."
        ),
    ] = None,
    depth: Annotated[
        int | None, typer.Option(min=0, max=9, help="Steps from the topic at most.")
    ] = None,
    kind: Annotated[str | None, typer.Option(help="Only concepts of this kind.")] = None,
    order: Annotated[
        ListOrder, typer.Option(help="By what builds on what, or the most related first.")
    ] = ListOrder.learn,
    format_: Annotated[
        ListFormat | None, typer.Option("--format", help="Form; text if not given.")
    ] = None,
    output: OutputOption = None,
    plan: Annotated[
        bool, typer.Option("--plan", help="Spread it over days, reviews included, as a calendar.")
    ] = False,
    until: Annotated[
        str | None, typer.Option(metavar="DATE", help="Last day of the plan, as 2026-12-20.")
    ] = None,
    minutes: Annotated[
        int | None, typer.Option(min=1, help=f"Minutes a day of the plan; {MINUTES} if not given.")
    ] = None,
    now: NowOption = None,
    json: Annotated[bool, typer.Option("--json", help="The same as --format json.")] = False,
    graph: GraphOption = None,
) -> None:
    """List what to study for a topic, each concept after what it builds on."""
    form = _form(format_, json=json, plan=plan)
    words = " ".join(topic or [])
    if not (words.strip() or all_):
        raise UsageError("study what? for example: kg study metrics, or kg study --all")
    if words and all_:
        raise UsageError("--all is the whole graph; leave out the topic")
    if all_ and (limit, depth, order) != (None, None, ListOrder.learn):
        raise UsageError(
            "--all is the whole graph in learning order; leave out -n, --depth, --order"
        )
    if (until is not None) != plan:
        raise UsageError("a plan needs both --plan and --until DATE")
    if minutes is not None and not plan:
        raise UsageError("--minutes are those of a plan; add --plan --until DATE")
    start = moment(now)
    days = start.astimezone().date(), _day(until) if until is not None else date.max
    if form is ListFormat.anki and (output is None or str(output) == "-"):
        raise UsageError("an Anki package is a file; name it with -o, as in -o metrics.apkg")
    with opened(graph) as store:
        learnt = known_keys(store, known, profile)
        of_kind = None if kind is None else kind_named(store, kind)
        if all_:
            listed = study_all(store, known=learnt, kind=of_kind)
        else:
            listed = study_list(
                words,
                store,
                limit or ITEMS,
                known=learnt,
                depth=depth,
                kind=of_kind,
                order=order.value,
            )
        for circle in listed.circles:
            tell(f"{join_list(circle)} build on one another; they stand together")
        if not listed.items:
            tell("nothing is left to study for this topic")
        if plan:
            _write_plan(listed, store, days, minutes or MINUTES, form, output, start)
        elif form is ListFormat.text:
            _show_or_write(lambda screen: _show_list(screen, listed), output)
        elif form is ListFormat.anki and output is not None:
            from kg.export.anki_package import as_package

            write_bytes(as_package(listed, store, start), output)
            tell(f"wrote {output}")
        else:
            write_text(_written(listed, form), output)


def _form(format_: ListFormat | None, *, json: bool, plan: bool) -> ListFormat:
    """The form that is asked for, by --format or --json."""
    if json and format_ not in (None, ListFormat.json):
        raise UsageError(f"--json or --format {format_}? Give one")
    form = ListFormat.json if json else format_
    if plan:
        if form is not None and form not in PLANNED:
            planned = join_list(PLANNED, "or")
            raise UsageError(f"a plan comes as {planned}; leave out --format {form}")
        return form or PLANNED[0]
    if form is ListFormat.ics:
        raise UsageError("a calendar needs days; add --plan --until DATE")
    return form or ListFormat.text


def _written(listed: StudyList, form: ListFormat) -> str:
    """The list as text in a form."""
    if form is ListFormat.json:
        return as_json(listed.to_json())
    if form is ListFormat.html:
        from kg.export.printed_sheet import as_sheet  # imported late: it brings Jinja

        return as_sheet(listed)
    from kg.export.text_lists import as_csv, as_markdown, as_quizlet

    return {
        ListFormat.md: as_markdown,
        ListFormat.csv: as_csv,
        ListFormat.quizlet: as_quizlet,
    }[form](listed)


def _show_or_write(show: Callable[[Screen], None], output: Path | None) -> None:
    """Show something on standard output, or write what it would show to a file."""
    if output is None or str(output) == "-":
        show(Screen(sys.stdout))
        return
    text = StringIO()
    show(Screen(text))
    write_text(text.getvalue(), output)


def _show_list(screen: Screen, listed: StudyList) -> None:
    said = f"understood as: {listed.interpretation}; about {duration(listed.minutes)}"
    screen.line(said, 0, dim=True)
    chapter = ""
    for n, item in enumerate(listed.items, 1):
        screen.blank()
        if item.chapter != chapter:
            chapter = item.chapter
            screen.heading(chapter)
            screen.blank()
        screen.heading(f"{n}. {item.concept.name}", f"{item.concept.kind}, {item.minutes} min")
        if item.concept.definition:
            screen.line(item.concept.definition, 3)
        cited = f"; {cite(item.concept.citation)}" if item.concept.citation else ""
        screen.line(f"{item.reason}; {item.place}{cited}", 3, dim=True)


def _write_plan(
    listed: StudyList,
    store: Store,
    days: tuple[date, date],
    minutes: int,
    form: ListFormat,
    output: Path | None,
    now: datetime,
) -> None:
    from kg.learn.quiz.study_plan import make_plan

    plan = make_plan(listed, *days, minutes)
    if form is ListFormat.json:
        write_text(as_json(plan.to_json()), output)
    elif form is ListFormat.text:
        _show_or_write(lambda screen: _show_plan(screen, plan), output)
    else:
        from kg.export.calendar_file import as_calendar

        write_text(as_calendar(plan, store.slug, now), output)


def _show_plan(screen: Screen, plan: Plan) -> None:
    screen.line(f"understood as: {plan.interpretation}", 0, dim=True)
    for day in plan.days:
        screen.blank()
        screen.heading(f"{day.date:%a %Y-%m-%d}", f"{day.minutes} min")
        for item in day.learn:
            screen.line(f"learn {item.concept.name} ({item.minutes} min)", 3)
        if day.review:
            names = join_list(item.concept.name for item in day.review)
            screen.line(f"review {names}", 3, dim=True)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise UsageError(f"--until {text}: no day; write it as 2026-12-20") from error
