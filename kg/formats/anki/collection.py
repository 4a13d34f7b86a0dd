"""Collection: Anki's SQLite database of notes, of any generation, opened without trust."""

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
from kg.formats.source import LONGEST, fault

SQLITE = b"SQLite format 3\0"
"""How every database of SQLite begins."""

_TABLES = ("col", "notes", "cards")
_FIELD = re.compile(r"\{\{(?![#^/!])(?:[^{}]*:)?([^{}:]+)\}\}")
_CLOZE_KIND = 1
_BROKEN = (
    sqlite3.Error, ValueError, KeyError, TypeError, AttributeError, OverflowError, MemoryError,
    RecursionError,
)  # fmt: skip
_MOST_BYTES = 64 * 2**20
"""Bytes of a value at most; what a database makes up as it is read could be any size."""

_ALLOWED = frozenset(
    {sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ, sqlite3.SQLITE_FUNCTION, sqlite3.SQLITE_RECURSIVE}
)


@dataclass(frozen=True, slots=True)
class NoteType:
    """What fields a note of this type has, and which of them a card asks and answers with."""

    name: str
    fields: tuple[str, ...]
    is_cloze: bool = False
    asks: tuple[str, ...] = ()
    answers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Note:
    """A note: its fields as they are kept, the decks that hold its cards, how many those are."""

    type: NoteType
    fields: tuple[str, ...]
    tags: tuple[str, ...]
    deck: str
    cards: int


def read_collection(content: bytes, path: Path) -> Iterator[Note]:
    """The notes of a collection, oldest first.

    Raises:
        DataError: it is damaged, or is built like no collection of Anki (E504), or has a field
            that is too long (E507).
    """
    if not content.startswith(SQLITE):
        raise fault(path, "E504", "its collection is no database; export the deck again from Anki")
    db = sqlite3.connect(":memory:")
    try:
        try:
            db.deserialize(_without_log(content))
            yield from _notes(db, path)
        except DataError:
            raise
        except _BROKEN as error:
            message = f"its collection can't be read ({error}); export the deck again from Anki"
            raise fault(path, "E504", message) from error
    finally:
        db.close()


def _notes(db: sqlite3.Connection, path: Path) -> Iterator[Note]:
    db.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _MOST_BYTES)
    db.execute("PRAGMA trusted_schema = OFF")
    db.execute("PRAGMA query_only = ON")
    db.execute("PRAGMA cell_size_check = ON")
    db.create_collation("unicase", _unicase)
    db.text_factory = lambda raw: raw.decode("utf-8", "replace")
    db.set_authorizer(
        lambda action, *_: sqlite3.SQLITE_OK if action in _ALLOWED else sqlite3.SQLITE_DENY
    )
    kinds = dict(db.execute("SELECT name, type FROM sqlite_master WHERE type != 'index'"))
    for table in _TABLES:
        if kinds.get(table) != "table":
            message = f"its collection has no table {table!r}; this is no deck of Anki"
            raise fault(path, "E504", message)
    is_new = all(kinds.get(t) == "table" for t in ("notetypes", "fields", "templates", "decks"))
    types = _new_types(db) if is_new else _old_types(db)
    decks = _new_decks(db) if is_new else _old_decks(db)
    longest = db.execute("SELECT max(length(flds)) FROM notes").fetchone()[0]
    if isinstance(longest, int) and longest > LONGEST:
        message = f"a note of {longest:,} characters; a card has at most {LONGEST:,}"
        raise fault(path, "E507", message)
    # A card that a filtered deck borrowed names its own deck in odid.
    held = {
        nid: (did, n)
        for nid, did, n in db.execute(
            "SELECT nid, min(CASE WHEN odid THEN odid ELSE did END), count(*) FROM cards "
            "GROUP BY nid"
        )
    }
    rows = db.execute("SELECT id, mid, tags, flds FROM notes ORDER BY id")
    for nid, mid, tags, fields in rows:
        split = tuple(str(fields).split("\x1f"))
        kind = types.get(mid) or NoteType("", tuple(f"field {n}" for n in range(1, len(split) + 1)))
        deck, cards = held.get(nid, (None, 0))
        yield Note(kind, split, tuple(str(tags or "").split()), decks.get(deck, ""), cards)


def _without_log(content: bytes) -> bytes:
    """The database with its mark of a write-ahead log taken out, for one in memory has none."""
    if content[18:20] == b"\2\2":
        return content[:18] + b"\1\1" + content[20:]
    return content


def _unicase(a: str, b: str) -> int:
    one, other = a.casefold(), b.casefold()
    return (one > other) - (one < other)


def _old_types(db: sqlite3.Connection) -> dict[int, NoteType]:
    models = _json(db.execute("SELECT models FROM col").fetchone())
    return {int(key): note_type(model) for key, model in models.items()}


def note_type(model: dict[str, Any]) -> NoteType:
    """A note type as Anki wrote them in JSON."""
    return _type(
        str(model["name"]),
        [str(field["name"]) for field in model["flds"]],
        int(model.get("type", 0)) == _CLOZE_KIND,
        *_sides(model.get("tmpls", [])),
    )


def _sides(templates: list[dict[str, Any]]) -> tuple[str, str]:
    first = templates[0] if templates else {}
    return str(first.get("qfmt", "")), str(first.get("afmt", ""))


def _old_decks(db: sqlite3.Connection) -> dict[int, str]:
    decks = _json(db.execute("SELECT decks FROM col").fetchone())
    return {int(key): str(deck["name"]) for key, deck in decks.items()}


def _json(row: tuple[Any, ...] | None) -> dict[str, Any]:
    data = json.loads(row[0]) if row else {}
    if not isinstance(data, dict):
        raise ValueError("its note types are not in the form that Anki gives them")
    return data


def _new_types(db: sqlite3.Connection) -> dict[int, NoteType]:
    fields: dict[int, list[str]] = {}
    for ntid, name in db.execute("SELECT ntid, name FROM fields ORDER BY ntid, ord"):
        fields.setdefault(ntid, []).append(str(name))
    sides: dict[int, tuple[str, str]] = {}
    for ntid, config in db.execute("SELECT ntid, config FROM templates ORDER BY ntid, ord"):
        found = dict(read_fields(_packed(config)))
        sides.setdefault(ntid, (_text(found.get(1)), _text(found.get(2))))
    types = {}
    for ntid, name, config in db.execute("SELECT id, name, config FROM notetypes"):
        is_cloze = dict(read_fields(_packed(config))).get(1) == _CLOZE_KIND
        asks, answers = sides.get(ntid, ("", ""))
        types[ntid] = _type(str(name), fields.get(ntid, []), is_cloze, asks, answers)
    return types


def _new_decks(db: sqlite3.Connection) -> dict[int, str]:
    rows = db.execute("SELECT id, name FROM decks")
    return {key: str(name).replace("\x1f", "::") for key, name in rows}


def _packed(value: object) -> bytes:
    if not isinstance(value, bytes):
        raise TypeError("a setting that is not packed")
    return value


def _text(value: int | bytes | None) -> str:
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else ""


def _type(name: str, fields: list[str], is_cloze: bool, asks: str, answers: str) -> NoteType:
    """A note type, its sides told by which fields the first template shows on them."""
    asked = dict.fromkeys(f for f in map(str.strip, _FIELD.findall(asks)) if f in fields)
    told = dict.fromkeys(f for f in map(str.strip, _FIELD.findall(answers)) if f in fields)
    return NoteType(
        name, tuple(fields), is_cloze, tuple(asked), tuple(f for f in told if f not in asked)
    )
