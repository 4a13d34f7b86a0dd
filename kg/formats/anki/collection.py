"""Read the notes of an Anki collection: an SQLite database, in the old or the new schema.

The file may be hostile, so it is opened in memory and may only be read.
"""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.errors import DataError
from kg.formats.anki.protobuf import read_fields
from kg.formats.source import MAX_FIELD_CHARS, fault

SQLITE_MAGIC = b"SQLite format 3\0"
"""The first bytes of every SQLite database."""

_REQUIRED_TABLES = ("col", "notes", "cards")
_NEW_SCHEMA_TABLES = ("notetypes", "fields", "templates", "decks")
_TEMPLATE_FIELD = re.compile(r"\{\{(?![#^/!])(?:[^{}]*:)?([^{}:]+)\}\}")
_CLOZE_TYPE = 1
_READ_ERRORS = (
    sqlite3.Error, ValueError, KeyError, TypeError, AttributeError, OverflowError, MemoryError,
    RecursionError,
)  # fmt: skip
_MAX_VALUE_BYTES = 64 * 2**20
"""Bytes of one value; a hostile database could compute values of any size while it is read."""

MAX_NOTE_FIELDS = 1_000
"""Fields of a note; a collection with a note of more is refused."""

_MIN_STEPS, _STEPS_PER_BYTE, _STEPS_AT_ONCE = 20_000_000, 10, 10_000
"""Steps of SQLite's machine that reading may take, in all: so many at least, and by the size of the
database in bytes. Reading a note takes some 50 steps; a hundred million take a second."""

_TABLES_READ = ("col", "notes", "cards", "notetypes", "fields", "templates", "decks")

_ALLOWED_ACTIONS = frozenset(
    {sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ, sqlite3.SQLITE_FUNCTION, sqlite3.SQLITE_RECURSIVE}
)


@dataclass(frozen=True, slots=True)
class NoteType:
    """A note type: the fields of its notes.

    `question_fields` are the fields that the first card template shows as the question,
    `answer_fields` those that it shows in the answer only; both are empty if not known.
    """

    name: str
    fields: tuple[str, ...]
    is_cloze: bool = False
    question_fields: tuple[str, ...] = ()
    answer_fields: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AnkiNote:
    """A note as Anki stores it.

    Attributes:
        type: its note type.
        fields: the content of its fields, as HTML; may be more or fewer than the type has.
        tags: its tags.
        deck: the deck of its cards, as "Parent::Child"; empty if it has no cards.
        card_count: how many cards it has; 0 if that is not known.
        guid: its identifier, the same in every collection.
    """

    type: NoteType
    fields: tuple[str, ...]
    tags: tuple[str, ...]
    deck: str
    card_count: int
    guid: str = ""


def read_collection(content: bytes, path: Path) -> Iterator[AnkiNote]:
    """Yield the notes of a collection, oldest first.

    Args:
        content: the database.
        path: the file that it is from, for error messages.

    Raises:
        DataError: it is damaged or not an Anki collection (E504), or a field is too long (E507).
    """
    if not content.startswith(SQLITE_MAGIC):
        message = "its collection is not a database; export the deck again from Anki"
        raise fault(path, "E504", message)
    db = sqlite3.connect(":memory:")
    try:
        try:
            db.deserialize(_without_write_ahead_log(content))
            _limit_steps(db, len(content))
            yield from _read_notes(db, path, len(content))
        except DataError:
            raise
        except _READ_ERRORS as error:
            message = f"its collection can't be read ({error}); export the deck again from Anki"
            raise fault(path, "E504", message) from error
    finally:
        db.close()


def _limit_steps(db: sqlite3.Connection, size: int) -> None:
    """Interrupt a database that computes for longer than its size in bytes explains."""
    left = (_MIN_STEPS + _STEPS_PER_BYTE * size) // _STEPS_AT_ONCE

    def count() -> bool:
        nonlocal left
        left -= 1
        return left < 0

    db.set_progress_handler(count, _STEPS_AT_ONCE)


