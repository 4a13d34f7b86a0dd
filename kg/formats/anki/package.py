"""Read Anki packages (.apkg, .colpkg) of all three generations, and bare collections."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from pathlib import Path

import zstandard  # noqa: TID251

from kg.errors import DataError, Skipped
from kg.formats.anki.anki_cards import card_from_note
from kg.formats.anki.archive import MAX_MEMBERS, Archive
from kg.formats.anki.budget import Budget
from kg.formats.anki.collection import SQLITE_MAGIC, read_collection
from kg.formats.anki.protobuf import read_fields
from kg.formats.source import fault, read_content
from kg.model.deck import Card, Deck
from kg.text.encodable import encodable_text

_COLLECTION_NAMES = ("collection.anki21b", "collection.anki21", "collection.anki2")
"""Names of the collection within a package, newest generation first."""

_ZIP_MAGIC = b"PK\x03\x04"
_EMPTY_ZIP_MAGIC = b"PK\x05\x06"
_NEWEST_VERSION = 3
"""Version of the newest package that can be read; its collection and media list are packed."""

_CHUNK_BYTES = 1 << 20
"""Bytes unpacked at a time, so that a bomb is noticed early."""

_MAX_WINDOW_BYTES = 2**27
"""Bytes of memory that Zstandard may use for its window."""


def recognises(start: bytes) -> bool:
    """Return True if a file that begins with these bytes is a zip file or an SQLite database."""
    return start.startswith((_ZIP_MAGIC, SQLITE_MAGIC, _EMPTY_ZIP_MAGIC))


def read(path: Path, encoding: str | None = None) -> Deck:  # noqa: ARG001 - Anki writes UTF-8
    """Read the notes of a package, or of a collection taken out of one.

    A package of the newest generation also holds an old collection, whose one note asks the user
    to update Anki; so the newest collection is read.

    Raises:
        DataError: it is damaged or hostile (E501, E503, E504, E507).
    """
    content = read_content(path)
    if content.startswith(SQLITE_MAGIC):
        return _deck_from_collection(path, content)
    with Archive(path) as archive:
        version = _read_version(archive)
        name = next((n for n in _COLLECTION_NAMES if n in archive.names), None)
        if name is None:
            message = "a zip file without an Anki collection; export the deck from Anki"
            raise fault(path, "E503", message)
        if version > _NEWEST_VERSION:
            message = f"package version {version} was made by a newer Anki"
            raise fault(path, "E503", f"{message}; export it with support for older versions")
        stored = archive.read(name)
        if name.endswith("b"):
            stored = _unpack_zstandard(archive.budget, path, name, stored)
        _check_media_list(archive, version)
    if stored.startswith(_ZIP_MAGIC):
        raise fault(path, "E503", f"member {name!r} is itself a package; unpack it first")
    return _deck_from_collection(path, stored)


def _deck_from_collection(path: Path, content: bytes) -> Deck:
    """Return the cards of a collection, under the name of its deck if it has only one."""
    cards: list[Card] = []
    skipped: list[Skipped] = []
    for number, note in enumerate(read_collection(content, path), 1):
        card = card_from_note(number, note, str(path))
        if isinstance(card, str):
            skipped.append(Skipped(f"{path}: note {number}", card))
        else:
            cards.append(card)
    outermost = {card.trail[0] for card in cards if card.trail}
    title = outermost.pop() if len(outermost) == 1 else encodable_text(path.stem)
    return Deck(title, tuple(cards), tuple(skipped))


def _read_version(archive: Archive) -> int:
    """Return the version that a package states; 1 if it states none."""
    if "meta" not in archive.names:
        return 1
    try:
        version = dict(read_fields(archive.read("meta"))).get(1, 1)
    except ValueError as error:
        raise fault(archive.path, "E503", f"member 'meta' is damaged ({error})") from error
    return version if isinstance(version, int) else 1


def _unpack_zstandard(budget: Budget, path: Path, name: str, packed: bytes) -> bytes:
    """Return what Zstandard packed.

    Raises:
        DataError: it is damaged, or too large (E503).
    """
    try:
        # Counted first: a bomb is refused before its content takes memory.
        for chunk in _zstandard_chunks(packed):
            budget.spend(name, len(chunk))
        return b"".join(_zstandard_chunks(packed))
    except (zstandard.ZstdError, MemoryError) as error:
        raise fault(path, "E503", f"member {name!r} is damaged ({error})") from error


def _zstandard_chunks(packed: bytes) -> Iterator[bytes]:
    unpacking = zstandard.ZstdDecompressor(max_window_size=_MAX_WINDOW_BYTES)
    with unpacking.stream_reader(io.BytesIO(packed), read_across_frames=True) as stream:
        while chunk := stream.read(_CHUNK_BYTES):
            yield chunk


def _check_media_list(archive: Archive, version: int) -> None:
    """Check that the list of pictures and sounds is whole; if not, the package is damaged.

    Raises:
        DataError: it is damaged (E503).
    """
    if "media" not in archive.names:
        return
    content = archive.read("media")
    try:
        if version >= _NEWEST_VERSION:
            unpacked = _unpack_zstandard(archive.budget, archive.path, "media", content)
            for _, entry in read_fields(unpacked):
                if isinstance(entry, bytes):
                    list(read_fields(entry))
        elif content.strip():
            if content.count(b"[") + content.count(b"{") > MAX_MEMBERS:
                raise ValueError("lists within lists")
            json.loads(content)
    except DataError:
        raise
    except (ValueError, RecursionError) as error:
        message = f"its list of media is damaged ({error}); export the deck again"
        raise fault(archive.path, "E503", message) from error
