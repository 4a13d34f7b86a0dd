"""Turn Anki notes into cards."""

from __future__ import annotations

from kg.formats.anki.collection import AnkiNote
from kg.formats.anki.text_header import DEFAULT_DECK
from kg.formats.note_card import Note, card_of
from kg.formats.tables.column_roles import find_column_roles
from kg.model.deck import Card

_MAX_UNNAMED_FIELDS = 3
"""Fields of a note type up to which further fields are shown without their names."""


def card_from_note(number: int, note: AnkiNote, path: str) -> Card | str:
    """Return the card of a note, or the reason why it has none.

    Args:
        number: the number of the card in its deck, from 1.
        note: the note.
        path: the file that it is from.
    """
    names = note.type.fields
    return card_of(
        Note(
            note.fields,
            names,
            find_column_roles(names, note.type.question_fields, note.type.answer_fields),
            are_named=len(names) > _MAX_UNNAMED_FIELDS,
            path=path,
            trail=tuple(part for part in note.deck.split("::") if part and part != DEFAULT_DECK),
            tags=note.tags,
            type=note.type.name,
            identifier=note.guid,
            card_count=note.card_count,
        ),
        number,
    )