def _check_tables(db: sqlite3.Connection, path: Path) -> None:
    """Refuse a database whose tables compute what they hold.

    Raises:
        DataError: one is a view or a virtual table, or has a generated column (E504).
    """
    rows = db.execute("SELECT name, type, rootpage FROM sqlite_master WHERE type != 'index'")
    for name, kind, page in rows.fetchall():
        if str(name).casefold() not in _TABLES_READ or kind == "trigger":
            continue
        is_plain = kind == "table" and page
        if is_plain:
            columns = db.execute("SELECT hidden FROM pragma_table_xinfo(?)", [name])
            is_plain = not any(hidden for (hidden,) in columns)
        if not is_plain:
            message = f"its table {name!r} computes what it holds; this is not an Anki deck"
            raise fault(path, "E504", message)


def _read_notes(db: sqlite3.Connection, path: Path, size: int) -> Iterator[AnkiNote]:
    db.execute("PRAGMA trusted_schema = OFF")
    _check_tables(db, path)
    _restrict(db)
    kinds = dict(db.execute("SELECT name, type FROM sqlite_master WHERE type != 'index'"))
    for table in _REQUIRED_TABLES:
        if kinds.get(table) != "table":
            message = f"its collection has no table {table!r}; this is not an Anki deck"
            raise fault(path, "E504", message)
    is_new = all(kinds.get(table) == "table" for table in _NEW_SCHEMA_TABLES)
    types = _note_types_from_tables(db) if is_new else _note_types_from_json(db)
    decks = _decks_from_table(db) if is_new else _decks_from_json(db)
    # A card that a filtered deck borrowed names its home deck in odid.
    cards_of_note = {
        note_id: (deck_id, count)
        for note_id, deck_id, count in db.execute(
            "SELECT nid, min(CASE WHEN odid THEN odid ELSE did END), count(*) FROM cards "
            "GROUP BY nid"
        )
    }
    rows = db.execute("SELECT id, mid, tags, flds, guid FROM notes ORDER BY id")
    for note_id, type_id, tags, joined, guid in rows:
        joined = str(joined)
        size -= len(joined) + len(str(tags or ""))
        if len(joined) > MAX_FIELD_CHARS:
            message = f"a note has {len(joined):,} characters; the limit is {MAX_FIELD_CHARS:,}"
            raise fault(path, "E507", message)
        if joined.count("\x1f") >= MAX_NOTE_FIELDS:
            message = f"a note has more than {MAX_NOTE_FIELDS:,} fields"
            raise fault(path, "E507", message)
        if size < 0:  # the same text may stand for what no row holds
            message = "its notes have more text than the database; this is not an Anki deck"
            raise fault(path, "E504", message)
        fields = tuple(joined.split("\x1f"))
        note_type = types.get(type_id) or _unknown_note_type(len(fields))
        deck_id, card_count = cards_of_note.get(note_id, (None, 0))
        deck = decks.get(deck_id, "")
        tag_list = tuple(str(tags or "").split())
        yield AnkiNote(note_type, fields, tag_list, deck, card_count, str(guid or ""))


def _restrict(db: sqlite3.Connection) -> None:
    """Let a database do nothing but answer queries."""
    db.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _MAX_VALUE_BYTES)
    db.execute("PRAGMA temp_store = MEMORY")  # the folder of temporary files may be full
    db.execute("PRAGMA query_only = ON")
    db.execute("PRAGMA cell_size_check = ON")
    db.create_collation("unicase", _compare_caseless)
    db.text_factory = lambda raw: raw.decode("utf-8", "replace")
    db.set_authorizer(
        lambda action, *_: sqlite3.SQLITE_OK if action in _ALLOWED_ACTIONS else sqlite3.SQLITE_DENY
    )


def _without_write_ahead_log(content: bytes) -> bytes:
    """Return the database marked as not using a write-ahead log; one in memory can't."""
    if content[18:20] == b"\2\2":
        return content[:18] + b"\1\1" + content[20:]
    return content


