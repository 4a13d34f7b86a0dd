"""The kg command: its subcommands, and how errors become exit codes.

0 answered · 1 nothing found · 2 wrong usage · 3 bad data
"""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from kg.errors import DataError, KgError, NotFoundError
from kg.version import __version__
from kg_cli.asking import ask, path, show
from kg_cli.browsing import list_, map_, stats
from kg_cli.checking import check
from kg_cli.knowing import known
from kg_cli.options import tell
from kg_cli.publishing import site
from kg_cli.quizzing import due, progress, quiz
from kg_cli.streams import ReaderGoneError, guarded, say
from kg_cli.studying import next_, study, unlocks

app = typer.Typer(
    help="Ask, browse and study from a knowledge graph made of flashcards. Offline.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command()(ask)
app.command()(show)
app.command("list")(list_)
app.command()(path)
app.command()(stats)
app.command("map")(map_)
app.command()(site)
app.command()(study)
app.command("next")(next_)
app.command()(unlocks)
app.add_typer(known, name="known")
app.command()(quiz)
app.command()(due)
app.command()(progress)
app.command()(check)


def _version(wanted: bool) -> None:
    if wanted:
        sys.stdout.write(f"kg {__version__}\n")
        raise typer.Exit


@app.callback()
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
    try:
        with guarded():
            app(prog_name="kg")
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
