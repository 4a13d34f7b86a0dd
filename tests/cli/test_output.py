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

from tests.cli.conftest import Command, Run


def test_a_link_stays_a_link(tea: Run, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to("target")
    assert tea("study", "oolong", "-o", "link").code == 0
    assert (tmp_path / "link").is_symlink()
    assert "Oolong" in (tmp_path / "target").read_text(encoding="utf-8")


def test_a_device_is_written_to_and_not_replaced(tea: Run, tmp_path: Path) -> None:
    # A new pseudo-terminal, so that a bug here would replace no device of the system.
    keeper, device = os.openpty()
    try:
        (tmp_path / "device").symlink_to(os.ttyname(device))
        assert tea("study", "oolong", "-n", "1", "-o", "device").code == 0
        assert (tmp_path / "device").is_char_device()
        assert b"Oolong" in os.read(keeper, 10_000)
    finally:
        os.close(device)
        os.close(keeper)


def test_a_file_is_replaced_completely(tea: Run, tmp_path: Path) -> None:
    (tmp_path / "list.csv").write_text("x" * 100_000, encoding="utf-8")
    assert tea("study", "oolong", "--format", "csv", "-o", "list.csv").code == 0
    assert "xxx" not in (tmp_path / "list.csv").read_text(encoding="utf-8")


FULL = Path("/dev/full")


full_disk = pytest.mark.skipif(not FULL.is_char_device(), reason="no device that is always full")


def test_a_closed_pipe_is_not_an_error(command: Command) -> None:
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
    ("code", "left", "message"),
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
def test_failed_writes_are_reported(
    tea: Run,
    monkeypatch: pytest.MonkeyPatch,
    args: list[str],
    code: int,
    left: int,
    message: str,
) -> None:
    monkeypatch.setattr(sys, "stdout", Broken(code))
    result = tea(*args)
    assert (result.code, result.err) == (left, message)


@pytest.mark.parametrize("args", [["stats"], ["show", "oolong", "--json"]], ids=["text", "json"])
def test_without_standard_output(
    tea: Run, monkeypatch: pytest.MonkeyPatch, args: list[str]
) -> None:
    monkeypatch.setattr(sys, "stdout", None)
    result = tea(*args)
    assert (result.code, result.err) == (
        2,
        "kg: standard output is closed, so the result has nowhere to go\n",
    )


def test_messages_never_go_to_standard_output(tea: Run, monkeypatch: pytest.MonkeyPatch) -> None:
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


def test_json_is_valid_in_any_encoding(process: Run, graph_folder: Path) -> None:
    result = process("list", "--json", "--graph", graph_folder, PYTHONIOENCODING="ascii")
    assert "Café crème" in [row["name"] for row in json.loads(result.out)]
    plain = process("list", "--graph", graph_folder, PYTHONIOENCODING="ascii")
    assert plain.code == 0
    assert "Caf\\xe9" in plain.out


class Terminal:
    """Runs kg on a pseudo-terminal, and returns the lines printed there and the exit code."""

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
        except OSError:  # how Linux reports the end
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
def test_narrow_dumb_terminal_cuts_nothing(terminal: Terminal, args: tuple[str, ...]) -> None:
    lines, code = terminal(*args, COLUMNS="40", TERM="dumb")
    assert code == 0
    assert "\x1b" not in "".join(lines)
    assert max(map(len, lines)) <= 40
    assert "…" not in "".join(lines)


def test_very_narrow_terminal_still_shows_the_names(terminal: Terminal) -> None:
    lines, code = terminal("list", "--kind", "metric", COLUMNS="2", TERM="dumb")
    assert code == 0
    assert "Accu" in "".join(lines)


def test_terminal_gets_one_table_for_a_batch(terminal: Terminal, tmp_path: Path) -> None:
    (tmp_path / "questions").write_text("what is recall\nwhat is precision\n", encoding="utf-8")
    lines, _ = terminal("ask", "--batch", str(tmp_path / "questions"), COLUMNS="80", TERM="dumb")
    assert sum("question" in line for line in lines) == 1
    assert sum("what is" in line for line in lines) == 2
