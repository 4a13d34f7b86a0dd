"""Recognise cards in outlines and in folded blocks: Logseq's "#card", and <details>."""

from __future__ import annotations

import re

from kg.errors import Skipped
from kg.formats.markdown.note_scan import NoteScan

_CARD_BULLET = re.compile(r"(\s*)[-*+]\s+(.*)")
_CARD_TAG = re.compile(r"(?:^|(?<=\s))(?:#card\b(?![\w/-])|#?\[\[card\]\])\s*")
_PROPERTY = re.compile(r"\s*[A-Za-z][\w.-]*::(?:\s.*)?")
"""A property of a block: "collapsed:: true"."""

_BLOCK_PROPERTY = re.compile(
    r"\s*(?:[-*+]\s+)?(?:id|collapsed|card-[\w-]+|alias|tags|type|icon|refs|title|template|public"
    r"|background-color|heading|deck|logseq\.[\w.-]+|ls-type|hl-[\w-]+|created-at|updated-at)::(?:\s.*)?"
)
"""A property that Logseq writes, which is no text."""

_CLOZE = re.compile(r"\{\{cloze ([^{}]{1,1000})\}\}")
_MARKED_HEADING = re.compile(r"#{1,6}\s+")
_DETAILS = re.compile(r"\s*<details\b", re.IGNORECASE)


def is_outline_property(line: str) -> bool:
    """Return True if a line is a property that Logseq wrote."""
    return "::" in line and _BLOCK_PROPERTY.fullmatch(line) is not None


def read_outline_card(scan: NoteScan, line: str) -> bool:
    """Read a bullet with "#card": its text is the front, the bullets within it are the back."""
    if "card" not in line:
        return False
    bullet = _CARD_BULLET.fullmatch(line)
    if bullet is None or _CARD_TAG.search(bullet[2]) is None:
        return False
    first = scan.position
    depth = _depth(line)
    end = first + 1
    while end < len(scan.lines) and (
        not scan.lines[end].strip() or scan.fenced[end] or _depth(scan.lines[end]) > depth
    ):
        end += 1
    own = [_MARKED_HEADING.sub("", _CARD_TAG.sub("", bullet[2]), count=1)]
    below: list[str] = []
    for n in range(first + 1, end):
        text = scan.lines[n]
        if _PROPERTY.fullmatch(text) and not scan.fenced[n]:
            continue
        is_own = not below and text.strip() and _CARD_BULLET.fullmatch(text) is None
        (own if is_own else below).append(text)
    front = _as_anki_cloze("\n".join([own[0], *(line.strip() for line in own[1:])]))
    scan.add_card(first, end, front, _dedent(below))
    return True


def _as_anki_cloze(text: str) -> str:
    """Return a text with Logseq's clozes as Anki writes them."""
    count = 0

    def blank(found: re.Match[str]) -> str:
        nonlocal count
        count += 1
        hidden, _, hint = found[1].partition("\\\\")
        return f"{{{{c{count}::{hidden.strip()}{f'::{hint.strip()}' if hint else ''}}}}}"

    return _CLOZE.sub(blank, text) if "{{cloze " in text else text


def _depth(line: str) -> int:
    """Return how far in a line begins, in columns."""
    wide = line.expandtabs(4)
    return len(wide) - len(wide.lstrip())


def _dedent(lines: list[str]) -> str:
    """Return lines without the white space that all of them begin with."""
    wide = [line.expandtabs(4) for line in lines]
    margin = min((_depth(line) for line in wide if line.strip()), default=0)
    text = [line[margin:] for line in wide]
    bullets = [line for line in text if line.startswith(("- ", "* ", "+ "))]
    if len(bullets) == 1:  # a single bullet is no list
        text = [line[2:] if line.startswith(("- ", "* ", "+ ", "  ")) else line for line in text]
    return "\n".join(text).strip("\n")


def read_details(scan: NoteScan, line: str) -> bool:
    """Read <details>: its <summary> is the front, what follows is the back."""
    if _DETAILS.match(line) is None:
        return False
    first = scan.position
    opened = 0
    end = first
    while end < len(scan.lines):
        lower = scan.lines[end].lower()
        if end > first and opened and scan.is_heading(end):
            break  # never closed
        opened += lower.count("<details") - lower.count("</details")
        end += 1
        if opened <= 0:
            break
    text = "\n".join(scan.lines[first:end])
    for part in _split_details(text):
        front, _, back = _after(part, "<summary").partition("</summary>")
        if back:
            scan.add_card(first, end, front, back)
        else:
            place = f"{scan.path}:{first + 1}"
            scan.skipped.append(Skipped(place, "<details> without a <summary>"))
    scan.position = max(end, first + 1)
    return True


def _split_details(text: str) -> list[str]:
    """Return what each <details> of a text holds, without its end."""
    parts = re.split(r"<details\b[^<>]{0,200}>", text, flags=re.IGNORECASE)[1:]
    return [re.sub(r"</details\s*>", "", part, flags=re.IGNORECASE) for part in parts]


def _after(text: str, tag: str) -> str:
    """Return what follows a tag, whose names may be in any case; empty if it is not there."""
    start = text.lower().find(tag)
    if start < 0:
        return ""
    _, _, rest = text[start:].partition(">")
    end = rest.lower().find("</summary")
    if end < 0:
        return rest
    return f"{rest[:end]}</summary>{rest[end:].partition('>')[2]}"


def skip_page_properties(lines: list[str], start: int) -> int:
    """Return the first line behind the properties that a page of an outline begins with."""
    n = start
    while n < len(lines) and _PROPERTY.fullmatch(lines[n]):
        n += 1
    following = next((line for line in lines[n:] if line.strip()), "")
    return n if n > start and f"{following} ".startswith("- ") else start
