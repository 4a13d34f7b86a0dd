"""Entry point of the `kg` command: run one command line and turn errors into exit codes.

0 success · 1 nothing found · 2 wrong usage · 3 bad data · 130 interrupted
"""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Mapping

from kg._typing import Any
from kg.errors import DataError, KgError, NotFoundError
from kg_cli import fast_path
from kg_cli.output import (
    ReaderGoneError,
    ResultStream,
    print_error_line,
    print_message,
    safe_message,
)


def run() -> None:
    """Run the command line, then end this process without cleaning up."""
    gc.set_threshold(100_000)  # an answer leaves no garbage worth the time to look for it
    try:
        main()
    except SystemExit as exit_request:
        if sys.stderr is not None:
            try:  # noqa: SIM105 - contextlib takes a millisecond to import
                sys.stderr.flush()
            except (OSError, ValueError):
                pass
        # Everything is written; shutting the interpreter down would take milliseconds more.
        os._exit(exit_request.code if isinstance(exit_request.code, int) else 0)


def main() -> None:
    """Run the command line and exit with its code."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # escape characters that the terminal can't show
            stream.reconfigure(errors="backslashreplace")
    if hasattr(sys.stdin, "reconfigure"):
        sys.stdin.reconfigure(errors="replace")
    try:
        with ResultStream(sys.stdout):
            code = _run_command(sys.argv[1:])
    except NotFoundError as error:
        print_message(str(error))
        if error.suggestions:
            print_message(f"did you mean: {', '.join(error.suggestions)}?")
        code = 1
    except DataError as error:
        for finding in error.findings:
            print_error_line(str(finding))
        code = 3
    except KgError as error:
        print_message(str(error))
        code = 2
    except ReaderGoneError:
        code = 0
    except OSError as error:  # such as a full disk, wherever it is noticed
        place = f"{os.fsdecode(error.filename)}: " if error.filename is not None else ""
        print_message(f"{place}{error.strerror or error}")
        code = 2
    except KeyboardInterrupt:
        code = 130
    sys.exit(code)


def _run_command(arguments: list[str]) -> int:
    """Run a command, by the fast path if it can read the arguments, and return the exit code.

    Raises:
        SystemExit: from Typer, once a shell has had a word completed.
    """
    call = fast_path.parse(arguments, os.environ)
    if call is not None:
        return 0 if call.run() else 1
    from kg_cli.commands import build_app  # imported late: the fast path needs no Typer

    app = build_app(_command_name(arguments, os.environ))
    try:
        return app(prog_name="kg", standalone_mode=False) or 0
    except Exception as error:
        # The base class of Typer's errors is click's, or that of a copy of click within Typer.
        if not hasattr(error, "format_message"):
            raise
        _print_usage_error(error, is_rich=app.rich_markup_mode is not None)
        return int(getattr(error, "exit_code", 2))


def _print_usage_error(error: Any, *, is_rich: bool) -> None:
    """Print an error of Typer as Typer does, but safely: it repeats what the user gave."""
    message = safe_message(error.format_message())
    error.format_message = lambda: message
    if is_rich:
        from typer.rich_utils import rich_format_error

        rich_format_error(error)
    else:
        error.show()


def _command_name(arguments: list[str], environment: Mapping[str, str]) -> str:
    """Return the first word that is no option, of the arguments or of a line being completed."""
    if fast_path.COMPLETION_VARIABLE in environment:
        names = ("_TYPER_COMPLETE_ARGS", "COMP_WORDS")  # set by zsh and others, and by bash
        line = next((environment[name] for name in names if name in environment), "")
        arguments = line.split()[1:]
    return next((part for part in arguments if not part.startswith("-")), "")


if __name__ == "__main__":
    run()
