from __future__ import annotations

import json
import threading
from pathlib import Path

import pytest

from tests.cli.conftest import Run


def saved(folder: Path, profile: str = "default") -> dict[str, object]:
    data = json.loads((folder / "data" / f"{profile}.json").read_text(encoding="utf-8"))
    assert isinstance(data, dict)
    return data


def test_added_concepts_are_listed_until_removed(tea: Run, tmp_path: Path) -> None:
    result = tea("known", "add", "plucking", "oolong")
    assert (result.code, result.out) == (0, "")
    assert "added 2 concepts; 2 known now" in result.err
    assert tea("known", "list").out == "Picking\tstep\tknown\nOolong\tdrink\tknown\n"
    assert json.loads(tea("known", "remove", "Oolong", "--json").out) == {
        "removed": ["oolong"],
        "known": 1,
    }
    assert tea("known", "list").out == "Picking\tstep\tknown\n"
    assert saved(tmp_path)["version"] == 2


def test_only_changes_are_counted(tea: Run) -> None:
    tea("known", "add", "picking")
    assert "added 1 concept; 2 known now" in tea("known", "add", "picking", "oolong").err
    assert "removed 0 concepts; 2 known now" in tea("known", "remove", "steaming").err


def test_list_json_is_the_format_of_the_page_and_of_import(tea: Run, tmp_path: Path) -> None:
    tea("known", "add", "picking")
    printed = tea("known", "list", "--json").out
    data = json.loads(printed)
    assert data == {
        "format": "kg-progress",
        "version": 1,
        "graph": "tea",
        "status": {"picking": "known"},
    }
    data["status"] |= {"oolong": "learning", "gone": "known"}
    (tmp_path / "status.json").write_text(json.dumps(data), encoding="utf-8")
    result = tea("known", "import", "status.json", "--profile", "b")
    assert "added 2 concepts; 1 known now" in result.err
    assert "left out 1 concept that this graph does not have" in result.err
    assert json.loads(tea("known", "list", "--profile", "b", "--json").out)["status"] == {
        "oolong": "learning",
        "picking": "known",
    }
    listed = tea("known", "list", "--profile", "b").out
    assert listed == "Picking\tstep\tknown\nOolong\tdrink\tlearning\n"
    # A profile's own file can be imported as well.
    tea("known", "import", tmp_path / "data" / "b.json", "--profile", "c")
    assert tea("known", "list", "--profile", "c") == tea("known", "list", "--profile", "b")


def test_each_graph_has_its_own_progress(tea: Run, kg: Run, films_file: Path) -> None:
    tea("known", "add", "oolong")
    assert kg("known", "list", "--graph", films_file).out == ""
    assert "Oolong" in tea("known", "list").out


@pytest.fixture
def films_file(tmp_path: Path) -> Path:
    file = tmp_path / "films.txt"
    file.write_text("Alien|directed_by|Ridley Scott\n", encoding="utf-8")
    return file


BAD = {
    "no-json": ("{", "E401 not valid JSON", 3),
    "other": ('{"a": 1}', "E401 holds no progress", 3),
    "list": ("[]", "E401 holds no progress", 3),
    "deep": ('{"a":' * 100_000, "E401 not valid JSON", 3),
    "newer": ('{"format": "kg-progress", "version": 3}', "E402 was written by a newer kg", 3),
    "version": ('{"format": "kg-progress", "version": "x"}', "E403 version 'x'", 3),
    "unknown-key": (
        '{"format": "kg-progress", "version": 2, "graphs": {"tea": {"marks": {"a": "learnt"}}}}',
        "E403 an entry makes no sense: the unknown key 'marks'",
        3,
    ),
    "no-graphs": ('{"format": "kg-progress", "version": 2}', "E403 an entry makes no sense", 3),
    "status": (
        '{"format": "kg-progress", "version": 1, "graph": "tea", "status": {"a": "x"}}',
        "E403 an entry makes no sense: the status of 'a' is 'x', not learning or known",
        3,
    ),
    "time": (
        '{"format": "kg-progress", "version": 2, "graphs": {"tea": {"reviews": '
        '[["a", "yesterday", 3, "choice"]]}}}',
        "E403 an entry makes no sense",
        3,
    ),
    "memory": (
        '{"format": "kg-progress", "version": 2, "graphs": {"tea": {"memories": {"a": [9]}}}}',
        "E403 an entry makes no sense",
        3,
    ),
    **{
        name: (
            '{"format": "kg-progress", "version": 2, "graphs": {"tea": {"memories": {"a": '
            f"{row}}}}}}}}}",
            "E403 an entry makes no sense",
            3,
        )
        for name, row in {
            "nan": '[2, null, NaN, 5, "2026-01-01", "2026-01-01"]',
            "endless": '[2, null, 1, Infinity, "2026-01-01", "2026-01-01"]',
            "never-reviewed": '[2, null, null, null, "2026-01-01", null]',
            "far-away": '[1, 0, null, null, "9999-12-31", null]',
            "true": '[true, 0, null, null, "2026-01-01", null]',
            "no-step": '[3, null, 1, 5, "2026-01-01", "2026-01-01"]',
            "words": '[1, "x", null, null, "2026-01-01", null]',
        }.items()
    },
}


