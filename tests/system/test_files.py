from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.system.files import ASIDE, remove_leftovers, replace_file, temporary_folder
from tests.conftest import PROJECT


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


KILLED = """
import os, signal, sys
from pathlib import Path
from kg.system import files


def kill(*_):
    os.kill(os.getpid(), signal.SIGKILL)

folder = Path(sys.argv[1])
if sys.argv[2] == "file":
    os.fsync = kill
    files.replace_file(folder / "result", b"half")
else:
    with files.temporary_folder(folder, "site-") as temporary:
        (temporary / "new").mkdir()
        (temporary / files.ASIDE).mkdir()
        (folder / "site").rename(temporary / files.ASIDE / "site")
        kill()
"""


@pytest.fixture(params=["file", "folder"])
def leftover(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Path]:
    """What a killed process left in a folder, beside files of others."""
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "index.html").write_text("years of work")
    arguments = [sys.executable, "-c", KILLED, str(tmp_path), request.param]
    assert subprocess.run(arguments, cwd=PROJECT, check=False).returncode == -9
    (path,) = tmp_path.glob(".kg-*")
    yield path


@pytest.mark.skipif(sys.platform == "win32", reason="kept for a day there")
def test_what_a_killed_process_left_is_removed_and_what_it_moved_is_put_back(
    leftover: Path, tmp_path: Path
) -> None:
    for name in (".kg-import.json", ".kg-site", ".kg-notes"):
        (tmp_path / name).write_text("kept")
    assert leftover.exists()
    remove_leftovers(tmp_path)
    assert names(tmp_path) == [".kg-import.json", ".kg-notes", ".kg-site", "site"]
    assert (tmp_path / "site" / "index.html").read_text() == "years of work"


def test_what_moved_aside_does_not_replace_what_came_after(tmp_path: Path) -> None:
    aside = tmp_path / ".kg-site-abcdefgh" / ASIDE / "site"
    aside.mkdir(parents=True)
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "new").touch()
    remove_leftovers(tmp_path)
    assert names(tmp_path) == ["site"]
    assert names(tmp_path / "site") == ["new"]


def test_what_is_in_use_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import os

    fsync = os.fsync

    def meanwhile(handle: int) -> None:
        remove_leftovers(tmp_path)
        fsync(handle)

    monkeypatch.setattr(os, "fsync", meanwhile)
    with temporary_folder(tmp_path) as folder:
        replace_file(tmp_path / "result", b"whole")
        remove_leftovers(tmp_path)
        assert folder.is_dir()
    assert names(tmp_path) == ["result"]
    assert (tmp_path / "result").read_bytes() == b"whole"


def test_one_removed_before_it_is_locked_is_made_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[str] = []
    mkdtemp = tempfile.mkdtemp

    def racing(dir: Path, prefix: str) -> str:  # noqa: A002 - as it is called
        made.append(mkdtemp(dir=dir, prefix=prefix))
        if len(made) == 1:
            remove_leftovers(tmp_path)
        return made[-1]

    monkeypatch.setattr(tempfile, "mkdtemp", racing)
    with temporary_folder(tmp_path) as folder:
        assert [str(folder)] == made[1:]


def test_a_folder_that_is_missing_has_no_leftovers(tmp_path: Path) -> None:
    remove_leftovers(tmp_path / "none")
    assert names(tmp_path) == []
