from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


def build(folder: Path) -> Path:
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = folder.glob("*.whl")
    return wheel


@pytest.mark.slow
def test_two_builds_of_the_wheel_are_the_same_bytes_and_hold_the_page(tmp_path: Path) -> None:
    first, second = build(tmp_path / "first"), build(tmp_path / "second")
    assert first.read_bytes() == second.read_bytes()
    files = set(zipfile.ZipFile(first).namelist())
    for room, source in (("kg_site", "site"), ("kg_graph", "graph"), ("kg", ".")):
        folder = ROOT / source
        shipped = {
            path.relative_to(folder).as_posix()
            for path in (folder / room).rglob("*")
            if path.is_file() and "__pycache__" not in path.parts
        }
        assert shipped <= files
    assert not any(name.startswith(("tests/", "site/")) for name in files)
