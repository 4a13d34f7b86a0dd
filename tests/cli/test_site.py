from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run


def test_a_site_is_written_and_reported(kg: Run, tmp_path: Path) -> None:
    result = kg("site", "-o", "out", "--title", "My deck")
    assert result.code == 0
    assert result.out == ""
    assert "wrote 185 files; open out/index.html" in result.err.replace("\\", "/")
    assert '<h1 dir="auto">My deck</h1>' in (tmp_path / "out/index.html").read_text("utf-8")
    assert (tmp_path / "out/concepts/recall.html").is_file()


@pytest.mark.slow
def test_a_site_is_replaced_completely(kg: Run, tmp_path: Path) -> None:
    kg("site", "-o", "out")
    (tmp_path / "out/index.html").write_text("old")
    (tmp_path / "out/style.css").unlink()
    result = kg("site", "-o", "out", "--json")
    assert json.loads(result.out) == {"folder": "out", "files": 185, "concepts": 174}
    assert (tmp_path / "out/index.html").read_text("utf-8") != "old"
    assert (tmp_path / "out/style.css").is_file()
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


@pytest.mark.slow
def test_files_added_to_a_site_are_kept(kg: Run, tmp_path: Path) -> None:
    kg("site", "-o", "out")
    (tmp_path / "out/CNAME").write_text("example.org")
    result = kg("site", "-o", "out")
    assert result.code == 2
    assert "out: holds files that kg site did not write (CNAME)" in result.err
    assert (tmp_path / "out/CNAME").read_text() == "example.org"


def test_the_current_folder_is_not_replaced(kg: Run, tmp_path: Path) -> None:
    result = kg("site", "-o", ".")
    assert result.code == 2
    assert "is the current folder" in result.err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.slow
def test_the_old_site_stays_when_it_cannot_be_replaced(
    kg: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kg("site", "-o", "out", "--title", "Old")
    real = Path.replace

    def refuse(self: Path, target: Path) -> Path:
        if self.name == "new":
            raise PermissionError(13, "Permission denied")
        return real(self, target)

    monkeypatch.setattr(Path, "replace", refuse)
    result = kg("site", "-o", "out", "--title", "New")
    assert result.code == 2
    assert "can't be written (Permission denied)" in result.err
    assert "Old</h1>" in (tmp_path / "out/index.html").read_text("utf-8")
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_a_folder_with_other_files_is_kept(kg: Run, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out/thesis.txt").write_text("years of work")
    result = kg("site", "-o", "out")
    assert result.code == 2
    assert (
        "out: holds files that kg site did not write (thesis.txt); choose another with -o"
        in result.err
    )
    assert (tmp_path / "out/thesis.txt").read_text() == "years of work"
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


@pytest.mark.slow
def test_an_empty_folder_is_filled(kg: Run, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    assert kg("site", "-o", "out").code == 0
    assert (tmp_path / "out/index.html").is_file()


def test_a_file_of_the_same_name_is_kept(kg: Run, tmp_path: Path) -> None:
    (tmp_path / "out").write_text("a file")
    assert kg("site", "-o", "out").code == 2
    assert (tmp_path / "out").read_text() == "a file"


def test_an_unwritable_place_is_reported(kg: Run, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("a file")
    result = kg("site", "-o", "file/out")
    assert result.code == 2
    assert "can't be written" in result.err
