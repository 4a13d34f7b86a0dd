"""CrowdAnki: decks of Anki as JSON, a tree of decks with their notes."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from kg.errors import DataError, Skipped
from kg.formats.anki.collection import Note, note_type
from kg.formats.anki.package import card_of
from kg.formats.source import decode, decode_start, fault, read_content
from kg.model.deck import Card, Deck

DEEPEST = 100
"""Decks within decks."""


_HIGH, _LOW = r"\\u[dD][89abAB][0-9a-fA-F]{2}", r"\\u[dD][c-fC-F][0-9a-fA-F]{2}"
_LONE = re.compile(rf"{_HIGH}(?!{_LOW})|(?<!{_HIGH}){_LOW}")
"""Half of a character, which no text has."""


def recognises(start: bytes) -> bool:
    """Whether this is JSON that speaks of decks."""
    text = decode_start(start).lstrip()
    return text.startswith("{") and ('"crowdanki_uuid"' in text or '"note_models"' in text)


def read(path: Path, encoding: str | None = None) -> Deck:
    """The notes of a deck and of the decks within it, in their order.

    Args:
        path: the file, or the folder that holds it as `deck.json`.
        encoding: of the file, where it says none.

    Raises:
        DataError: it is no JSON of a deck (E501, E502, E505, E507).
    """
    data = read_json(path, encoding)
    if not isinstance(data, dict) or not isinstance(data.get("notes", []), list):
        raise fault(path, "E505", 'no deck of CrowdAnki: it has no list of "notes"')
    cards: list[Card] = []
    skipped: list[Skipped] = []
    try:
        for number, note in enumerate(_notes(data, "", {}, 0), 1):
            card = card_of(number, note, str(path))
            if card is None:
                skipped.append(Skipped(f"{path}: note {number}", "no text in its front"))
            else:
                cards.append(card)
    except DataError:
        raise
    except (KeyError, TypeError, ValueError, AttributeError, OverflowError) as error:
        message = f"no deck of CrowdAnki (of an odd form: {error!r}); export it again"
        raise fault(path, "E505", message) from error
    return Deck(str(data.get("name") or path.stem), tuple(cards), tuple(skipped))


def read_json(path: Path, encoding: str | None) -> Any:
    """The data of a file of JSON.

    Raises:
        DataError: it is none (E505, at the line where it ends to be).
    """
    text = decode(read_content(path), path, encoding, is_lines=False)
    try:
        return json.loads(_LONE.sub(r"\\ufffd", text))
    except json.JSONDecodeError as error:
        raise fault(path, "E505", f"not valid JSON: {error.msg}", error.lineno) from error
    except ValueError as error:  # from int(), which refuses to read thousands of digits
        raise fault(path, "E505", "not valid JSON: a number is too long") from error
    except RecursionError as error:
        raise fault(path, "E505", "JSON that is nested too deep to be a deck") from error


def _notes(deck: dict[str, Any], above: str, types: dict[str, Any], depth: int) -> Iterator[Note]:
    if depth > DEEPEST:
        raise ValueError("decks nested too deep")
    types = types | {m["crowdanki_uuid"]: note_type(m) for m in deck.get("note_models", [])}
    name = f"{above}::{deck.get('name', '')}".removeprefix("::")
    for note in deck.get("notes", []):
        fields = tuple(str(f) for f in note["fields"])
        tags = tuple(str(t) for t in note.get("tags", []))
        kind = types.get(note["note_model_uuid"]) or note_type({"name": "", "flds": []})
        yield Note(kind, fields, tags, name, 0)
    for child in deck.get("children", []):
        yield from _notes(child, name, types, depth + 1)
