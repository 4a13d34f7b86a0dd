from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from kg_cli import fast_path
from tests.cli.conftest import Command, Run

CALLS = [
    # names and questions
    "ask oolong",
    "ask green tea",
    "ask|Café crème",
    "ask what is sencha",
    "ask which drinks are made by oxidation",
    "ask waht is oolnog",
    "ask zyxw vuts",
    "ask list all drinks",
    "ask compare green tea and black tea",
    "ask what comes after picking?",
    "ask - what is oolong",
    "ask|what is\noolong",
    "ask|\udcff\udcfe",
    "ask|\x1b[31moolong",
    # nothing asked
    "ask",
    "ask|",
    "ask| ",
    "ask --",
    "show",
    "show|",
    "show --",
    "ask --json",
    # options
    "ask oolong -n 1",
    "ask -n1 oolong",
    "ask -n=1 oolong",
    "ask -n 0 oolong",
    "ask -n -1 oolong",
    "ask -n x oolong",
    "ask -n ٣ oolong",
    "ask|-n| 2|oolong",
    "ask -n 007 oolong",
    "ask -n 99999999999999999999 oolong",
    "ask oolong -n",
    "ask -n 1 -n 2 list drinks",
    "ask --json oolong",
    "ask --json --json oolong -n 1",
    "ask --json=1 oolong",
    "ask oolong --option picking --option withering",
    "ask oolong --option=picking --option= --json",
    "ask made by --option nothing",
    "ask oolong --option",
    "ask oolong --option -x",
    "ask oolong --opt picking",
    "ask -- --json oolong",
    "ask oolong -- -n 1",
    "ask oolong -x",
    "ask oolong -jn1",
    "ask oolong --graph",
    "ask oolong --graph nowhere",
    "ask oolong --graph=nowhere",
    "ask|oolong|--graph|",
    "ask oolong --graph own --graph nowhere",
    "ask oolong --graph nowhere --graph own",
    "ask --graph=own oolong",
    "ask --graph --json oolong",
    "ask --batch - oolong",
    "ask --batch nowhere",
    "ask -h",
    "ask oolong --help",
    "ask oolong --version",
    # show
    "show sencha",
    "show Green tea --json",
    "show green-tea",
    "show gren tea",
    "show zyxw",
    "show tea",
    "show sencha -n 1",
    "show sencha --option x",
    "show sencha --graph own",
    "show sencha --graph nowhere",
    "show -h",
    "show -- sencha",
    "show --json",
    "show|\udcff\udcfe",
    # the graph that ships
    "ask recall --graph=",
    # no such commands
    "Ask oolong",
    "--json ask oolong",
    "ask ask",
]


def arguments(call: str) -> list[str]:
    return call.split("|") if "|" in call else call.split()


