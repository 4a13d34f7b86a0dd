"""The kg command: a call is understood, and errors become exit codes.

0 answered · 1 nothing found · 2 wrong usage · 3 bad data
"""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Mapping

from kg.errors import DataError, KgError, NotFoundError
from kg_cli import fast_path as quick
from kg_cli.output import ReaderGoneError, Results, say, tell


def main() -> None:
    """Run the command line and exit with its code."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # a character that the terminal lacks is no crash
            stream.reconfigure(errors="backslashreplace")
    if hasattr(sys.stdin, "reconfigure"):
        sys.stdin.reconfigure(errors="replace")
    try:
        with Results(sys.stdout):
            code = _called(sys.argv[1:])
    except NotFoundError as error:
        tell(str(error))
        if error.suggestions:
            tell(f"did you mean: {', '.join(error.suggestions)}?")
        code = 1
    except DataError as error:
        for finding in error.findings:
            say(str(finding))
        code = 3
    except KgError as error:
        tell(str(error))
        code = 2
    except ReaderGoneError:
        code = 0
    except KeyboardInterrupt:
        code = 130
    sys.exit(code)


def _called(arguments: list[str]) -> int:
    """Run what is called and give its exit code; Typer exits by itself."""
    call = quick.read(arguments, os.environ)
    if call is not None:
        return 0 if call.run() else 1
    from kg_cli.commands import build_app

    build_app(_command(arguments, os.environ))(prog_name="kg")
    return 0


def _command(arguments: list[str], environment: Mapping[str, str]) -> str:
    """The command that is called, or that a shell is completing; or what is in its place."""
    if quick.COMPLETING in environment:
        names = ("_TYPER_COMPLETE_ARGS", "COMP_WORDS")  # of zsh and others, and of bash
        typed = next((environment[name] for name in names if name in environment), "")
        arguments = typed.split()[1:]
    return next((part for part in arguments if not part.startswith("-")), "")


def run() -> None:
    """Run the command line in a process of its own, which ends here."""
    gc.set_threshold(100_000)  # an answer leaves nothing to collect, and looking for it takes time
    try:
        main()
    except SystemExit as left:
        if sys.stderr is not None:
            try:  # noqa: SIM105 - contextlib takes a millisecond to import
                sys.stderr.flush()
            except (OSError, ValueError):
                pass
        # All is written, and taking the interpreter apart would take milliseconds.
        os._exit(left.code if isinstance(left.code, int) else 0)


if __name__ == "__main__":
    run()
