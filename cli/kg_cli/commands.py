"""The subcommands of kg, as Typer reads them."""

from __future__ import annotations

import sys
from importlib import import_module
from typing import Annotated

import typer

from kg.version import __version__

COMMANDS = {
    "ask": "asking:ask",
    "show": "asking:show",
    "list": "browsing:list_",
    "path": "asking:path",
    "stats": "browsing:stats",
    "map": "browsing:map_",
    "site": "publishing:site",
    "study": "studying:study",
    "next": "studying:next_",
    "unlocks": "studying:unlocks",
    "known": "knowing:known",
    "quiz": "quizzing:quiz",
    "due": "standing:due",
    "progress": "standing:progress",
    "import": "importing:import_",
    "check": "checking:check",
    "lint": "linting:lint",
}
"""Where each command is, in the order of the help."""


def build_app(only: str | None = None) -> typer.Typer:
    """The command line: all of its commands, or the one that is called so.

    A module is imported for its command only, for together they take longer than most answers.
    """
    app = typer.Typer(
        help="Ask, browse and study from a knowledge graph made of flashcards. Offline.",
        no_args_is_help=True,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    app.callback()(_root)
    for name in [only] if only in COMMANDS else COMMANDS:
        module, _, attribute = COMMANDS[name].partition(":")
        command = getattr(import_module(f"kg_cli.{module}"), attribute)
        if isinstance(command, typer.Typer):
            app.add_typer(command, name=name)
        else:
            app.command(name)(command)
    return app


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
