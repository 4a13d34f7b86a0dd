from __future__ import annotations

import errno
import io
import json
import os
import re
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner  # noqa: TID251 - the tests of its home

from kg import __version__
from kg_cli.commands import COMMANDS, build_app
from tests.cli.conftest import Run
from tests.conftest import PROJECT, TINY, write_graph

KNOWN = ("known add", "known remove", "known list", "known import")
NAMES = (
    *("ask", "show", "list", "path", "stats", "map", "site", "publish", "study", "next", "unlocks"),
    *(*KNOWN, "quiz", "due", "progress", "check", "lint"),
)
ALL = (*NAMES, "import")  # which reads no graph of ours, and writes one

Command = tuple[list[str], dict[str, str]]

FULL = Path("/dev/full")
full_disk = pytest.mark.skipif(not FULL.is_char_device(), reason="no device that is always full")


# Help

app = build_app()


def test_commands_are_these() -> None:
    told = CliRunner().invoke(app, ["--help"]).stdout
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
    assert names == set(ALL)
    assert all(re.search(rf"\b{name.split()[0]}\b", told) for name in ALL)


@pytest.mark.parametrize("name", ALL)
def test_readme_tells_of_the_command(name: str) -> None:
    readme = (PROJECT / "README.md").read_text(encoding="utf-8")
    assert re.search(rf"\bkg {name}\b", readme)


@pytest.mark.parametrize("option", ["-h", "--help"])
@pytest.mark.parametrize("name", NAMES)
def test_every_command_has_help_and_takes_json_and_a_graph(name: str, option: str) -> None:
    told = CliRunner().invoke(app, [*name.split(), option], env={"COLUMNS": "200"})
    assert told.exit_code == 0
    assert "--json" in told.stdout
    assert "--graph" in told.stdout
    assert "KG_GRAPH" in told.stdout


def test_version(kg: Run) -> None:
    assert kg("--version") == (0, f"kg {__version__}\n", "")


def test_alone_it_shows_its_help(kg: Run) -> None:
    ran = kg()
    assert ran.code == 2
    assert "Usage: kg" in ran.out + ran.err


def test_unknown_command(kg: Run) -> None:
    ran = kg("asc")
    assert (ran.code, ran.out) == (2, "")
    assert "Did you mean 'ask'?" in ran.err


@pytest.mark.parametrize("name", COMMANDS)
def test_the_table_says_what_the_command_does(name: str) -> None:
    told = CliRunner().invoke(build_app(name), [name, "--help"]).stdout
    assert COMMANDS[name].does in " ".join(told.split())


def test_help_lists_the_commands_in_order_and_whole() -> None:
    told = CliRunner().invoke(build_app(""), ["--help"]).stdout
    listed = re.findall(r"^  (\w+) +(.+)$", told.partition("Commands:")[2], re.MULTILINE)
    assert [name for name, _ in listed] == list(COMMANDS)
    assert all(COMMANDS[name].does.startswith(does) for name, does in listed)


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
def test_a_shell_is_offered_words(process: Run, words: str, offered: set[str]) -> None:
    place = str(len(words.split(" ")) - 1)
    ran = process(_KG_COMPLETE="complete_bash", COMP_WORDS=words, COMP_CWORD=place)
    assert (set(ran.out.split()), ran.err) == (offered, "")
    ran = process(_KG_COMPLETE="complete_zsh", _TYPER_COMPLETE_ARGS=words)
    assert all(word in ran.out for word in offered)


def test_a_command_behind_dashes(tea: Run) -> None:
    assert tea("--", "show", "oolong") == tea("show", "oolong")


# The graph


@pytest.mark.parametrize(
    "args",
    [
        ["ask", "x"],
        ["show", "x"],
        ["list"],
        ["path", "x", "y"],
        ["stats"],
        ["map"],
        ["site"],
        ["publish", "postgresql://nowhere/tea"],
        ["study", "x"],
        ["next"],
        ["unlocks", "x"],
        ["known", "add", "x"],
        ["known", "remove", "x"],
        ["known", "list"],
        ["known", "import", "x"],
        ["quiz"],
        ["due"],
        ["progress"],
        ["check"],
        ["lint"],
    ],
    ids=NAMES,
)
@pytest.mark.parametrize(
    ("kind", "code", "message"),
    [
        ("nothing", 2, "graph: no such graph"),
        ("empty", 3, "graph:1: E508 a folder without"),
        ("file", 3, "graph:1: E501 empty"),
        ("bad", 3, f"graph{os.sep}a.toml:2: E102 not valid TOML"),
    ],
)
def test_graphs_that_are_none(
    kg: Run,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    args: list[str],
    kind: str,
    code: int,
    message: str,
) -> None:
    graph = tmp_path / "graph"
    if kind == "file":
        graph.touch()
    elif kind != "nothing":
        write_graph(graph, {"a.toml": 'title = "x"\n[[concept\n'} if kind == "bad" else {})
    monkeypatch.setenv("KG_GRAPH", "graph")
    ran = kg(*args)
    assert ran.code == code
    assert message in ran.err + ran.out


