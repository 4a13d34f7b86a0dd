"""Read cards written as JSON or JSON Lines: objects with a front and a back, in lists."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kg.errors import DataError, Skipped
from kg.formats.json_file import parse_json, read_json
from kg.formats.markup.html_text import has_html
from kg.formats.note_card import Markup, Note, card_of
from kg.formats.source import MAX_FIELD_CHARS, decode, decode_start, fault, read_content
from kg.formats.tables.column_roles import has_known_sides
from kg.formats.tables.content_roles import find_roles
from kg.model.deck import Card, Deck
from kg.model.parsed_values import is_list_of_texts
from kg.text.encodable import encodable_text

MAX_DEPTH = 40
"""Levels of lists and objects that are looked through for cards."""

_TITLE_KEYS = ("title", "name", "deck", "topic", "category", "section", "chapter", "subject")
"""Keys of an object by which the cards within it are filed."""

_TAG_KEYS = ("tags", "tag", "labels")
_TUPLE_KEYS = ("front", "back", "", " ", "  ")
"""Keys of the texts of a list without keys: a front, a back and up to three more."""

_MIN_ALIKE = 0.5
"""Share (0-1) of the objects of a list that must have a key for it to be a field."""


@dataclass(slots=True)
class _Row:
    """An object that may be a card: its place, the titles above it, and its texts by key."""

    place: str
    trail: tuple[str, ...]
    texts: dict[str, str]
    tags: tuple[str, ...] = ()


@dataclass(slots=True)
class _Rows:
    """All objects of a file that may be cards, and what was skipped."""

    path: Path
    rows: list[_Row] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)


def recognises(start: bytes) -> bool:
    """Return True if a file that begins with these bytes is JSON, or lines of JSON."""
    text = decode_start(start).lstrip()
    if text.startswith("["):
        inner = text[1:].lstrip()
        # Notes may begin with a link: "[[Note]]".
        return inner[:1] in ("{", '"', "]") or (
            inner[:1] == "[" and inner[1:].lstrip()[:1] in ('"', "]", "{", "[")
        )
    return text.startswith("{") and text[1:].lstrip()[:1] in ('"', "}")


def read(path: Path, encoding: str | None = None) -> Deck:
    """Read the cards of a file.

    A card is an object with two texts or more, in a list (or a line) of such objects, or two texts
    in a list of pairs, or a key with a text. Objects around it give its topics.

    Raises:
        DataError: it is not JSON (E505), or has no cards (E506).
    """
    found = _Rows(path)
    data = _read_data(found, encoding)
    title = ""
    if isinstance(data, dict):
        title = next((str(data[k]) for k in ("title", "name") if isinstance(data.get(k), str)), "")
    _look_through(data, (), "", 0, found)
    if not found.rows and isinstance(data, dict):
        pairs = [(k, v) for k, v in data.items() if isinstance(v, str) and v.strip()]
        if len(pairs) == len(data) and len(pairs) > 1:  # {"term": "definition"}
            found.rows = [_Row(f" {k!r}"[:80], (), {"front": k, "back": v}) for k, v in pairs]
    if not found.rows:
        message = "JSON without cards: no list of objects with a front and a back"
        raise fault(path, "E506", f"{message}, such as question and answer")
    cards = list(_cards_of(found))
    return Deck(title or encodable_text(path.stem), tuple(cards), tuple(found.skipped))


def _read_data(found: _Rows, encoding: str | None) -> Any:
    """Return the data of a file; of JSON Lines the list of all lines that are JSON."""
    try:
        return read_json(found.path, encoding)
    except DataError as error:
        if error.findings[0].code != "E505":
            raise
        text = decode(read_content(found.path), found.path, encoding, is_lines=False)
        lines = [(n, line) for n, line in enumerate(text.split("\n"), 1) if line.strip()]
        data = []
        for n, line in lines:
            try:
                data.append(parse_json(line, found.path))
            except DataError as line_error:
                reason = line_error.findings[0].message
                found.skipped.append(Skipped(f"{found.path}:{n}", reason))
        if len(lines) < 2 or len(data) < len(lines) / 2:
            raise
        return data


def _look_through(data: Any, trail: tuple[str, ...], at: str, depth: int, found: _Rows) -> None:
    """Gather the objects in lists, depth first, in the order of the file."""
    if depth > MAX_DEPTH:
        found.skipped.append(Skipped(f"{found.path}:{at}", "lists and objects nested too deeply"))
    elif isinstance(data, list):
        rows = [item for item in data if isinstance(item, dict) and len(_texts_of(item)) > 1]
        if len(data) > 1 and all(map(_is_tuple, data)):
            for n, texts in enumerate(data, 1):
                named = dict(zip(_TUPLE_KEYS, texts, strict=False))
                found.rows.append(_Row(f"{at} item {n}", trail, named))
            return
        for n, item in enumerate(data, 1):
            place = f"{at} item {n}"
            if isinstance(item, dict):
                inner = [value for value in item.values() if _holds_rows(value)]
                if inner:
                    _look_through(item, trail, place, depth + 1, found)
                elif item in rows:
                    found.rows.append(_Row(place, trail, _texts_of(item), _tags_of(item)))
                elif item:
                    found.skipped.append(Skipped(f"{found.path}:{place}", "fewer than two texts"))
            elif isinstance(item, list):
                _look_through(item, trail, place, depth + 1, found)
    elif isinstance(data, dict):
        title = next((data[k] for k in _TITLE_KEYS if isinstance(data.get(k), str)), "")
        below = (*trail, title) if title and depth else trail
        for key, value in data.items():
            if isinstance(value, list | dict):
                is_named = not title and _holds_rows(value) and len(data) > 1
                inner_trail = (*below, key) if is_named else below
                _look_through(value, inner_trail, f"{at} {key}", depth + 1, found)


def _holds_rows(value: Any) -> bool:
    """Return True if a value is a list of objects or pairs."""
    return isinstance(value, list) and any(isinstance(v, dict) or _is_tuple(v) for v in value)


def _is_tuple(item: Any) -> bool:
    """Return True if an item of a list is a few texts: a front, a back and so on."""
    is_few = isinstance(item, list) and 2 <= len(item) <= len(_TUPLE_KEYS)
    return is_few and all(isinstance(text, str) for text in item)


def _texts_of(item: Mapping[str, Any]) -> dict[str, str]:
    """Return the texts of an object by key; a list of texts is one, an item a line."""
    texts: dict[str, str] = {}
    for key, value in item.items():
        if key.lower() in _TAG_KEYS:
            continue
        if isinstance(value, str):
            texts[key] = value[:MAX_FIELD_CHARS]
        elif is_list_of_texts(value) and value:
            if key == "fields":  # a note of Anki, whose fields have no names here
                texts |= {f"field {n}": v for n, v in enumerate(value, 1)}
            else:
                texts[key] = "\n".join(f"- {v}" for v in value) if len(value) > 1 else value[0]
        elif isinstance(value, int | float) and not isinstance(value, bool):
            texts[key] = str(value)
    return texts


def _tags_of(item: Mapping[str, Any]) -> tuple[str, ...]:
    for key, value in item.items():
        if key.lower() in _TAG_KEYS:
            tags = value.replace(",", " ").split() if isinstance(value, str) else value
            if isinstance(tags, list):
                return tuple(tag for tag in tags if isinstance(tag, str))
    return ()


def _without_other_rows(found: _Rows) -> Iterator[_Row]:
    """Yield the rows that have the keys of cards; lists of topics and the like are skipped.

    If rows of some keys have usual names of a front and a back, others are none.
    """
    by_keys = Counter(tuple(row.texts) for row in found.rows)
    sides = {keys for keys in by_keys if has_known_sides(keys)}
    for row in found.rows:
        if not sides or has_known_sides(tuple(row.texts)):
            yield row
        else:
            keys = ", ".join(list(row.texts)[:4])
            reason = f"neither front nor back among its keys ({keys})"
            found.skipped.append(Skipped(f"{found.path}:{row.place}", reason))


def _cards_of(found: _Rows) -> Iterator[Card]:
    """Yield the cards of all rows; rows with the same keys have the same roles."""
    found.rows = list(_without_other_rows(found))
    counts = Counter(key for row in found.rows for key in row.texts)
    names = tuple(key for key, n in counts.items() if n >= _MIN_ALIKE * len(found.rows))
    roles = find_roles(names, [[row.texts.get(name, "") for name in names] for row in found.rows])
    number = 0
    for row in found.rows:
        own = (*names, *(key for key in row.texts if key not in names))
        values = tuple(row.texts.get(name, "") for name in own)
        own_roles = roles
        if roles.front >= len(values) or not values[roles.front].strip():
            own_roles = find_roles(own, [values])
        deck = values[roles.deck] if roles.deck is not None and roles.deck < len(values) else ""
        note = Note(
            values,
            own,
            own_roles,
            _markup_of(values),
            are_named=True,
            path=str(found.path),
            trail=(*row.trail, *([deck] if deck else [])),
            tags=row.tags,
            identifier=row.texts.get("guid") or row.texts.get("id", ""),
        )
        card = card_of(note, number + 1)
        if isinstance(card, str):
            found.skipped.append(Skipped(f"{found.path}:{row.place}", card))
        else:
            number += 1
            yield card


def _markup_of(values: Sequence[str]) -> Markup:
    """Return how values are written: HTML with tags, Markdown with its marks, else plain text."""
    if any(map(has_html, values)):
        return "html"
    marks = ("**", "`", "\n- ", "](", "\n#", "\n|")
    return "markdown" if any(mark in value for value in values for mark in marks) else "text"
