"""The README shows what the program really prints.

`make readme` runs this file and writes the real output into the README.
"""

import os
import re
import shlex
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
README = ROOT / "README.md"

_CONSOLE = re.compile(r"(?<=```console\n)(.*?)(?=```)", re.DOTALL)
_PYTHON = re.compile(r"```python\n(.*?)```", re.DOTALL)


def run(command: str, data: Path) -> str:
    """What a command shown in the README prints, messages after results.

    It may read what `echo` says; a learner's progress is kept in the folder `data`.
    """
    if not (data / "tests").exists():  # what it reads is there, what it writes is not kept
        (data / "tests").symlink_to(ROOT / "tests", target_is_directory=True)
    said, _, command = command.rpartition(" | ")
    program, *arguments = shlex.split(command)
    assert program == "kg"
    assert not said or said.startswith("echo ")
    rooms = [str(ROOT / room) for room in ("", "cli", "graph", "site")]
    own = {"PYTHONPATH": os.pathsep.join(rooms), "KG_DATA_DIR": str(data), "TZ": "UTC"}
    done = subprocess.run(
        [sys.executable, "-m", "kg_cli.app", *arguments],
        capture_output=True,
        encoding="utf-8",
        input=said.removeprefix("echo ") + "\n",
        env=os.environ | own,
        cwd=data,
        check=False,
        timeout=60,
    )
    return done.stdout + done.stderr


def renewed(block: str) -> str:
    commands = [line for line in block.splitlines() if line.startswith("$ ")]
    with tempfile.TemporaryDirectory() as data:
        return "\n".join(f"{command}\n{run(command[2:], Path(data))}" for command in commands)


BLOCKS = _CONSOLE.findall(README.read_text(encoding="utf-8"))


@pytest.mark.parametrize("block", BLOCKS, ids=lambda block: block.split("\n")[0][2:])
def test_output_shown_is_the_output(block: str) -> None:
    assert block == renewed(block)


def test_library_example_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (example,) = _PYTHON.findall(README.read_text(encoding="utf-8"))
    monkeypatch.setenv("KG_CACHE_DIR", str(tmp_path))
    printed: list[str] = []
    exec(example, {"print": lambda *values: printed.append(str(values[0]))})
    assert printed == ["Precision"]


def test_makes_what_it_names() -> None:
    named = set(re.findall(r"\bmake ([a-z-]+)", README.read_text(encoding="utf-8")))
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    assert {"demo", "test"} <= named <= targets


if __name__ == "__main__":
    text = README.read_text(encoding="utf-8")
    README.write_text(_CONSOLE.sub(lambda match: renewed(match[1]), text), encoding="utf-8")
