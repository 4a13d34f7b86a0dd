from __future__ import annotations

import re

import pytest
from typer.testing import CliRunner  # noqa: TID251 - the tests of its home

from kg import __version__
from kg_cli.commands import COMMANDS, build_app
from tests.cli.conftest import COMMAND_NAMES, Run
from tests.conftest import PROJECT

ALL_NAMES = (*COMMAND_NAMES, "import")


app = build_app()


def test_commands_are_complete() -> None:
    shown = CliRunner().invoke(app, ["--help"]).stdout
    names = {
        command.name or command.callback.__name__
        for command in app.registered_commands
        if command.callback is not None
    }
    groups = {group.name: group.typer_instance for group in app.registered_groups}
    names |= {
        f"{group} {command.name or getattr(command.callback, '__name__', '')}"
        for group, inner in groups.items()
        if inner is not None
        for command in inner.registered_commands
    }
    assert names == set(ALL_NAMES)
    assert all(re.search(rf"\b{name.split()[0]}\b", shown) for name in ALL_NAMES)


@pytest.mark.parametrize("name", ALL_NAMES)
def test_readme_describes_the_command(name: str) -> None:
    readme = (PROJECT / "cli" / "README.md").read_text(encoding="utf-8")
    assert re.search(rf"\bkg {name}\b", readme)


@pytest.mark.parametrize("option", ["-h", "--help"])
@pytest.mark.parametrize("name", COMMAND_NAMES)
def test_every_command_has_help_and_takes_json_and_a_graph(name: str, option: str) -> None:
    shown = CliRunner().invoke(app, [*name.split(), option], env={"COLUMNS": "200"})
    assert shown.exit_code == 0
    assert "--json" in shown.stdout
    assert "--graph" in shown.stdout
    assert "KG_GRAPH" in shown.stdout


def test_version(kg: Run) -> None:
    assert kg("--version") == (0, f"kg {__version__}\n", "")


def test_without_arguments_it_shows_its_help(kg: Run) -> None:
    result = kg()
    assert result.code == 2
    assert "Usage: kg" in result.out + result.err


def test_unknown_command(kg: Run) -> None:
    result = kg("asc")
    assert (result.code, result.out) == (2, "")
    assert "Did you mean 'ask'?" in result.err


@pytest.mark.parametrize("name", COMMANDS)
def test_help_of_a_command_begins_as_in_the_list(name: str) -> None:
    shown = CliRunner().invoke(build_app(name), [name, "--help"]).stdout
    assert COMMANDS[name] in " ".join(shown.split())


def test_help_lists_the_commands_in_order_and_uncut() -> None:
    shown = CliRunner().invoke(build_app(""), ["--help"]).stdout
    listed = re.findall(r"^  (\w+) +(.+)$", shown.partition("Commands:")[2], re.MULTILINE)
    assert [name for name, _ in listed] == list(COMMANDS)
    assert all(COMMANDS[name].startswith(text) for name, text in listed)


@pytest.mark.parametrize(
    ("words", "offered"),
    [
        ("kg s", {"show", "stats", "site", "study"}),
        ("kg un", {"unlocks"}),
        ("kg ask --g", {"--graph"}),
        ("kg ask", {"ask"}),
        ("kg known ", {"add", "remove", "list", "import"}),
        ("kg known r", {"remove"}),
    ],
)
def test_a_shell_completes_words(process: Run, words: str, offered: set[str]) -> None:
    place = str(len(words.split(" ")) - 1)
    result = process(_KG_COMPLETE="complete_bash", COMP_WORDS=words, COMP_CWORD=place)
    assert (set(result.out.split()), result.err) == (offered, "")
    result = process(_KG_COMPLETE="complete_zsh", _TYPER_COMPLETE_ARGS=words)
    assert all(word in result.out for word in offered)
