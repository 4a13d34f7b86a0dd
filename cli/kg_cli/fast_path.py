"""Calls that are understood without Typer, which takes longer to import than most answers."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence

COMPLETING = "_KG_COMPLETE"
"""Set by a shell that wants to have a word completed; Typer reads it."""

_EXPANDED = frozenset("~$%*?[")
"""What Typer looks for in arguments on Windows, whose shells expand nothing themselves."""


class Call:
    """A call of `ask` or `show`, read as Typer reads it.

    `words` are its arguments and `options` the values of each option, in order.
    """

    def __init__(self, command: str, words: list[str], options: dict[str, list[str]]) -> None:
        self.command = command
        self.words = words
        self.options = options

    def run(self) -> bool:
        """Do what is called; whether the graph had an answer.

        Raises:
            KgError: as the command.
        """
        # Imported late, each what it needs: what is not understood here does without.
        graph = self.options["--graph"][-1:]
        is_json = bool(self.options["--json"])
        if self.command == "show":
            from kg_cli.show_output import describe

            describe(self.words, graph[0] if graph else None, is_json=is_json)
            return True
        from kg_cli.ask_output import reply

        limit = self.options["-n"][-1:]
        return reply(
            self.words,
            graph[0] if graph else None,
            limit=int(limit[0]) if limit else None,
            options=self.options["--option"],
            is_json=is_json,
        )


_TAKES = {"ask": ("-n", "--option", "--graph"), "show": ("--graph",)}
"""The options that a command reads a value for."""


def read(arguments: Sequence[str], environment: Mapping[str, str]) -> Call | None:
    """The call that these arguments make; None where only Typer can tell.

    That is any other command, a shell that completes words, a request for help, and every option
    that is unknown, repeated in part, or has a value that may be none.

    >>> call = read(["ask", "what", "is", "recall", "-n3", "--json"], {})
    >>> call.words, call.options["-n"], bool(call.options["--json"])
    (['what', 'is', 'recall'], ['3'], True)
    >>> read(["ask", "--help"], {}) is None
    True
    """
    command, *rest = arguments or [""]
    if command not in _TAKES or COMPLETING in environment:
        return None
    if sys.platform == "win32" and not _EXPANDED.isdisjoint("".join(rest)):
        return None
    words: list[str] = []
    options: dict[str, list[str]] = {"-n": [], "--option": [], "--graph": [], "--json": []}
    if environment.get("KG_GRAPH"):
        options["--graph"].append(environment["KG_GRAPH"])
    parts = iter(rest)
    for part in parts:
        if part == "--":
            words.extend(parts)
        elif not part.startswith("-"):
            words.append(part)
        elif part == "--json":
            options["--json"].append(part)
        else:
            name, value = _parted(part)
            if value is None:
                value = next(parts, "")
            if name not in _TAKES[command] or not _is_value(name, value):
                return None
            options[name].append(value)
    if command == "show" and not words:
        return None
    return Call(command, words, options)


def _parted(part: str) -> tuple[str, str | None]:
    """An option's name, and its value where that is in the same argument."""
    if part.startswith("--"):
        name, equals, value = part.partition("=")
        return name, value if equals else None
    return part[:2], part[2:] or None


def _is_value(name: str, value: str) -> bool:
    """Whether this is surely a value of the option that Typer would take."""
    if name == "-n":
        return value.isascii() and value.isdecimal() and len(value) < 10 and int(value) > 0
    return value != "" and not value.startswith("-")