def _compare_caseless(a: str, b: str) -> int:
    one, other = a.casefold(), b.casefold()
    return (one > other) - (one < other)


def note_type_from_json(model: dict[str, Any]) -> NoteType:
    """Return the note type that Anki describes in JSON.

    Raises:
        KeyError, TypeError, ValueError, AttributeError: it has another structure.
    """
    return _note_type(
        str(model["name"]),
        [str(field["name"]) for field in model["flds"]],
        int(model.get("type", 0)) == _CLOZE_TYPE,
        *_first_template(model.get("tmpls", [])),
    )


def _first_template(templates: list[dict[str, Any]]) -> tuple[str, str]:
    """Return the question side and the answer side of the first card template."""
    first = templates[0] if templates else {}
    return str(first.get("qfmt", "")), str(first.get("afmt", ""))


def _unknown_note_type(field_count: int) -> NoteType:
    """Return a note type for a note whose own is not in the collection."""
    return NoteType("", tuple(f"field {n}" for n in range(1, field_count + 1)))


def _note_types_from_json(db: sqlite3.Connection) -> dict[int, NoteType]:
    models = _json_object(db.execute("SELECT models FROM col").fetchone())
    return {int(key): note_type_from_json(model) for key, model in models.items()}


def _decks_from_json(db: sqlite3.Connection) -> dict[int, str]:
    decks = _json_object(db.execute("SELECT decks FROM col").fetchone())
    return {int(key): str(deck["name"]) for key, deck in decks.items()}


def _json_object(row: tuple[Any, ...] | None) -> dict[str, Any]:
    data = json.loads(row[0]) if row else {}
    if not isinstance(data, dict):
        raise ValueError("its note types are not a JSON object")
    return data


def _note_types_from_tables(db: sqlite3.Connection) -> dict[int, NoteType]:
    fields: dict[int, list[str]] = {}
    for type_id, name in db.execute("SELECT ntid, name FROM fields ORDER BY ntid, ord"):
        fields.setdefault(type_id, []).append(str(name))
    templates: dict[int, tuple[str, str]] = {}
    for type_id, config in db.execute("SELECT ntid, config FROM templates ORDER BY ntid, ord"):
        settings = dict(read_fields(_as_bytes(config)))
        templates.setdefault(type_id, (_as_text(settings.get(1)), _as_text(settings.get(2))))
    types = {}
    for type_id, name, config in db.execute("SELECT id, name, config FROM notetypes"):
        is_cloze = dict(read_fields(_as_bytes(config))).get(1) == _CLOZE_TYPE
        question, answer = templates.get(type_id, ("", ""))
        types[type_id] = _note_type(str(name), fields.get(type_id, []), is_cloze, question, answer)
    return types


def _decks_from_table(db: sqlite3.Connection) -> dict[int, str]:
    rows = db.execute("SELECT id, name FROM decks")
    return {key: str(name).replace("\x1f", "::") for key, name in rows}


def _as_bytes(value: object) -> bytes:
    if not isinstance(value, bytes):
        raise TypeError("a setting is not binary data")
    return value


def _as_text(value: int | bytes | None) -> str:
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else ""


def _note_type(
    name: str, fields: list[str], is_cloze: bool, question: str, answer: str
) -> NoteType:
    """Return a note type whose sides are the fields that its first card template shows.

    `question` and `answer` are the two sides of the template, in Anki's template language.
    """
    asked = dict.fromkeys(_fields_in(question, fields))
    answered = dict.fromkeys(_fields_in(answer, fields))
    only_answered = tuple(field for field in answered if field not in asked)
    return NoteType(name, tuple(fields), is_cloze, tuple(asked), only_answered)


def _fields_in(template: str, fields: list[str]) -> Iterator[str]:
    for name in map(str.strip, _TEMPLATE_FIELD.findall(template)):
        if name in fields:
            yield name
