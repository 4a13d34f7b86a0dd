"""Packages of Anki (.apkg, .colpkg), of all three generations, and its bare collections."""

from __future__ import annotations

import io
import json
from pathlib import Path

import zstandard  # noqa: TID251

from kg.errors import DataError, Skipped
from kg.formats.anki.archive import Archive, check_size
from kg.formats.anki.collection import SQLITE, Note, read_collection
from kg.formats.anki.protobuf import read_fields
from kg.formats.markup.plain_text import (
    count_blanks,
    fill_blanks,
    from_html,
    has_blanks,
    split_furigana,
)
from kg.formats.source import fault, read_content
from kg.formats.tables.column_roles import find_roles, tells
from kg.model.deck import Card, Deck

_NEWEST_FIRST = ("collection.anki21b", "collection.anki21", "collection.anki2")
_ZIP = b"PK\x03\x04"
_ZSTD = b"\x28\xb5\x2f\xfd"
_LATEST = 3
_PIECE = 1 << 20
_DEFAULT = "Default"


def recognises(start: bytes) -> bool:
    """Whether this is a zip file or a database of SQLite."""
    return start.startswith((_ZIP, SQLITE, b"PK\x05\x06"))


def read(path: Path, encoding: str | None = None) -> Deck:  # noqa: ARG001 - Anki writes UTF-8
    """The notes of a package, or of a collection taken out of one.

    A package of today also holds an old collection whose one note asks to update Anki; the newest
    is read.

    Raises:
        DataError: it is damaged or hostile (E501, E503, E504, E507).
    """
    content = read_content(path)
    if content.startswith(SQLITE):
        return _deck(path, content)
    with Archive(path) as archive:
        version = _version(archive)
        name = next((n for n in _NEWEST_FIRST if n in archive.names), None)
        if name is None:
            message = "a zip file without a collection of Anki; give a package that Anki exported"
            raise fault(path, "E503", message)
        if version > _LATEST:
            message = f"a package of version {version}, made by a newer Anki than this can read"
            raise fault(path, "E503", f"{message}; export it for older versions of Anki")
        stored = archive.read(name)
        if name.endswith("b"):
            stored = _unpack(path, name, stored)
        _check_media(archive, version)
    if stored.startswith(_ZIP):
        raise fault(path, "E503", f"its member {name!r} is a package itself; unpack that one first")
    return _deck(path, stored)


def _deck(path: Path, content: bytes) -> Deck:
    cards: list[Card] = []
    skipped: list[Skipped] = []
    for number, note in enumerate(read_collection(content, path), 1):
        card = card_of(number, note, str(path))
        if card is None:
            reason = "no text, only pictures or sounds" if any(note.fields) else "empty"
            skipped.append(Skipped(f"{path}: note {number}", reason))
        else:
            cards.append(card)
    trails = {card.trail[0] for card in cards if card.trail}
    title = trails.pop() if len(trails) == 1 else path.stem
    return Deck(title, tuple(cards), tuple(skipped))


def card_of(number: int, note: Note, path: str) -> Card | None:
    """The card that a note makes; None where it has no text to ask with."""
    roles = find_roles(note.type.fields, note.type.asks, note.type.answers)
    plain = [from_html(field) for field in note.fields]
    texts = [p.text for p in plain]
    cloze = next((n for n, text in enumerate(texts) if has_blanks(text)), None)
    blanks: tuple[str, ...] = ()
    back = ""
    if cloze is not None:
        front, blanks = fill_blanks(texts[cloze])
        front = front.strip()
        names = note.type.fields
        others = [n for n in range(len(texts)) if n >= len(names) or tells(names[n])]
        others = [n for n in others if n != cloze and texts[n]]
        for n in others:
            texts[n], more = fill_blanks(texts[n])
            blanks = tuple(dict.fromkeys((*blanks, *more)))
        if not front and others:  # blanks over a picture, which a heading tells of
            front = texts[others.pop(0)]
    else:
        front, back = _at(texts, roles.front), _at(texts, roles.back)
        others = list(roles.others)
        if not front:  # a picture asks; what answers it is the name
            front, back = back, ""
    if not front:
        return None
    front, reading = split_furigana(front)
    return Card(
        number=number,
        front=front,
        back=split_furigana(back)[0],
        more=tuple(_told(note, texts, n) for n in others if _at(texts, n)),
        path=path,
        trail=tuple(part for part in note.deck.split("::") if part and part != _DEFAULT),
        tags=note.tags,
        blanks=blanks,
        aliases=(reading,) if reading else (),
        media=tuple(dict.fromkeys(name for p in plain for name in p.media)),
        sides=note.cards or max(1, count_blanks("".join(note.fields))),
    )


def _at(texts: list[str], n: int | None) -> str:
    return texts[n] if n is not None and n < len(texts) else ""


def _told(note: Note, texts: list[str], n: int) -> str:
    """A further field, under its name where that says something."""
    names = note.type.fields
    return f"{names[n]}: {texts[n]}" if n < len(names) and len(names) > 3 else texts[n]


def _version(archive: Archive) -> int:
    """The generation that a package says it is of; 1 where it says nothing."""
    if "meta" not in archive.names:
        return 1
    try:
        version = dict(read_fields(archive.read("meta"))).get(1, 1)
    except ValueError as error:
        raise fault(archive.path, "E503", f"its member 'meta' is damaged ({error})") from error
    return version if isinstance(version, int) else 1


def _unpack(path: Path, name: str, packed: bytes) -> bytes:
    """What Zstandard packed, within limits.

    Raises:
        DataError: it is damaged or a bomb (E503).
    """
    try:
        with zstandard.ZstdDecompressor(max_window_size=2**27).stream_reader(
            io.BytesIO(packed), read_across_frames=True
        ) as stream:
            pieces = []
            size = 0
            while piece := stream.read(_PIECE):
                pieces.append(piece)
                size += len(piece)
                check_size(path, name, len(packed), size)
            content = b"".join(pieces)
    except (zstandard.ZstdError, MemoryError) as error:
        raise fault(path, "E503", f"its member {name!r} is damaged ({error})") from error
    return content


def _check_media(archive: Archive, version: int) -> None:
    """See to it that the list of pictures and sounds is whole; it tells of a damaged package."""
    if "media" not in archive.names:
        return
    listed = archive.read("media")
    try:
        if version >= _LATEST:
            content = _unpack(archive.path, "media", listed)
            for _, entry in read_fields(content):
                if isinstance(entry, bytes):
                    list(read_fields(entry))
        elif listed.strip():
            json.loads(listed)
    except DataError:
        raise
    except (ValueError, RecursionError) as error:
        message = f"its list of media is damaged ({error}); export the deck again"
        raise fault(archive.path, "E503", message) from error
