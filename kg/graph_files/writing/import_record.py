"""The record of an import, by which the next import knows what a person has changed since."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any

from kg.errors import DataError, Finding
from kg.system.files import read_text

RECORD_FILE = ".kg-import.json"
"""The file name of the record."""

_FORMAT = {"format": "kg-import", "version": 1}


@dataclass(frozen=True, slots=True)
class ImportRecord:
    """The record of what an import wrote.

    Attributes:
        origin: the name of the file it was made of.
        tables: the digest of each concept's table, by identifier; empty where it is a person's.
        base: the digest of what the deck said of each concept, its citations aside.
        sources: the citation of each concept.
        deleted: identifiers of what a person deleted.
        about, vocabulary: digests of the texts that the import wrote to these files, or would
            have written.
        cards: the digest of what the deck said on each card, by the card's key.
        cards_deleted: the keys of cards that a person deleted.
        before: the records that this one replaces, while its import is not finished. Until then a
            file may hold what any of them wrote, and a table that no file holds was not deleted.
    """

    origin: str
    tables: dict[str, str] = field(default_factory=dict)
    base: dict[str, str] = field(default_factory=dict)
    sources: dict[str, str] = field(default_factory=dict)
    deleted: list[str] = field(default_factory=list)
    about: str = ""
    vocabulary: str = ""
    cards: dict[str, str] = field(default_factory=dict)
    cards_deleted: list[str] = field(default_factory=list)
    before: tuple[ImportRecord, ...] = ()

    def text(self) -> str:
        """Return the record as the text of its file."""
        told: dict[str, object] = self._own_fields()
        if self.before:
            told["before"] = [record._own_fields() for record in self.before]
        return json.dumps(_FORMAT | told, indent=1, ensure_ascii=False) + "\n"

    def _own_fields(self) -> dict[str, object]:
        return {row.name: getattr(self, row.name) for row in fields(self) if row.name != "before"}

    def unfinished(self, last: ImportRecord | None) -> ImportRecord:
        """Return the record to keep while the files of this one are written over those of `last`.

        None stands for a first import, before which nothing was there.
        """
        last = last or ImportRecord(self.origin)
        return replace(self, before=(*last.before, replace(last, before=())))

    def versions(self) -> tuple[ImportRecord, ...]:
        """Return the records of which a file may hold what they say: this one, unless cut off."""
        return (self, *self.before)

    def has_written(self, key: str, table: str) -> bool:
        """Return True if an import wrote this table, given by its digest."""
        return any(record.tables.get(key) == table for record in self.versions())


def read_record(folder: Path) -> ImportRecord | None:
    """Return the record in a folder, or None if it has none.

    Raises:
        DataError: it is damaged, or of another version (E509).
    """
    file = folder / RECORD_FILE
    if not file.is_file():
        return None
    try:
        data = json.loads(read_text(file))
        if not isinstance(data, dict) or any(data.get(k) != v for k, v in _FORMAT.items()):
            raise ValueError("not a record that this version wrote")
        told = {key: value for key, value in data.items() if key not in _FORMAT}
        before = tuple(_checked(record) for record in told.pop("before", ()))
        return replace(_checked(told), before=before)
    except (ValueError, TypeError, RecursionError) as error:
        message = f"the record of the last import is damaged ({error}); import into a new folder"
        raise DataError([Finding(str(file), 1, "E509", message)]) from error


def _checked(data: dict[str, Any]) -> ImportRecord:
    record = ImportRecord(**data)
    tables = (record.tables, record.base, record.sources, record.cards)
    lists = (record.deleted, record.cards_deleted)
    if not all(isinstance(one, list) for one in lists) or not all(
        isinstance(t, dict) for t in tables
    ):
        raise TypeError("a value of the wrong type")
    texts = [record.origin, record.about, record.vocabulary, *record.deleted, *record.cards_deleted]
    texts += [text for table in tables for row in table.items() for text in row]
    if not all(isinstance(text, str) for text in texts):
        raise TypeError("a value of the wrong type")
    return record


def digest(text: str) -> str:
    """Return a digest of a text that ignores line ends and surrounding white space."""
    plain = text.replace("\r\n", "\n").strip()
    return hashlib.sha256(plain.encode("utf-8", "replace")).hexdigest()[:16]
