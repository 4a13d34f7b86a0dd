"""Plain text: the result of reading markup, and clean-up that all markups share."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.model.draft import DraftEdge

_FURIGANA = re.compile(r" ?([\u3400-\u9fff々〆ヶ]{1,20})\[([\u3040-\u30ff]{1,40})\]")
_INVISIBLE = re.compile("[\u200b\u2060\ufeff\u00ad]")


@dataclass(frozen=True, slots=True)
class PlainText:
    """Text without markup, and the media and links that the markup held.

    Attributes:
        text: the text as `tidy` leaves it; the items of a list are lines that begin with "- ".
        media: the file names or addresses of pictures and sounds, in order.
        links: the links to other notes, each once.
    """

    text: str
    media: tuple[str, ...] = ()
    links: tuple[DraftEdge, ...] = ()


def tidy(text: str) -> str:
    """Return a text with single spaces, without spaces around lines and without empty lines."""
    if text.isprintable() and "  " not in text:
        return text.strip()
    if not text.isascii():
        text = _INVISIBLE.sub("", text)
    if "\n" not in text:
        return " ".join(text.split())
    return "\n".join(filter(None, (" ".join(line.split()) for line in text.split("\n"))))


def split_furigana(text: str) -> tuple[str, str]:
    """Return a text without furigana, and its reading; the reading is empty if there is none.

    Furigana are readings in brackets behind Japanese characters.

    >>> split_furigana("食[た]べる"), split_furigana("a[i]")
    (('食べる', 'たべる'), ('a[i]', ''))
    """
    if "[" not in text or not _FURIGANA.search(text):
        return text, ""
    return _FURIGANA.sub(r"\1", text), _FURIGANA.sub(r"\2", text)
