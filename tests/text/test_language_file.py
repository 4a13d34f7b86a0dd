from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

import kg
from kg.errors import KgError
from kg.text import language_file
from kg.text.language_file import ListItems, parse_language, read_language
from kg.text.language_tables import WORD_TABLES, types_of

FOLDER = Path(kg.__file__).parent
FILES = sorted((FOLDER / "text" / "languages").glob("*.toml"))
ENGLISH = (FOLDER / "text" / "languages" / "en.toml").read_text(encoding="utf-8")


def parse(text: str) -> ListItems:
    return parse_language(text.encode(), "en.toml")


def without(key: str, table: str) -> str:
    """Return the English file without a list."""
    start = ENGLISH.index(f"\n[{table}]\n")
    lists = re.compile(rf'(?m)^{key} = (?:"""(?s:.*?)"""|\[\n(?s:.*?)^\]|.*)$')
    found = lists.search(ENGLISH, start)
    assert found
    return ENGLISH[: found.start()] + ENGLISH[found.end() :]


def with_value(key: str, table: str, value: str) -> str:
    """Return the English file with another value for a list."""
    return without(key, table).replace(f"\n[{table}]\n", f"\n[{table}]\n{key} = {value}\n")


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_language_has_every_list_and_no_other(file: Path) -> None:
    lists = parse_language(file.read_bytes(), str(file))
    assert {table: list(rows) for table, rows in lists.items()} == {
        table: list(types_of(table)) for table in WORD_TABLES
    }
    assert all(items for rows in lists.values() for items in rows.values())


@pytest.mark.parametrize("table", WORD_TABLES)
def test_code_reads_every_list(table: str) -> None:
    code = "".join(
        file.read_text(encoding="utf-8")
        for file in sorted(FOLDER.rglob("*.py"))
        if file.name != "language_tables.py"
    )
    fields = WORD_TABLES[table].__annotations__
    assert [name for name in fields if not re.search(rf"\.{name}\b", code)] == []


@pytest.mark.parametrize("table", WORD_TABLES)
def test_a_missing_list_is_named(table: str) -> None:
    key = list(types_of(table))[-1]
    message = rf"^en\.toml: \[{table}\] {key} is missing; add the list$"
    with pytest.raises(KgError, match=message):
        parse(without(key, table))


@pytest.mark.parametrize("table", WORD_TABLES)
def test_a_list_that_nothing_reads_is_named(table: str) -> None:
    text = ENGLISH.replace(f"\n[{table}]\n", f'\n[{table}]\nmoods = "may"\n')
    with pytest.raises(KgError, match=rf"^en\.toml: \[{table}\] nothing reads moods; remove it$"):
        parse(text)


@pytest.mark.parametrize(
    ("table", "key", "value", "fault"),
    [
        ("words", "stop", '["a", "b"]', "a text of words is needed"),
        ("words", "stop", '""', "a text of words is needed"),
        ("words", "stop", '"a The"', "'The' must be in lower case"),
        ("words", "stop", '''"a don't"''', '"don\'t" must be in lower case'),
        ("form", "asides", '"in short"', "a list of texts is needed"),
        ("form", "asides", "[]", "a list of texts is needed"),
        ("form", "asides", '["in short", 3]', "a list of texts is needed"),
        ("form", "asides", '[" "]', "a list of texts is needed"),
        ("form", "definition", '["What is"]', "'What' must be in lower case"),
        ("form", "working-frames", '["how works"]', "needs one '...'"),
        ("sequence", "ordinals", '["1"]', "'1' is no number with words for it"),
        ("sequence", "ordinals", '["1.5 half"]', "'1.5 half' is no number with words"),
        ("quantity", "time", '["hour 60"]', "could not convert"),
        ("error", "miss", '["@found @denied @lost"]', "@lost names no list"),
        ("error", "miss", '["@found @denied @miss"]', "@miss names no list"),
    ],
)
def test_a_value_of_the_wrong_form_is_named(table: str, key: str, value: str, fault: str) -> None:
    with pytest.raises(KgError) as raised:
        parse(with_value(key, table, value))
    assert str(raised.value).startswith(f"en.toml: [{table}] {key}: ")
    assert fault in str(raised.value)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (ENGLISH.replace("\n[kind]\n", "\n[kinds]\n"), "en.toml: [kind] is missing; add the table"),
        (f"{ENGLISH}\n[moods]\n", "en.toml: 'moods' is no table that anything reads; remove it"),
        (f"moods = 1\n{ENGLISH}", "en.toml: 'moods' is no table that anything reads; remove it"),
        (f"{ENGLISH}\n]", "en.toml: Invalid statement"),
    ],
)
def test_a_table_at_fault_is_named(text: str, message: str) -> None:
    with pytest.raises(KgError) as raised:
        parse(text)
    assert str(raised.value).startswith(message)


