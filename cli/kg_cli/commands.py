"""The subcommands of kg, as Typer reads them."""

from __future__ import annotations

import sys
from collections.abc import Callable
from importlib import import_module
from typing import Annotated, Any, NamedTuple

import typer

from kg.version import __version__


class Command(NamedTuple):
    """Where a command is, as module:function, and what it does, as its own help begins."""

    home: str
    does: str


COMMANDS = {
    "ask": Command("ask:ask", "Answer a question, with the reason and the card."),
    "show": Command(
        "show:show", "Show one concept: what it is, where it is from, and its edges in words."
    ),
    "list": Command("list:list_", "List concepts, or the edges of a relation."),
    "path": Command("path:path", "Show how two concepts are connected, in words."),
    "stats": Command("stats:stats", "Count concepts and edges, by kind and by relation."),
    "map": Command("map:map_", "Write the interactive map: one HTML file that works offline."),
    "site": Command(
        "site:site",
        "Write a static site: the map, a page a concept, study lists and search.",
    ),
    "publish": Command(
        "publish:publish",
        "Publish the graph in a PostgreSQL database, for many to ask.",
    ),
    "study": Command(
        "study:study", "List what to study for a topic, each concept after what it builds on."
    ),
    "next": Command(
        "next:next_",
        "List what can be learnt next: everything whose prerequisites are known, best first.",
    ),
    "unlocks": Command(
        "unlocks:unlocks",
        "List what builds on a concept, the nearest first, and what each needs besides.",
    ),
    "known": Command(
        "known:known", "Keep what you know: kg next, kg quiz and kg study --profile go by it."
    ),
    "quiz": Command(
        "quiz:quiz", "Ask questions made from the graph. Every answer is kept at once."
    ),
    "due": Command(
        "due:due", "List the concepts to be asked again now, likeliest forgotten first."
    ),
    "progress": Command("progress:progress", "Show how much is known, by stage and by kind."),
    "import": Command(
        "import_:import_",
        "Make a graph of flashcards, notes or another program's graph; edit it, import again.",
    ),
    "check": Command("check:check", "Report every fault of a graph as FILE:LINE: CODE message."),
    "lint": Command(
        "lint:lint",
        "Suggest what to mend: near-duplicates, contradictions, orphans, circles. Changes nothing.",
    ),
}
"""The commands, in the order of the help."""

PLAIN_WIDTH = 110
"""Columns of help in a pipe: enough for a line a command, none cut."""


def build_app(only: str | None = None) -> typer.Typer:
    """The command line.

    A module is imported for its command only, for together they take longer than most answers.

    Args:
        only: the command that is called, which is there alone. None gives all of them; anything
            that is no command gives what help, suggestions and completion need of all: their
            names and what they do.
    """
    # As results do, help has frames and colours on a terminal and is plain in a pipe; rich takes as
    # long to import as everything else.
    is_rich = sys.stdout is not None and sys.stdout.isatty()
    settings = {"help_option_names": ["-h", "--help"]}
    app = typer.Typer(
        help="Ask, browse and study from a knowledge graph made of flashcards. Offline.",
        no_args_is_help=True,
        pretty_exceptions_enable=False,
        rich_markup_mode="rich" if is_rich else None,
        context_settings=settings if is_rich else settings | {"terminal_width": PLAIN_WIDTH},
    )
    app.callback()(_root)
    for name in [only] if only in COMMANDS else COMMANDS:
        command = _named(name) if only is None or only == name else None
        if isinstance(command, typer.Typer):
            app.add_typer(command, name=name)
        else:
            app.command(name, help=COMMANDS[name].does if command is None else None)(
                command or _untold
            )
    return app


def _named(name: str) -> typer.Typer | Callable[..., Any]:
    module, _, attribute = COMMANDS[name].home.partition(":")
    command: typer.Typer | Callable[..., Any] = getattr(
        import_module(f"kg_cli.{module}"), attribute
    )
    return command


def _untold() -> None:
    """Stands for a command that is not called."""


def _version(wanted: bool) -> None:
    if wanted:
        sys.stdout.write(f"kg {__version__}\n")
        raise typer.Exit


def _root(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Ask, browse and study from a knowledge graph made of flashcards. Offline."""
