"""Every README shows what the program really prints.

`make readme` runs this file, which writes the real output into them.
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
READMES = sorted(
    path
    for path in ROOT.rglob("README.md")
    if not any(part.startswith(".") or part == "node_modules" for part in path.parts)
)

_CONSOLE = re.compile(r"(?<=```console\n)(.*?)(?=```)", re.DOTALL)
_PYTHON = re.compile(r"```python\n(.*?)```", re.DOTALL)
_LINK = re.compile(r"\]\(([^)#:]*)(?:#([^)]*))?\)")
_CUT = "…"
"""A line that stands for the rest of a command's output."""


def run(command: str, folder: Path) -> str:
    """Return what a command prints, messages after results.

    The command may read the text that `echo` writes. It runs in the folder, which also holds the
    learner's progress; the project's tests, with their sample decks, can be read there.
    """
    if not (folder / "tests").exists():
        (folder / "tests").symlink_to(ROOT / "tests", target_is_directory=True)
    echo, _, command = command.rpartition(" | ")
    program, *arguments = shlex.split(command)
    assert program == "kg"
    assert not echo or echo.startswith("echo ")
    paths = [str(ROOT / room) for room in ("", "cli", "graph", "site")]
    own = {"PYTHONPATH": os.pathsep.join(paths), "KG_DATA_DIR": str(folder), "TZ": "UTC"}
    done = subprocess.run(
        [sys.executable, "-m", "kg_cli.app", *arguments],
        capture_output=True,
        encoding="utf-8",
        input=echo.removeprefix("echo ") + "\n",
        env=os.environ | own,
        cwd=folder,
        check=False,
        timeout=60,
    )
    return done.stdout + done.stderr


def renewed(block: str) -> str:
    """Return a console block with the real output of its commands.

    Output that ends with the line "…" stays cut to as many lines.
    """
    parts: list[list[str]] = []
    for line in block.splitlines():
        if line.startswith("$ "):
            parts.append([line])
        else:
            parts[-1].append(line)
    with tempfile.TemporaryDirectory() as folder:
        texts = []
        for command, *shown in parts:
            output = run(command[2:], Path(folder))
            while shown and not shown[-1]:  # the empty line before the next command
                shown.pop()
            if shown and shown[-1] == _CUT:
                lines = output.splitlines()[: len(shown) - 1]
                output = "".join(f"{line}\n" for line in [*lines, _CUT])
            texts.append(f"{command}\n{output}")
        return "\n".join(texts)


BLOCKS = [
    pytest.param(block, id=f"{path.parent.relative_to(ROOT)}: {block.splitlines()[0][2:]}")
    for path in READMES
    for block in _CONSOLE.findall(path.read_text(encoding="utf-8"))
]


@pytest.mark.parametrize("block", BLOCKS)
def test_output_shown_is_the_output(block: str) -> None:
    assert block == renewed(block)


def test_the_readme_is_short() -> None:
    assert len(README.read_text(encoding="utf-8").splitlines()) <= 150


@pytest.mark.parametrize("path", READMES, ids=lambda path: str(path.parent.relative_to(ROOT)))
def test_links_between_files_lead_to_files_and_sections(path: Path) -> None:
    for target, section in _LINK.findall(path.read_text(encoding="utf-8")):
        file = path.parent / target if target else path
        assert file.exists(), target
        if section:
            titles = re.findall(r"^#+ (.*)$", file.read_text(encoding="utf-8"), re.MULTILINE)
            anchors = {re.sub(r"[^a-z0-9 -]", "", t.lower()).replace(" ", "-") for t in titles}
            assert section in anchors, f"{target}#{section}"


def test_library_example_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (example,) = _PYTHON.findall(README.read_text(encoding="utf-8"))
    monkeypatch.setenv("KG_CACHE_DIR", str(tmp_path))
    printed: list[str] = []
    exec(example, {"print": lambda *values: printed.append(str(values[0]))})
    assert printed == ["Precision"]


def test_make_has_the_targets_that_readmes_name() -> None:
    texts = [path.read_text(encoding="utf-8") for path in (*READMES, ROOT / "CONTRIBUTING.md")]
    named = {
        target
        for text in texts
        for target in re.findall(r"(?:`|^)make ([a-z-]+)", text, re.MULTILINE)
    }
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z-]+):", makefile, re.MULTILINE))
    assert {"demo", "test"} <= named <= targets


if __name__ == "__main__":
    for path in READMES:
        text = path.read_text(encoding="utf-8")
        path.write_text(_CONSOLE.sub(lambda match: renewed(match[1]), text), encoding="utf-8")
