"""Anki packages and collections made for tests."""

from __future__ import annotations

import json
import sqlite3
import zipfile
from collections.abc import Sequence
from pathlib import Path

TYPES = {
    "1": {
        "name": "Basic",
        "type": 0,
        "flds": [{"name": "Front"}, {"name": "Back"}],
        "tmpls": [{"qfmt": "{{Front}}", "afmt": "{{FrontSide}}<hr>{{Back}}"}],
    },
    "2": {
        "name": "Cloze",
        "type": 1,
        "flds": [{"name": "Text"}, {"name": "Extra"}],
        "tmpls": [{"qfmt": "{{cloze:Text}}", "afmt": "{{cloze:Text}}{{Extra}}"}],
    },
}

Row = tuple[int, str, str]
"""A note: the number of its type, its fields separated by \\x1f, and its tags."""


def collection(rows: Sequence[Row], deck: str = "Tea::Green", *more: str) -> bytes:
    """Return a collection of the second generation; `more` are further SQL statements."""
    db = sqlite3.connect(":memory:")
    db.executescript(
        "CREATE TABLE col (id integer primary key, models text, decks text);"
        "CREATE TABLE notes (id integer primary key, guid text, mid integer, tags text, flds text);"
        "CREATE TABLE cards (id integer primary key, nid integer, did integer, odid integer);"
    )
    decks = {"1": {"name": "Default"}, "7": {"name": deck}}
    db.execute("INSERT INTO col VALUES (1, ?, ?)", (json.dumps(TYPES), json.dumps(decks)))
    for n, (mid, fields, tags) in enumerate(rows, 1):
        db.execute("INSERT INTO notes VALUES (?, ?, ?, ?, ?)", (n, f"g{n}", mid, tags, fields))
        db.execute("INSERT INTO cards VALUES (?, ?, 7, 0)", (n, n))
    for statement in more:
        db.execute(statement)
    db.commit()
    return bytes(db.serialize())


def package(file: Path, members: dict[str, bytes]) -> Path:
    """Write a zip file of these members and return it."""
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return file
