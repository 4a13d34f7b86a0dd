"""The kg command: its subcommands, and how errors become exit codes.

0 answered · 1 nothing found · 2 wrong usage · 3 bad data
"""

from __future__ import annotations

import sys
from importlib import import_module
from typing import Annotated

import typer

from kg.errors import DataError, KgError, NotFoundError
from kg.version import __version__
from kg_cli.options import tell
from kg_cli.streams import ReaderGoneError, guarded, say

COMMANDS = {
    "ask": "asking:ask",
    "show": "asking:show",
    "list": "browsing:list_",
    "path": "asking:path",
    "stats": "browsing:stats",
    "map": "browsing:map_",
    "site": "publishing:site",
    "publish": "sharing:publish",
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


def main() -> None:
    """Run the command line and exit with its code."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # a character that the terminal lacks is no crash
            stream.reconfigure(errors="backslashreplace")
    if hasattr(sys.stdin, "reconfigure"):
        sys.stdin.reconfigure(errors="replace")
    try:
        with guarded():
            build_app(sys.argv[1] if len(sys.argv) > 1 else None)(prog_name="kg")
    except NotFoundError as error:
        tell(str(error))
        if error.suggestions:
            tell(f"did you mean: {', '.join(error.suggestions)}?")
        sys.exit(1)
    except DataError as error:
        for finding in error.findings:
            say(str(finding))
        sys.exit(3)
    except KgError as error:
        tell(str(error))
        sys.exit(2)
    except ReaderGoneError:
        sys.exit(0)
    except KeyboardInterrupt:
        sys.exit(130)


if __name__ == "__main__":
    main()
