"""Naming: the concept that a card is about, its further names, and those its text defines."""

from __future__ import annotations

import re

from kg.extract.card_reading import Reading
from kg.extract.concept_names import clean_name, is_name, is_short_for
from kg.extract.concept_registry import Book, Entry
from kg.extract.ledger import Ledger
from kg.model.deck import Card
from kg.text.normal_forms import normalise

_ALSO = re.compile(
    r"(?:also (?:known|called|named|referred to)(?: as)? (?:its |the )?|abbreviated (?:as )?"
    r"|a\.?k\.?a\.? |(?:^|[.!]\s)also )"
    r"(?P<alias>[\w][\w /+#-]{1,40}?)(?=[,.;)]|$)",
    re.IGNORECASE,
)
_SHORT = re.compile(r"(?<![\w-])(?P<words>(?:[\w-]{1,60}\s){1,6})\((?P<short>[A-Z][A-Za-z]{1,7})\)")
_DEFINES = re.compile(
    r"(?P<name>(?!(?:An?|The|This|That|These|It|There|In|With|When|If|For|To)\b)[A-Z][\w\s-]{4,50}?)"
    r"\s+(?:is|are)\s+(?:an?|the|ideal|used)\b[^.]*\."
)
_IS = re.compile(r"(?P<name>[^,.;:()]{3,60}?)\s+(?:is|are|refers to)\s+(?:an?|the)\s")
_OPENING = 400
"""Characters of a text within which it gives its concept another name."""


def name_card(card: Card, reading: Reading, book: Book, ledger: Ledger) -> Entry:
    """The concept that a card is about, with what the card calls it and says of it."""
    is_spoken = reading.role in ("term", "answer")
    entry = book.add(reading.name, card.number, is_spoken=is_spoken)
    if entry.texts and reading.name not in (entry.name, *entry.aliases):
        book.tell_spelling(reading.name, entry)
    if reading.text and all(reading.text != text for _, text in entry.texts):
        entry.texts.append((card.number, reading.text))
    for more in card.more:
        entry.texts.append((card.number, more if more.endswith(".") else f"{more}."))
    if not is_spoken:
        entry.kinds[reading.role] += 1
    for alias in (*reading.aliases, *card.aliases):
        book.call(entry, alias, "another name on the card")
    if reading.role == "term":
        _call_as_told(entry, reading.text, book)
    for blank in card.blanks:
        if is_name(blank, 5) and len(normalise(blank)) > 2:
            hidden = book.add(clean_name(blank), card.number)
            ledger.add(entry, "mentions", hidden, "blank", card, 0.8)
    return entry


def _call_as_told(entry: Entry, text: str, book: Book) -> None:
    """Give an entry the names that the text about it uses for it."""
    for found in _ALSO.finditer(text[:_OPENING]):
        alias = clean_name(found["alias"])
        if is_name(alias, 4):
            book.call(entry, alias, "called so on its card")
    opening = _IS.match(text)
    if opening is None:
        return
    subject = clean_name(opening["name"])
    told, own = normalise(subject).split(), normalise(entry.name).split()
    if not is_name(subject, 5) or not told or told == own or told[0] in ("it", "this", "there"):
        return
    if told[0] == own[0] and len(told) > 1:
        book.call(entry, subject, "called so on its card")


def name_within(card: Card, reading: Reading, entry: Entry, book: Book, ledger: Ledger) -> None:
    """Add the names that a text gives by itself: behind their initials, or as what it defines."""
    for found in _SHORT.finditer(reading.text) if "(" in reading.text else ():
        name = _spelt_out(found["words"], found["short"])
        if name and book.find(found["short"]) is None:
            book.call(book.add(name, card.number), found["short"], "its initials")
    defined = _DEFINES.match(reading.text) if reading.role == "term" else None
    if defined is None:
        return
    subject = clean_name(defined["name"])
    said = normalise(subject).split()
    is_new = 1 < len(said) < 5 and is_name(subject) and book.find(subject) is None
    if is_new and not set(said).isdisjoint(normalise(entry.name).split()):
        other = book.add(subject, card.number)
        other.texts.append((card.number, defined[0]))
        ledger.add(entry, "related-to", other, "what its card defines", card, 0.7)


def _spelt_out(words: str, short: str) -> str:
    """The last words of some whose first letters are a short form; empty where they are not."""
    parts = words.split()
    for n in range(len(parts) - 1, -1, -1):
        name = clean_name(" ".join(parts[n:]))
        if is_short_for(short, name):
            return name if is_name(name, 6) else ""
    return ""
