"""The commands of `kg`, with their help, as a Typer application."""

from __future__ import annotations

import sys
from collections.abc import Callable
from importlib import import_module
from keyword import iskeyword
from typing import Annotated, Any

import typer

from kg.version import __version__

COMMANDS = {
    "ask": "Answer a question, with reasons and the card it comes from.",
    "show": "Show one concept: its summary, its source and its links.",
    "list": "List concepts, or the links of one relation.",
    "path": "Show how two concepts are connected.",
    "stats": "Count concepts by kind and links by relation.",
    "map": "Write an interactive map: one HTML file that works offline.",
    "site": "Write a static website: map, concept pages, study lists, search.",
    "publish": "Publish the graph to a PostgreSQL database for others to read.",
    "study": "List what to study for a topic, prerequisites first.",
    "next": "List what you can learn next, most useful first.",
    "unlocks": "List what builds on a concept, and what else each one needs.",
    "known": "Record which concepts you know.",
    "quiz": "Take a quiz on the graph; each answer is saved at once.",
    "due": "List the concepts due for review, most likely forgotten first.",
    "progress": "Show how much you know, by chapter and by kind.",
    "import": "Turn flashcards, notes or another graph into a graph folder.",
    "check": "Report every problem in a graph as FILE:LINE: CODE message.",
    "lint": "Suggest improvements to a graph, such as merging duplicates.",
}
"""Commands and their help, in the order of the help.

A command is defined as `command` in the module of its name; `import` in `import_`, as the name
is a keyword of Python.
"""

HELP_WIDTH = 110
"""Columns of help in a pipe: enough for each command to have one uncut line."""


def build_app(only: str | None = None) -> typer.Typer:
    """Build the Typer application, importing no more modules of commands than needed.

    Importing all of them takes longer than most answers.

    Args:
        only: the name of the command to run; the application has no other. None builds all
            commands. A name that is no command builds all of them as placeholders, which is
            enough for help, suggestions and completion.
    """
    # Help has frames and colours on a terminal and is plain in a pipe, as results are. Importing
    # rich takes as long as everything else.
    is_rich = sys.stdout is not None and sys.stdout.isatty()
    settings = {"help_option_names": ["-h", "--help"]}
    app = typer.Typer(
        help="Ask, browse and study a knowledge graph made from flashcards. Works offline.",
        no_args_is_help=True,
        pretty_exceptions_enable=False,
        rich_markup_mode="rich" if is_rich else None,
        context_settings=settings if is_rich else settings | {"terminal_width": HELP_WIDTH},
    )
    app.callback()(_root)
    for name in [only] if only in COMMANDS else COMMANDS:
        command = _import_command(name) if only is None or only == name else None
        if isinstance(command, typer.Typer):
            app.add_typer(command, name=name)
        else:
            help_text = COMMANDS[name] if command is None else None
            app.command(name, help=help_text)(command or _placeholder)
    return app


def _import_command(name: str) -> typer.Typer | Callable[..., Any]:
    module = import_module(f"kg_cli.{name}_" if iskeyword(name) else f"kg_cli.{name}")
    command: typer.Typer | Callable[..., Any] = module.command
    return command


def _placeholder() -> None:
    """Do nothing, in place of a command that is not run."""


def _print_version(is_wanted: bool) -> None:
    if is_wanted:
        sys.stdout.write(f"kg {__version__}\n")
        raise typer.Exit


def _root(
    version: Annotated[
        bool,
        typer.Option(
            "--version", callback=_print_version, is_eager=True, help="Print the version."
        ),
    ] = False,
) -> None:
    """Ask, browse and study a knowledge graph made from flashcards. Works offline."""
