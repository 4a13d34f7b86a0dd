"""Read Org files with cards of org-drill or org-fc, or whose headings are cards."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from kg.errors import Skipped
from kg.formats.markup.cloze import has_blanks
from kg.formats.note_card import Note, card_of
from kg.formats.org.org_text import to_markdown, with_blanks
from kg.formats.source import decode, decode_start, read_content
from kg.model.deck import Card, Deck
from kg.text.encodable import encodable_text

_ORG_HEADING = re.compile(r"(\*{1,20})\s+(\S.*)")
_TAGS = re.compile(r"\s+:([\w@#%:]+):\s*$")
_KEYWORD = re.compile(r"#\+(\w+):\s*(.*)", re.IGNORECASE)
_DRAWER_LINE = re.compile(r"\s*:([\w-]+):\s*(.*)")
_PLANNING = re.compile(r"\s*(?:SCHEDULED|DEADLINE|CLOSED):.*")
_TODO = re.compile(r"(?:TODO|DONE|NEXT|WAITING)\s+(?:\[#[A-C]\]\s+)?")
_CARD_TAGS = frozenset({"drill", "fc", "flashcard", "card"})
_ANSWER = re.compile(r"answers?|back|solution|antwort|réponse|respuesta", re.IGNORECASE)
_ASKING_END = ("?", "...", "…", ":")


@dataclass(slots=True)
class _Heading:
    """A heading: its level, its title, its tags, its properties and the lines below it."""

    level: int
    title: str
    line: int
    tags: tuple[str, ...] = ()
    properties: dict[str, str] = field(default_factory=dict)
    body: list[str] = field(default_factory=list)
    children: list[_Heading] = field(default_factory=list)
    last: int = 0

    @property
    def is_card(self) -> bool:
        """True if it is marked as a card."""
        return not _CARD_TAGS.isdisjoint(self.tags)


def recognises(start: bytes) -> bool:
    """Return True if a file that begins with these bytes has headings and other marks of Org."""
    text = decode_start(start)
    lines = text.split("\n")
    headings = [line for line in lines if _ORG_HEADING.fullmatch(line)]
    if not headings:
        return False
    if any("-*-" in line and "org" in line.lower() for line in lines[:2]):
        return True
    is_tagged = any(_TAGS.search(line) and ":drill:" in line for line in headings)
    keywords = sum(
        line[:2] == "#+" and _KEYWORD.match(line) is not None and not line.startswith("#+ ")
        for line in lines
    )
    return is_tagged or keywords > 0 or ":PROPERTIES:" in text


def read(path: Path, encoding: str | None = None) -> Deck:
    """Read the cards of a file, each citing its lines.

    Headings with the tag of org-drill or org-fc are cards; in a file without any, all headings
    with text below them are.

    Raises:
        DataError: the text can't be read (E501, E502, E507).
    """
    lines = decode(read_content(path), path, encoding).split("\n")
    root, title = _parse(lines)
    skipped: list[Skipped] = []
    has_marked = any(heading.is_card for heading in _all(root))
    cards: list[Card] = []
    for heading, trail in _with_trails(root, ()):
        if not (heading.is_card if has_marked else _has_text(heading)):
            continue
        card = card_of(_note_of(heading, trail, str(path)), len(cards) + 1)
        if isinstance(card, str):
            skipped.append(Skipped(f"{path}:{heading.line}", card))
        else:
            cards.append(card)
    return Deck(title or encodable_text(path.stem), tuple(cards), tuple(skipped), "lines")


def _parse(lines: list[str]) -> tuple[_Heading, str]:
    """Return the tree of the headings of a file, and its title."""
    root = _Heading(0, "", 0)
    stack = [root]
    title = ""
    in_drawer = False
    for n, line in enumerate(lines, 1):
        heading = _ORG_HEADING.fullmatch(line)
        if heading is not None:
            in_drawer = False
            level = len(heading[1])
            while stack[-1].level >= level:
                stack.pop()
            tags = _TAGS.search(heading[2])
            name = heading[2][: tags.start()] if tags else heading[2]
            node = _Heading(level, _TODO.sub("", name.strip(), count=1), n, last=n)
            node.tags = tuple(tags[1].split(":")) if tags else ()
            stack[-1].children.append(node)
            stack.append(node)
            continue
        bare = line.strip()
        in_drawer, is_text = _is_text(line, bare, stack[-1], in_drawer=in_drawer)
        keyword = _KEYWORD.match(line)
        if keyword is not None and keyword[1].lower() == "title":
            title = keyword[2].strip()
        if is_text and keyword is None:
            stack[-1].body.append(line)
            if bare:
                for open_ in stack:
                    open_.last = n
    return root, title


def _is_text(line: str, bare: str, heading: _Heading, *, in_drawer: bool) -> tuple[bool, bool]:
    """Return True if the next line is in a drawer, and True if this line is text."""
    if in_drawer:
        pair = _DRAWER_LINE.fullmatch(line)
        if pair is not None and bare.upper() != ":END:":
            heading.properties[pair[1].upper()] = pair[2].strip()
        return bare.upper() != ":END:", False
    if bare.upper() in (":PROPERTIES:", ":LOGBOOK:", ":REVIEW_DATA:"):
        return True, False
    is_comment = line.startswith("# ") or line == "#"
    return False, not is_comment and _PLANNING.fullmatch(line) is None


def _all(heading: _Heading) -> Iterator[_Heading]:
    stack = [heading]
    while stack:
        node = stack.pop()
        yield node
        stack.extend(reversed(node.children))


def _with_trails(
    heading: _Heading, trail: tuple[str, ...]
) -> Iterator[tuple[_Heading, tuple[str, ...]]]:
    """Yield the headings below one, each with the titles above it; none below a card."""
    for child in heading.children:
        yield child, trail
        if not child.is_card:
            yield from _with_trails(child, (*trail, _plain(child.title)))


def _has_text(heading: _Heading) -> bool:
    return any(line.strip() for line in heading.body)


def _plain(title: str) -> str:
    return to_markdown([title]).replace("`", "")


def _note_of(heading: _Heading, trail: tuple[str, ...], path: str) -> Note:
    """Return the note of a heading that is a card."""
    type_ = heading.properties.get("DRILL_CARD_TYPE", "").strip('"')
    body = with_blanks(to_markdown(heading.body), are_bare="cloze" in type_)
    title = to_markdown([heading.title])
    answer = next((c for c in heading.children if _ANSWER.fullmatch(c.title)), None)
    others = [child for child in heading.children if child is not answer]
    sides = 2 if type_ in ("twosided", "multisided") else 0
    back = _text_below(answer) if answer is not None else ""
    if answer is None and sides and len(others) > 1:
        first, second, *others = others
        front, back = _text_below(first), _text_below(second)
    elif has_blanks(body):
        front = body if not title.rstrip().endswith(_ASKING_END) else f"{title}\n\n{body}"
    elif body and (answer is not None or others) and not title.rstrip().endswith(_ASKING_END):
        front = body  # the title names the card, often by its answer
    elif answer is None and not others:
        front, back = title, body
    else:
        front = f"{title}\n\n{body}".strip()
    if not back and others:
        back = "\n\n".join(filter(None, map(_with_title, others)))
        others = []
    is_titled = title and title not in front and title.lower() not in ("sentence", "item", "card")
    return Note(
        (front, back, *map(_with_title, others)),
        ("", "", *[""] * len(others)),
        markup="markdown",
        path=path,
        first=heading.line,
        last=max(heading.last, heading.line),
        trail=(*trail, _plain(title)) if is_titled else trail,
        tags=tuple(tag for tag in heading.tags if tag not in _CARD_TAGS),
        type=type_,
        identifier=heading.properties.get("ID", ""),
        card_count=sides,
    )


def _text_below(heading: _Heading) -> str:
    """Return the text below a heading as Markdown, with the headings below it."""
    parts = [to_markdown(heading.body), *map(_with_title, heading.children)]
    return "\n\n".join(filter(None, parts))


def _with_title(heading: _Heading) -> str:
    return f"{to_markdown([heading.title])}\n\n{_text_below(heading)}".strip()
