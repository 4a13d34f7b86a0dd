"""Turn Anki notes into cards."""

from __future__ import annotations

from collections.abc import Sequence

from kg.formats.anki.collection import AnkiNote
from kg.formats.anki.text_header import DEFAULT_DECK
from kg.formats.markup.cloze import count_cloze_cards, fill_blanks, has_blanks
from kg.formats.markup.html_text import from_html
from kg.formats.markup.plain_text import split_furigana
from kg.formats.tables.column_roles import find_column_roles, is_text_field
from kg.model.deck import Card

_MAX_UNNAMED_FIELDS = 3
"""Fields of a note type up to which further fields are shown without their names."""


def card_from_note(number: int, note: AnkiNote, path: str) -> Card | None:
    """Return the card of a note, or None if the note has no text for a front.

    Args:
        number: the number of the card in its deck, from 1.
        note: the note.
        path: the file that it is from.
    """
    names = note.type.fields
    roles = find_column_roles(names, note.type.question_fields, note.type.answer_fields)
    fields = [from_html(field) for field in note.fields]
    texts = [field.text for field in fields]
    cloze = next((n for n, text in enumerate(texts) if has_blanks(text)), None)
    blanks: tuple[str, ...] = ()
    back = ""
    if cloze is not None:
        front, blanks = fill_blanks(texts[cloze])
        front = front.strip()
        others = [n for n in range(len(texts)) if n >= len(names) or is_text_field(names[n])]
        others = [n for n in others if n != cloze and texts[n]]
        for n in others:
            texts[n], more_blanks = fill_blanks(texts[n])
            blanks = tuple(dict.fromkeys((*blanks, *more_blanks)))
        if not front and others:  # the blanks hide parts of a picture; a heading names it
            front = texts[others.pop(0)]
    else:
        front, back = _text_at(texts, roles.front), _text_at(texts, roles.back)
        others = list(roles.others)
        if not front:  # the front is a picture; the answer is its name
            front, back = back, ""
    if not front:
        return None
    front, reading = split_furigana(front)
    return Card(
        number=number,
        front=front,
        back=split_furigana(back)[0],
        more=tuple(_further_text(names, texts, n) for n in others if _text_at(texts, n)),
        path=path,
        trail=tuple(part for part in note.deck.split("::") if part and part != DEFAULT_DECK),
        tags=note.tags,
        blanks=blanks,
        aliases=(reading,) if reading else (),
        media=tuple(dict.fromkeys(name for field in fields for name in field.media)),
        sides=note.card_count or max(1, count_cloze_cards("".join(note.fields))),
    )


def _text_at(texts: Sequence[str], n: int | None) -> str:
    return texts[n] if n is not None and n < len(texts) else ""


def _further_text(names: Sequence[str], texts: Sequence[str], n: int) -> str:
    """Return the text of a further field, after its name where the type has many fields."""
    is_named = n < len(names) and len(names) > _MAX_UNNAMED_FIELDS
    return f"{names[n]}: {texts[n]}" if is_named else texts[n]
