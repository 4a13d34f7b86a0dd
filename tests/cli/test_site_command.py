from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run


def test_a_site_is_written_and_said(kg: Run, tmp_path: Path) -> None:
    ran = kg("site", "-o", "out", "--title", "My deck")
    assert ran.code == 0
    assert ran.out == ""
    assert "wrote 127 files; open out/index.html" in ran.err.replace("\\", "/")
    assert '<h1 dir="auto">My deck</h1>' in (tmp_path / "out/index.html").read_text("utf-8")
    assert (tmp_path / "out/concepts/recall.html").is_file()


def test_a_site_is_replaced_whole(kg: Run, tmp_path: Path) -> None:
    kg("site", "-o", "out")
    (tmp_path / "out/index.html").write_text("old")
    (tmp_path / "out/style.css").unlink()
    ran = kg("site", "-o", "out", "--json")
    assert json.loads(ran.out) == {"folder": "out", "files": 127, "concepts": 116}
    assert (tmp_path / "out/index.html").read_text("utf-8") != "old"
    assert (tmp_path / "out/style.css").is_file()
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_what_somebody_put_into_a_site_is_left_alone(kg: Run, tmp_path: Path) -> None:
    kg("site", "-o", "out")
    (tmp_path / "out/CNAME").write_text("example.org")
    ran = kg("site", "-o", "out")
    assert ran.code == 2
    assert "out: holds what kg site did not write (CNAME)" in ran.err
    assert (tmp_path / "out/CNAME").read_text() == "example.org"


def test_the_folder_one_is_in_is_not_replaced(kg: Run, tmp_path: Path) -> None:
    ran = kg("site", "-o", ".")
    assert ran.code == 2
    assert "is the folder you are in" in ran.err
    assert list(tmp_path.iterdir()) == []


def test_where_the_new_site_cannot_come_the_old_one_stays(
    kg: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kg("site", "-o", "out", "--title", "Old")
    real = Path.replace

    def refuse(self: Path, target: Path) -> Path:
        if self.name.startswith(".kg-site-") and not self.name.endswith("-old"):
            raise PermissionError(13, "Permission denied")
        return real(self, target)

    monkeypatch.setattr(Path, "replace", refuse)
    ran = kg("site", "-o", "out", "--title", "New")
    assert ran.code == 2
    assert "can't be written (Permission denied)" in ran.err
    assert "Old</h1>" in (tmp_path / "out/index.html").read_text("utf-8")
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_a_folder_of_somebody_else_is_left_alone(kg: Run, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out/thesis.txt").write_text("years of work")
    ran = kg("site", "-o", "out")
    assert ran.code == 2
    assert "out: holds what kg site did not write (thesis.txt); choose another with -o" in ran.err
    assert (tmp_path / "out/thesis.txt").read_text() == "years of work"
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_an_empty_folder_is_filled(kg: Run, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    assert kg("site", "-o", "out").code == 0
    assert (tmp_path / "out/index.html").is_file()


def test_a_file_in_the_way_is_left_alone(kg: Run, tmp_path: Path) -> None:
    (tmp_path / "out").write_text("a file")
    assert kg("site", "-o", "out").code == 2
    assert (tmp_path / "out").read_text() == "a file"


def test_a_place_that_cannot_be_written_is_said(kg: Run, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("a file")
    ran = kg("site", "-o", "file/out")
    assert ran.code == 2
    assert "can't be written" in ran.err
