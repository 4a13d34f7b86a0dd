"""Make cards of notes: the one way from the fields that any reader found to a card."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from kg.formats.markup.block_builder import with_clozes
from kg.formats.markup.cloze import count_cloze_cards, fill_blanks, has_blanks
from kg.formats.markup.html_blocks import html_blocks
from kg.formats.markup.html_text import from_html
from kg.formats.markup.markdown_text import read_markdown
from kg.formats.markup.plain_text import PlainText, split_furigana, tidy
from kg.formats.tables.column_roles import FRONT_AND_BACK, ColumnRoles, is_text_field
from kg.model.blocks import CardBlock
from kg.model.deck import Card

Markup = Literal["html", "markdown", "text"]
"""The markup in which the fields of a note are written."""

NO_TEXT = "no text, only pictures or sounds"
NO_FRONT = "no front: its first cell is empty"

_TERM_AND_DEFINITION = re.compile(
    r"\{\{c\d{1,4}::([^{}]{1,120})\}\}\s*(?::|=|[-–—](?=\s))\s*\{\{c\d{1,4}::([^{}]+)\}\}\.?"
)
"""A cloze that hides a term and its definition: "{{c1::Term}}: {{c2::Definition}}"."""

_ESCAPED_HEADING = re.compile(r"(?:\\#){1,6}\s+")
"""The marks of a heading of Markdown that was escaped on its way into HTML."""

_WRAPPED = re.compile(r"(?<=[\w,;])\n[ \t]{4,40}(?=\w)")
"""A line of text that goes on, further in, on the next; code has other marks at ends of lines."""

_MAX_CLOZE_TERM_WORDS = 8
"""Words of the term of such a cloze; with more it is a text."""


@dataclass(frozen=True, slots=True)
class Note:
    """A note as a reader found it.

    Attributes:
        fields: the contents of its fields, as written.
        names: their names, in order; empty or missing where unknown.
        roles: which of them are front, back and so on.
        markup: how they are written.
        are_named: True if further fields are shown behind their names.
        path: the file that holds it.
        first: its first line in that file, from 1; 0 if the file has no lines.
        last: its last line.
        trail: the sub-decks or headings above it, outermost first.
        tags: its tags.
        type: the name of its note type; may be empty.
        identifier: what stays the same when it is edited, such as Anki's GUID; may be empty.
        card_count: the number of questions that it asks; 0 if not known.
        blanks: what its front hides, in the note's markup, where that is not marked as Anki does.
    """

    fields: tuple[str, ...]
    names: tuple[str, ...] = ()
    roles: ColumnRoles = FRONT_AND_BACK
    markup: Markup = "html"
    are_named: bool = False
    path: str = ""
    first: int = 0
    last: int = 0
    trail: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    type: str = ""
    identifier: str = ""
    card_count: int = 0
    blanks: tuple[str, ...] = ()


def read_field(source: str, markup: Markup) -> tuple[PlainText, tuple[CardBlock, ...]]:
    """Return the text and the blocks of a field."""
    if markup == "markdown":
        return read_markdown(source)
    if markup == "html":
        source = _ESCAPED_HEADING.sub("", source) if "\\#" in source else source
        return from_html(source), html_blocks(source)
    text = tidy(_WRAPPED.sub(" ", source))
    shown = source.strip("\n") if "\n" in text else text
    return PlainText(text), (CardBlock("paragraph", shown),) if text else ()


def card_of(note: Note, number: int = 1) -> Card | str:
    """Return the card of a note, or the reason why it has none.

    Args:
        note: the note.
        number: the number of the card in its deck, from 1.
    """
    fields = [read_field(source, note.markup) for source in note.fields]
    texts = [content.text for content, _ in fields]
    roles, front_at = note.roles, note.roles.front
    cloze = _cloze_field(note, texts)
    others = [n for n in _further_fields(note) if texts[n]]
    blanks: tuple[str, ...] = tuple(read_field(b, note.markup)[0].text for b in note.blanks)
    back_at = roles.back
    back = _at(texts, back_at)
    sides = note.card_count or max(1, sum(count_cloze_cards(text) for text in texts))
    if cloze is None:
        front = _at(texts, front_at)
    else:
        pair = _TERM_AND_DEFINITION.fullmatch(texts[cloze])
        if cloze != front_at:
            back_at, back = None, ""
            others = [n for n in range(len(texts)) if texts[n] and _is_text(note, n)]
        front_at = cloze
        others = [n for n in others if n != cloze]
        if pair is not None and len(pair[1].split()) <= _MAX_CLOZE_TERM_WORDS:
            front, definition = pair[1].split("::")[0], pair[2].split("::")[0]
            back = f"{definition}\n{back}".strip()
        else:
            front, blanks = fill_blanks(texts[cloze])
            front = front.strip()
        for n in others:
            texts[n], more_blanks = fill_blanks(texts[n])
            blanks = tuple(dict.fromkeys((*blanks, *more_blanks)))
        if not front and others:  # the blanks hide parts of a picture; a heading names it
            front = texts[others.pop(0)]
    media = tuple(dict.fromkeys(name for content, _ in fields for name in content.media))
    if not front and not media and others:  # the template asks with another field in this note
        front_at = others.pop(0)
        front = texts[front_at]
    if not front and (media or cloze is not None):  # the front is a picture; the back is its name
        front, back = back, ""
    if not front:
        if media:
            return NO_TEXT
        return NO_FRONT if any(texts) else "empty"
    front, reading = split_furigana(front)
    return Card(
        number=number,
        front=front,
        back=split_furigana(back)[0],
        more=tuple(_with_name(note, texts, n) for n in others),
        path=note.path,
        first=note.first,
        last=note.last,
        trail=note.trail,
        tags=tuple(dict.fromkeys(note.tags)),
        blanks=blanks,
        aliases=(reading,) if reading else (),
        links=tuple(dict.fromkeys(link for content, _ in fields for link in content.links)),
        media=media,
        sides=sides,
        front_blocks=with_clozes(_blocks_at(fields, front_at)),
        back_blocks=_blocks_at(fields, back_at),
        fields=_kept_fields(note),
        note_type=note.type,
        identifier=note.identifier,
    )


def _cloze_field(note: Note, texts: list[str]) -> int | None:
    """Return the field with blanks: the front if it has some, else the first that has."""
    front = note.roles.front
    if has_blanks(_at(texts, front)):
        return front
    asked = {note.roles.tags, note.roles.deck}
    return next((n for n, text in enumerate(texts) if n not in asked and has_blanks(text)), None)


def _further_fields(note: Note) -> list[int]:
    """Return the fields with text behind front and back."""
    roles = note.roles
    special = (roles.front, roles.back, roles.tags, roles.deck)
    return [n for n in range(len(note.fields)) if n not in special and _is_text(note, n)]


def _is_text(note: Note, n: int) -> bool:
    if n in note.roles.ignored or n in (note.roles.tags, note.roles.deck):
        return False
    return n >= len(note.names) or is_text_field(note.names[n])


def _with_name(note: Note, texts: list[str], n: int) -> str:
    name = note.names[n].strip() if n < len(note.names) else ""
    return f"{name}: {texts[n]}" if name and note.are_named else texts[n]


def _kept_fields(note: Note) -> tuple[tuple[str, str], ...]:
    """Return the names and contents of all fields; none where front and back are all of it."""
    is_plain = note.markup == "text" and len(note.fields) <= 2
    if is_plain or note.markup == "markdown":
        return ()
    names = [*note.names, *[""] * len(note.fields)]
    return tuple(
        (name.strip() or f"field {n}", source)
        for n, (name, source) in enumerate(zip(names, note.fields, strict=False), 1)
        if source
    )


def _at(texts: list[str], n: int | None) -> str:
    return texts[n] if n is not None and n < len(texts) else ""


def _blocks_at(
    fields: list[tuple[PlainText, tuple[CardBlock, ...]]], n: int | None
) -> tuple[CardBlock, ...]:
    return fields[n][1] if n is not None and n < len(fields) else ()