def test_graph_option_goes_before_the_environment(
    kg: Run, graph_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KG_GRAPH", "nowhere")
    assert kg("stats", "--graph", graph_folder).out.startswith("Tea (")


def test_own_graph_with_its_own_words(tea: Run) -> None:
    assert tea("ask", "what is sencha").out.splitlines()[2].startswith("Green tea (drink, ")
    assert tea("show", "Café crème").code == 0
    assert tea("show", "cafe creme").code == 0


def test_a_graph_is_read_anew_when_it_changes(kg: Run, own_folder: Path) -> None:
    assert "Matcha" not in kg("list", "--graph", own_folder).out
    drinks = TINY["drinks.toml"].replace("Oolong", "Matcha")
    (own_folder / "drinks.toml").write_text(drinks, encoding="utf-8")
    assert "Matcha" in kg("list", "--graph", own_folder).out


def test_blocked_cache_is_told_and_done_without(
    tea: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "blocked").touch()
    monkeypatch.setenv("KG_CACHE_DIR", str(tmp_path / "blocked"))
    ran = tea("stats")
    assert ran.code == 0
    assert ran.out.startswith("Tea (")
    assert "the graph is compiled in memory" in ran.err


# Streams


def test_without_a_home(process: Run) -> None:
    assert process("ask", "which tool tunes hyperparameters").code == 0


def test_without_an_environment(command: Command, tmp_path: Path) -> None:
    start, environment = command
    bare = {name: environment[name] for name in ("PYTHONPATH",)}
    done = subprocess.run(
        [*start, "stats"],
        env={**bare, "XDG_CACHE_HOME": str(tmp_path)},
        capture_output=True,
        check=False,
        timeout=60,
    )
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.parametrize(
    "args",
    [
        ["ask", "which tool tunes hyperparameters", "--json"],
        ["study", "metrics"],
    ],
    ids=lambda args: args[0],
)
def test_same_bytes_under_every_hash_seed(process: Run, args: list[str]) -> None:
    assert len({process(*args, PYTHONHASHSEED=seed) for seed in "012"}) == 1


def test_reader_that_leaves_early_is_no_fault(command: Command) -> None:
    start, environment = command
    with subprocess.Popen(
        [*start, "map", "-o", "-"],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        assert running.stdout.read(1) == b"<"
        running.stdout.close()
        assert running.stderr.read() == b""
        assert running.wait(60) == 0


def test_batch_answers_each_line_as_it_comes(command: Command) -> None:
    start, environment = command
    with subprocess.Popen(
        [*start, "ask", "--batch", "-", "--json"],
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as running:
        assert running.stdin is not None
        assert running.stdout is not None
        for question in ("what is recall", "what is precision"):
            running.stdin.write(f"{question}\n".encode())
            running.stdin.flush()
            assert json.loads(running.stdout.readline())["question"] == question
        running.stdin.close()
        assert running.wait(60) == 0


class Broken(io.StringIO):
    """A stream that fails when it is written to."""

    def __init__(self, code: int) -> None:
        super().__init__()
        self._code = code

    def write(self, _text: str) -> int:
        raise OSError(self._code, os.strerror(self._code))


@pytest.mark.parametrize(
    "args",
    [
        ["list"],
        ["list", "--json"],
        ["ask", "what is oolong"],
        ["map", "-o", "-"],
        ["--version"],
        ["--help"],
        ["study", "oolong"],
        ["check"],
    ],
    ids=" ".join,
)
@pytest.mark.parametrize(
    ("code", "left", "told"),
    [
        pytest.param(errno.EPIPE, 0, "", id="pipe"),
        pytest.param(
            errno.ENOSPC,
            2,
            "kg: standard output: can't be written (No space left on device)\n",
            id="full",
        ),
    ],
)
def test_output_that_fails(
    tea: Run,
    monkeypatch: pytest.MonkeyPatch,
    args: list[str],
    code: int,
    left: int,
    told: str,
) -> None:
    monkeypatch.setattr(sys, "stdout", Broken(code))
    ran = tea(*args)
    assert (ran.code, ran.err) == (left, told)


@pytest.mark.parametrize("args", [["stats"], ["show", "oolong", "--json"]], ids=["text", "json"])
def test_without_standard_output(
    tea: Run, monkeypatch: pytest.MonkeyPatch, args: list[str]
) -> None:
    monkeypatch.setattr(sys, "stdout", None)
    ran = tea(*args)
    assert (ran.code, ran.err) == (
        2,
        "kg: standard output is closed, so the result has nowhere to go\n",
    )


def test_messages_do_not_stray_to_standard_output(
    tea: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stderr", None)
    assert tea("show", "zyxw") == (1, "", "")


@full_disk
def test_full_disk(command: Command) -> None:
    start, environment = command
    with FULL.open("wb") as full:
        done = subprocess.run(
            [*start, "stats"],
            env=environment,
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
            timeout=60,
        )
    assert done.returncode == 2
    assert done.stderr.startswith(b"kg: standard output: can't be written (")
    assert done.stderr.count(b"\n") == 1
    assert stat.S_ISCHR(FULL.stat().st_mode)


def test_json_is_valid_in_an_encoding_that_lacks_characters(
    process: Run, graph_folder: Path
) -> None:
    ran = process("list", "--json", "--graph", graph_folder, PYTHONIOENCODING="ascii")
    assert "Café crème" in [row["name"] for row in json.loads(ran.out)]
    plain = process("list", "--graph", graph_folder, PYTHONIOENCODING="ascii")
    assert plain.code == 0
    assert "Caf\\xe9" in plain.out


@pytest.mark.parametrize("name", ["ask", "show", "study"])
def test_arguments_that_are_not_text(tea: Run, name: str) -> None:
    ran = tea(name, os.fsdecode(b"\xff\xfe"))
    assert (ran.code, ran.out) == (1, "")


# Terminals


class Terminal:
    """Runs kg under a pseudo-terminal, and gives the lines on it and the exit code."""

    def __init__(self, command: Command) -> None:
        self._start, self._environment = command

    def __call__(self, *args: str, **variables: str) -> tuple[list[str], int]:
        keeper, device = os.openpty()
        try:
            with subprocess.Popen(
                [*self._start, *args],
                env={**self._environment, **variables},
                stdin=device,
                stdout=device,
                stderr=device,
            ) as running:
                os.close(device)
                shown = b"".join(_read(keeper))
                code = running.wait(60)
        finally:
            os.close(keeper)
        return shown.decode().splitlines(), code


def _read(keeper: int) -> Iterator[bytes]:
    while True:
        try:
            part = os.read(keeper, 65_536)
        except OSError:  # Linux's word for the end
            return
        if not part:
            return
        yield part


@pytest.fixture
def terminal(command: Command) -> Terminal:
    pytest.importorskip("pty", reason="no pseudo-terminals here")
    return Terminal(command)


QUESTION = ("ask", "which", "tool", "tunes", "hyperparameters")


def test_terminal_shows_styles(terminal: Terminal) -> None:
    lines, code = terminal(*QUESTION, COLUMNS="80")
    assert code == 0
    assert any("\x1b[1mSageMaker Automatic Model Tuning" in line for line in lines)


def test_terminal_without_colour(terminal: Terminal) -> None:
    lines, _ = terminal(*QUESTION, COLUMNS="80", NO_COLOR="1")
    codes = {code for line in lines for code in re.findall(r"\x1b\[([\d;]*)m", line)}
    assert codes <= {"0", "1", "2"}


@pytest.mark.parametrize(
    "args", [QUESTION, ("list", "--kind", "metric"), ("list", "--relation", "metric-of")]
)
def test_narrow_dumb_terminal_loses_nothing(terminal: Terminal, args: tuple[str, ...]) -> None:
    lines, code = terminal(*args, COLUMNS="40", TERM="dumb")
    assert code == 0
    assert "\x1b" not in "".join(lines)
    assert max(map(len, lines)) <= 40
    assert "…" not in "".join(lines)


def test_terminal_of_hardly_a_column_still_shows_the_names(terminal: Terminal) -> None:
    lines, code = terminal("list", "--kind", "metric", COLUMNS="2", TERM="dumb")
    assert code == 0
    assert "Accu" in "".join(lines)


def test_terminal_gets_one_table_for_a_batch(terminal: Terminal, tmp_path: Path) -> None:
    (tmp_path / "questions").write_text("what is recall\nwhat is precision\n", encoding="utf-8")
    lines, _ = terminal("ask", "--batch", str(tmp_path / "questions"), COLUMNS="80", TERM="dumb")
    assert sum("question" in line for line in lines) == 1
    assert sum("what is" in line for line in lines) == 2