@pytest.mark.parametrize("call", CALLS, ids=ascii)
def test_typer_prints_the_same(
    tea: Run, own_folder: Path, call: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert own_folder.is_dir()
    results = tea(*arguments(call))
    monkeypatch.setattr(fast_path, "parse", lambda *_: None)
    assert tea(*arguments(call)) == results


@pytest.mark.parametrize("graph", ["", "own", "nowhere", "own/drinks.toml"])
def test_typer_reads_the_same_graph(
    kg: Run, own_folder: Path, graph: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert own_folder.is_dir()
    monkeypatch.setenv("KG_GRAPH", graph)
    results = kg("ask", "what", "is", "oolong")
    monkeypatch.setattr(fast_path, "parse", lambda *_: None)
    assert kg("ask", "what", "is", "oolong") == results


@pytest.mark.parametrize(
    "call",
    [
        "ask oolong",
        "ask -n 1 oolong --json",
        "ask -n1 oolong --graph=x --option a --option=b -- -n",
        "show green tea",
        "show --json --graph x tea",
    ],
)
def test_calls_of_the_fast_path(call: str) -> None:
    assert fast_path.parse(call.split(), {}) is not None


@pytest.mark.parametrize(
    "call",
    [
        *("", "list", "ask -h", "ask x --help", "ask --batch x", "ask x -n 0", "ask x -n", "show"),
        *("ask x --unknown", "ask x -n=1", "ask x --graph", "show x -n 1", "ask - x"),
    ],
)
def test_calls_left_to_typer(call: str) -> None:
    assert fast_path.parse(call.split(), {}) is None


def test_completion_is_left_to_typer() -> None:
    assert fast_path.parse(["ask", "x"], {"_KG_COMPLETE": "complete_bash"}) is None


def test_windows_wildcards_are_left_to_typer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    assert fast_path.parse(["ask", "*"], {}) is None
    assert fast_path.parse(["ask", "x"], {}) is not None


HEAVY = ("click", "networkx", "numpy", "pydantic", "pyvis", "rich", "typer")

LOADED = """
import sys
from kg_cli.app import main
try:
    main()
finally:
    sys.stdout.write("\\n" + " ".join(sorted(sys.modules)))
"""


def loaded(command: Command, *args: str) -> list[str]:
    """Return the modules that a call loads once its graph is compiled."""
    _, environment = command
    for _ in range(2):
        done = subprocess.run(
            [sys.executable, "-c", LOADED, *args],
            env=environment,
            capture_output=True,
            check=False,
            timeout=60,
        )
        assert done.returncode == 0, done.stderr
    return done.stdout.decode().splitlines()[-1].split()


MAX_MODULES = 135
"""Modules that an answer may load beyond an empty Python's."""


def test_an_answer_loads_few_modules(command: Command) -> None:
    tops = loaded(command, "ask", "which tool tunes hyperparameters")
    bare = subprocess.run(
        [sys.executable, "-c", "import sys; print(len(sys.modules))"],
        capture_output=True,
        check=True,
    )
    assert len(tops) - int(bare.stdout) <= MAX_MODULES
    late = {"dataclasses", "hashlib", "inspect", "pathlib", "rapidfuzz", "tempfile", "tomllib"}
    assert late.isdisjoint(tops)


@pytest.mark.parametrize(
    "args",
    [
        ["ask", "recall"],
        ["ask", "which tool tunes hyperparameters", "--json"],
        ["ask", "which tol tunes hyperparametres"],
        ["show", "recall"],
    ],
    ids=" ".join,
)
def test_answers_load_nothing_heavy(command: Command, args: list[str]) -> None:
    tops = {name.partition(".")[0] for name in loaded(command, *args)}
    assert tops.isdisjoint(HEAVY)


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
@pytest.mark.parametrize("args", [["ask", "recall"], ["ask", "list", "metrics"], ["show", "F1"]])
def test_answers_on_a_terminal_load_nothing_heavy(command: Command, args: list[str]) -> None:
    import pty

    _, environment = command
    assert loaded(command, *args)  # the graph is compiled
    reading, terminal = pty.openpty()
    script = LOADED.replace("sys.stdout.write", "sys.stderr.write")
    done = subprocess.run(
        [sys.executable, "-c", script, *args],
        env=environment,
        stdout=terminal,
        stderr=subprocess.PIPE,
        check=False,
        timeout=60,
    )
    os.close(terminal)
    shown = os.read(reading, 10_000)
    os.close(reading)
    assert b"\x1b[1m" in shown
    tops = {name.partition(".")[0] for name in done.stderr.decode().splitlines()[-1].split()}
    assert tops.isdisjoint(HEAVY)


def test_a_name_loads_nothing_that_only_questions_need(command: Command) -> None:
    late = {"contextlib", "enum", "json", "re", "typing", "weakref"}
    late |= {
        "kg.answer.chain_search",
        "kg.answer.strategy_choice",
        "kg.linking.fuzzy",
        "kg.linking.spelling",
        "kg_cli.commands",
        "kg_cli.options",
    }
    # By name, within a question, and by acronym.
    for args in (["ask", "recall"], ["ask", "what", "is", "recall?"], ["ask", "MSE"]):
        names = set(loaded(command, *args))
        assert names.isdisjoint(late)


RAW = """
import sys
from kg_cli import fast_path
if sys.argv.pop(1) == "typer":
    fast_path.parse = lambda *_: None
from kg_cli.app import run
run()
"""

STREAMS = {
    "closed output": ">&-",
    "closed errors": "2>&-",
    "both closed": ">&- 2>&-",
    "closed input": "<&-",
    "reader gone": "| true",
    "full disk": ">/dev/full",
    "errors to a full disk": "2>/dev/full",
}


@pytest.mark.skipif(sys.platform != "linux", reason="needs bash and /dev/full")
@pytest.mark.parametrize("call", ["ask what is recall", "show recall --json", "ask", "show zyxw"])
@pytest.mark.parametrize("streams", STREAMS.values(), ids=STREAMS)
def test_typer_writes_the_same(command: Command, call: str, streams: str) -> None:
    _, environment = command
    script = f'"$0" -c "$1" "$2" {call} {streams}; echo "${{PIPESTATUS[0]}}"'
    results = [
        subprocess.run(
            ["bash", "-c", script, sys.executable, RAW, parser],
            env=environment,
            capture_output=True,
            check=True,
            timeout=60,
        )
        for parser in ("fast", "typer")
    ]
    assert results[0].stdout == results[1].stdout
    assert results[0].stderr == results[1].stderr
    assert b"Traceback" not in results[0].stderr


@pytest.mark.skipif(sys.platform == "win32", reason="arguments are text there")
@pytest.mark.parametrize("encoding", ["utf-8", "ascii", "latin-1"])
def test_typer_writes_the_same_in_any_encoding(command: Command, encoding: str) -> None:
    _, environment = command
    results = [
        subprocess.run(
            [os.fsencode(a) for a in (sys.executable, "-c", RAW, parser, "ask")] + [b"caf\xe9"],
            env={**environment, "PYTHONUTF8": "0", "PYTHONIOENCODING": encoding},
            capture_output=True,
            check=False,
            timeout=60,
        )
        for parser in ("fast", "typer")
    ]
    assert (results[0].returncode, results[0].stdout, results[0].stderr) == (
        results[1].returncode,
        results[1].stdout,
        results[1].stderr,
    )


def test_a_terminal_shows_the_same(command: Command) -> None:
    pty = pytest.importorskip("pty", reason="no pseudo-terminals here")
    _, environment = command
    shown = []
    for parser in ("fast", "typer"):
        keeper, device = pty.openpty()
        with subprocess.Popen(
            [sys.executable, "-c", RAW, parser, "ask", "what", "is", "recall"],
            env={**environment, "COLUMNS": "80"},
            stdout=device,
            stderr=device,
        ) as running:
            os.close(device)
            text = b""
            while True:
                try:
                    part = os.read(keeper, 65_536)
                except OSError:
                    break
                if not part:
                    break
                text += part
        os.close(keeper)
        shown.append((text, running.returncode))
    assert shown[0] == shown[1]
    assert b"\x1b[1m" in shown[0][0]