def test_a_file_in_another_encoding() -> None:
    with pytest.raises(KgError, match=r"^de\.toml: 'utf-8' codec can't decode byte"):
        parse_language("# für\n".encode("latin-1"), "de.toml")


@pytest.mark.parametrize("code", ["tlh", "", "../languages/en", "EN"])
def test_a_language_without_a_file(code: str) -> None:
    with pytest.raises(KgError, match=r"^there is no language .*; there are: en"):
        read_language(code)


def test_alternatives_and_parts_are_written_out() -> None:
    lists = parse(ENGLISH)
    assert "what are" in lists["form"]["definition-openings"]
    assert not any("/" in item for item in lists["form"]["choices"])
    assert not any("@" in item for item in lists["error"]["miss"])


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The file in which the lists are kept, in an empty cache folder."""
    monkeypatch.setenv("KG_CACHE_DIR", str(tmp_path))
    return tmp_path / "language-en.txt"


def test_the_cache_keeps_what_was_read(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = read_language("en")
    assert cache.is_file()
    monkeypatch.setattr(language_file, "parse_language", lambda *_: pytest.fail("it is parsed"))
    assert read_language("en") == first


@pytest.mark.parametrize(
    "damage",
    [
        pytest.param(lambda _: b"", id="empty"),
        pytest.param(lambda kept: kept[:-1], id="cut off"),
        pytest.param(lambda kept: kept + b"!", id="longer"),
        pytest.param(lambda kept: kept.replace(b"which", b"witch", 1), id="of another file"),
        pytest.param(lambda kept: b"\xff" + kept, id="not text"),
        pytest.param(lambda kept: kept.replace(b"1 ", b"0 ", 1), id="another layout"),
    ],
)
def test_a_damaged_cache_is_written_again(cache: Path, damage: object) -> None:
    assert callable(damage)
    first = read_language("en")
    kept = cache.read_bytes()
    cache.write_bytes(damage(kept))
    assert cache.read_bytes() != kept
    assert read_language("en") == first
    assert cache.read_bytes() == kept


def test_an_edited_file_is_read_again(
    cache: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert read_language("en")["words"]["both"] == ["both"]
    text = with_value("both", "words", '"both beide"')
    (tmp_path / "en.toml").write_text(text, encoding="utf-8")
    monkeypatch.setattr(language_file, "_FOLDER", str(tmp_path))
    assert read_language("en")["words"]["both"] == ["both", "beide"]
    assert b"beide" in cache.read_bytes()


def test_a_cache_that_cannot_be_written_does_no_harm(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KG_CACHE_DIR", str(tmp_path / "nowhere"))
    assert read_language("en")["words"]["both"] == ["both"]
    assert list(tmp_path.iterdir()) == []


def test_the_lists_are_those_of_the_file() -> None:
    tables = tomllib.loads(ENGLISH)
    lists = parse(ENGLISH)
    assert lists["words"]["stop"] == tables["words"]["stop"].split()
    assert lists["negation"]["exclusions"] == tables["negation"]["exclusions"]
