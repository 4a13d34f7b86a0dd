"""Read CrowdAnki exports: Anki decks as JSON, a tree of decks with their notes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from kg.errors import DataError, Skipped
from kg.formats.anki.anki_cards import card_from_note
from kg.formats.anki.collection import AnkiNote, note_type_from_json
from kg.formats.json_file import read_json
from kg.formats.source import decode_start, fault
from kg.model.deck import Card, Deck
from kg.text.encodable import encodable_text

MAX_DECK_DEPTH = 100
"""Levels of decks within decks; a file with more is refused."""


def recognises(start: bytes) -> bool:
    """Return True if a file that begins with these bytes is JSON with CrowdAnki's keys."""
    text = decode_start(start).lstrip()
    return text.startswith("{") and ('"crowdanki_uuid"' in text or '"note_models"' in text)


def read(path: Path, encoding: str | None = None) -> Deck:
    """Read the notes of a deck and of the decks within it, in their order.

    Args:
        path: the JSON file.
        encoding: the encoding of the file; None if its first bytes tell.

    Raises:
        DataError: it is not JSON of a deck (E501, E502, E505, E507).
    """
    data = read_json(path, encoding)
    if not isinstance(data, dict) or not isinstance(data.get("notes", []), list):
        raise fault(path, "E505", 'not a CrowdAnki deck: it has no list of "notes"')
    cards: list[Card] = []
    skipped: list[Skipped] = []
    try:
        for number, note in enumerate(_read_notes(data, "", {}, 0), 1):
            card = card_from_note(number, note, str(path))
            if isinstance(card, str):
                skipped.append(Skipped(f"{path}: note {number}", card))
            else:
                cards.append(card)
    except DataError:
        raise
    except (KeyError, TypeError, ValueError, AttributeError, OverflowError) as error:
        message = f"not a CrowdAnki deck (unexpected structure: {error!r}); export it again"
        raise fault(path, "E505", message) from error
    return Deck(str(data.get("name") or encodable_text(path.stem)), tuple(cards), tuple(skipped))


def _read_notes(
    deck: dict[str, Any], parent: str, types: dict[str, Any], depth: int
) -> Iterator[AnkiNote]:
    """Yield the notes of a deck, then those of the decks within it.

    Args:
        deck: the deck, as in the file.
        parent: the name of the deck that it is in, as "Parent::Child".
        types: the note types of the decks that it is in, by identifier.
        depth: how many decks it is in.
    """
    if depth > MAX_DECK_DEPTH:
        raise ValueError("decks nested too deeply")
    own_types = {m["crowdanki_uuid"]: note_type_from_json(m) for m in deck.get("note_models", [])}
    types = types | own_types
    name = f"{parent}::{deck.get('name', '')}".removeprefix("::")
    for note in deck.get("notes", []):
        fields = tuple(str(f) for f in note["fields"])
        tags = tuple(str(t) for t in note.get("tags", []))
        note_type = types.get(note["note_model_uuid"])
        note_type = note_type or note_type_from_json({"name": "", "flds": []})
        yield AnkiNote(note_type, fields, tags, name, 0, str(note.get("guid") or ""))
    for child in deck.get("children", []):
        yield from _read_notes(child, name, types, depth + 1)