@pytest.mark.parametrize(("text", "message", "code"), BAD.values(), ids=BAD)
def test_an_invalid_file_is_reported_and_saved(
    tea: Run, tmp_path: Path, text: str, message: str, code: int
) -> None:
    file = tmp_path / "data" / "default.json"
    file.parent.mkdir()
    file.write_text(text, encoding="utf-8")
    for command in (
        ["known", "add", "oolong"],
        ["known", "list"],
        ["next"],
        ["known", "import", file],
    ):
        result = tea(*command)
        assert (result.code, result.out) == (code, "")
        assert message in result.err
    assert file.read_text(encoding="utf-8") == text


def test_an_old_file_is_kept_beside_the_new_one(tea: Run, tmp_path: Path) -> None:
    folder = tmp_path / "data"
    folder.mkdir()
    old = '{"format": "kg-progress", "version": 1, "graph": "tea", "status": {"oolong": "known"}}'
    (folder / "default.json").write_text(old, encoding="utf-8")
    tea("known", "add", "picking")
    assert (folder / "default.v1.json").read_text(encoding="utf-8") == old
    assert tea("known", "list").out.count("known") == 2
    assert saved(tmp_path)["version"] == 2


def test_an_unwritable_folder_is_reported(
    tea: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("KG_DATA_DIR", str(tmp_path / "file"))
    result = tea("known", "add", "oolong")
    assert result.code == 2
    assert "can't be written" in result.err


def test_without_a_data_folder_nothing_is_known_or_saved(
    tea: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kg_cli.options.default_folder", lambda: None)
    assert tea("next").out.startswith("Picking")
    assert tea("known", "list").code == tea("due").code == tea("progress").code == 0
    for command in (["known", "add", "oolong"], ["quiz"]):
        result = tea(*command)
        assert (result.code, result.out) == (2, "")
        assert "set one in KG_DATA_DIR" in result.err


def test_a_file_as_data_folder_holds_nothing(
    tea: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("KG_DATA_DIR", str(tmp_path / "file"))
    assert tea("next").out.startswith("Picking")


def test_known_names_may_come_through_a_pipe(process: Run) -> None:
    result = process("next", "-n", "1", "--known", "/dev/stdin", stdin=b"ML lifecycle\n")
    assert result.out.startswith("Business goal identification")


def test_simultaneous_writers_lose_nothing(process: Run, tmp_path: Path) -> None:
    names = ["recall", "precision", "f1", "accuracy", "training", "tuning"]
    threads = [threading.Thread(target=process, args=("known", "add", name)) for name in names]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert process("known", "list").out.count("known") == len(names)
    left = {file.name for file in (tmp_path / "data").iterdir()}
    assert left <= {"default.json", "default.json.lock"}


@pytest.mark.parametrize("command", [["known", "add", "xyzzy"], ["known", "remove", "xyzzy"]])
def test_an_unknown_name_changes_nothing(tea: Run, tmp_path: Path, command: list[str]) -> None:
    assert tea(*command).code == 1
    assert not (tmp_path / "data" / "default.json").exists()
