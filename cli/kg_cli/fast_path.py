"""A parser for plain calls of `ask` and `show` that avoids importing Typer.

The import takes longer than most answers.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence

COMPLETION_VARIABLE = "_KG_COMPLETE"
"""Environment variable that a shell sets to have a word completed, which is left to Typer."""

_WINDOWS_WILDCARDS = frozenset("~$%*?[")
"""Characters that Typer expands in arguments on Windows, where the shell does not."""

_VALUE_OPTIONS = {"ask": ("-n", "--option", "--graph"), "show": ("--graph",)}
"""The options of each command that take a value."""

_FLAGS = ("--json", "--explain")
"""The options that take none; `show` has only the first."""


class Call:
    """A call of `ask` or `show`, with the meaning that Typer would give it.

    `words` are its arguments and `options` the values of each option, in order.
    """

    def __init__(self, command: str, words: list[str], options: dict[str, list[str]]) -> None:
        self.command = command
        self.words = words
        self.options = options

    def run(self) -> bool:
        """Run the command; return False if the graph has no answer.

        Raises:
            KgError: as the command does.
        """
        # Each import is late, as a call that is left to Typer may need neither.
        graph = self.options["--graph"][-1:]
        is_json = bool(self.options["--json"])
        if self.command == "show":
            from kg_cli.show_output import print_concept

            print_concept(self.words, graph[0] if graph else None, is_json=is_json)
            return True
        from kg_cli.ask_output import print_answer

        limit = self.options["-n"][-1:]
        return print_answer(
            self.words,
            graph[0] if graph else None,
            limit=int(limit[0]) if limit else None,
            options=self.options["--option"],
            is_json=is_json,
            explain=bool(self.options["--explain"]),
        )


def parse(arguments: Sequence[str], environment: Mapping[str, str]) -> Call | None:
    """Parse the arguments of a plain call of `ask` or `show`; return None to leave it to Typer.

    Typer gets every other command, completion by a shell, requests for help, and calls with an
    unknown option or a value that may be invalid.

    >>> call = parse(["ask", "what", "is", "recall", "-n3", "--json"], {})
    >>> call.words, call.options["-n"], bool(call.options["--json"])
    (['what', 'is', 'recall'], ['3'], True)
    >>> parse(["ask", "--help"], {}) is None
    True
    """
    command, *rest = arguments or [""]
    if command not in _VALUE_OPTIONS or COMPLETION_VARIABLE in environment:
        return None
    if sys.platform == "win32" and not _WINDOWS_WILDCARDS.isdisjoint("".join(rest)):
        return None
    words: list[str] = []
    options: dict[str, list[str]] = {"-n": [], "--option": [], "--graph": []}
    options |= {flag: [] for flag in _FLAGS}
    if environment.get("KG_GRAPH"):
        options["--graph"].append(environment["KG_GRAPH"])
    parts = iter(rest)
    for part in parts:
        if part == "--":
            words.extend(parts)
        elif not part.startswith("-"):
            words.append(part)
        elif part in _FLAGS and (command, part) != ("show", "--explain"):
            options[part].append(part)
        else:
            name, value = _split_option(part)
            if value is None:
                value = next(parts, "")
            if name not in _VALUE_OPTIONS[command] or not _is_valid(name, value):
                return None
            options[name].append(value)
    if command == "show" and not words:
        return None
    return Call(command, words, options)


def _split_option(part: str) -> tuple[str, str | None]:
    """Split an argument into an option's name and its value; None if the value follows."""
    if part.startswith("--"):
        name, equals, value = part.partition("=")
        return name, value if equals else None
    return part[:2], part[2:] or None


def _is_valid(name: str, value: str) -> bool:
    """Return True if Typer would certainly accept this value of the option."""
    if name == "-n":
        return value.isascii() and value.isdecimal() and len(value) < 10 and int(value) > 0
    return value != "" and not value.startswith("-")
