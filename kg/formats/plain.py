"""Plain text out of the markup of cards: HTML, Markdown, clozes, sounds and pictures."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from functools import cache, lru_cache
from html.parser import HTMLParser
from typing import TYPE_CHECKING

from kg.deck import Link

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_SOUND = re.compile(r"\[sound:([^\]\n]{1,300})\]")
_BLOCKS = frozenset(
    "address article blockquote br dd details div dl dt fieldset figcaption figure footer form h1 "
    "h2 h3 h4 h5 h6 header hr li main ol p pre section summary table tbody thead tr ul".split()
)
_UNREAD = frozenset("script style template title".split())
# A whole tag that shows nothing by itself and hides nothing that stands in it.
_BARE_TAG = re.compile(
    r"<(/?(?!(?:audio|iframe|img|noembed|noframes|noscript|plaintext|script|source|style|template"
    r"|textarea|title|video|xmp)\b)[a-z][a-z0-9]*+)"
    r"(?: [a-z-]+=(?:\"[^\"<>]*\"|'[^'<>]*'))*+ ?>"
)
_CLOZE = re.compile(r"\{\{c(\d{1,4})::((?:(?!\{\{|\}\}).)*)\}\}", re.DOTALL)
_MATH = re.compile(r"\$\$.+?\$\$|\$[^\s$](?:[^$\n]*[^\s$])?\$(?!\d)", re.DOTALL)
_WIKI = re.compile(r"(!?)\[\[([^\[\]|#\n]*)(#[^\[\]|\n]*)?(?:\|([^\[\]\n]*))?\]\]")
_MARKED = re.compile(r"[*_`~\[\]<>&\\!|#]|^\s*(?:[-+]|\d+[.)])\s|://", re.MULTILINE)
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_HIDDEN = re.compile("[\u200b-\u200d\u2060\ufeff\u00ad]")


@dataclass(frozen=True, slots=True)
class Plain:
    """Text without markup, a list's items on lines of their own after "- "."""

    text: str
    media: tuple[str, ...] = ()
    links: tuple[Link, ...] = ()


_NOTHING = Plain("")


def from_html(source: str) -> Plain:
    """The text of a field in HTML, as Anki keeps them.

    >>> from_html("a <b>climbing</b>&nbsp;term<br>[sound:a.mp3]")
    Plain(text='a climbing term', media=('a.mp3',), links=())
    """
    if not source:
        return _NOTHING
    media = tuple(_SOUND.findall(source)) if "[sound:" in source else ()
    text = _SOUND.sub(" ", source) if media else source
    parts = _BARE_TAG.split(text) if "<" in text else [text]
    if "<" in "".join(parts[::2]):
        reader = _Reader()
        reader.feed(text)
        reader.close()
        parts, media = reader.parts, media + tuple(reader.media)
    else:  # most fields: a library for the rest would take five times as long
        if "&" in text:
            parts[::2] = map(html.unescape, parts[::2])
        parts[1::2] = map(_shown, parts[1::2])
    return Plain(tidy("".join(parts)), media)


def from_markdown(source: str) -> Plain:
    """The text of Markdown; formulas stay as they are, links are taken out by their names.

    >>> from_markdown("**SGD** takes [[Step|steps]] of $a_i * b_i$").text
    'SGD takes steps of $a_i * b_i$'
    """
    if _MARKED.search(source) is None:
        return Plain(tidy(source))
    formulas: list[str] = []
    media: list[str] = []
    links: list[Link] = []

    def keep(found: re.Match[str]) -> str:
        formulas.append(found[0])
        return f"\ue000{len(formulas) - 1}\ue001"

    def linked(found: re.Match[str]) -> str:
        embedded, target, _, shown = found.groups()
        if embedded and "." in target:
            media.append(target.strip())
            return ""
        if target.strip():
            links.append(Link("", target.strip()))
        return shown or target

    text = _COMMENT.sub("", source.replace("\ue000", "").replace("\ue001", ""))
    text = _MATH.sub(keep, text)
    text = _WIKI.sub(linked, text)
    parts: list[str] = []
    _write(_markdown().parse(text), parts, media)
    text = re.sub("\ue000(\\d+)\ue001", lambda found: formulas[int(found[1])], "".join(parts))
    return Plain(tidy(text), tuple(media), tuple(dict.fromkeys(links)))


def fill_blanks(text: str) -> tuple[str, tuple[str, ...]]:
    """A cloze with its blanks filled, and what they hide, in order; hints are left out.

    >>> fill_blanks("the {{c1::capsid::part}} of a {{c2::virus}}")
    ('the capsid of a virus', ('capsid', 'virus'))
    """
    blanks: list[str] = []

    def fill(found: re.Match[str]) -> str:
        hidden = found[2].split("::")[0].strip()
        if hidden:
            blanks.append(hidden)
        return hidden

    for _ in range(8):  # a blank may lie in another; the inner ones go first
        text, filled = _CLOZE.subn(fill, text)
        if not filled:
            break
    return text, tuple(dict.fromkeys(blanks))


def count_blanks(text: str) -> int:
    """How many cards a cloze makes: one for each number of a blank."""
    return len(set(re.findall(r"\{\{c(\d{1,4})::", text)))


def tidy(text: str) -> str:
    """Lines without spaces around them, single spaces within, no empty line."""
    if text.isprintable() and "  " not in text:
        return text.strip()
    if not text.isascii():
        text = _HIDDEN.sub("", text)
    if "\n" not in text:
        return " ".join(text.split())
    return "\n".join(filter(None, (" ".join(line.split()) for line in text.split("\n"))))


@lru_cache(maxsize=1_000)
def _shown(tag: str) -> str:
    """What stands in plain text for a tag, an end tag with its slash."""
    if tag == "li":
        return "\n- "
    if tag.removeprefix("/") in _BLOCKS:
        return "\n"
    return " " if tag in ("td", "th") else ""


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.media: list[str] = []
        self._unread = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _UNREAD:
            self._unread += 1
        elif tag in ("img", "audio", "video", "source"):
            self.media.extend(value for name, value in attrs if name == "src" and value)
        else:
            self.parts.append(_shown(tag))

    def handle_endtag(self, tag: str) -> None:
        if tag in _UNREAD:
            self._unread = max(0, self._unread - 1)
        else:
            self.parts.append(_shown(f"/{tag}"))

    def handle_data(self, data: str) -> None:
        if not self._unread:
            self.parts.append(data)


@cache
def _markdown() -> MarkdownIt:
    from markdown_it import MarkdownIt

    # A line of dashes under text divides cards; it makes no heading of it. Indented text is text.
    return MarkdownIt("commonmark").enable(["table", "strikethrough"]).disable(["lheading", "code"])


def _write(tokens: list[Token], parts: list[str], media: list[str]) -> None:
    for token in tokens:
        if token.type == "inline":
            _write(token.children or [], parts, media)
        elif token.type in ("text", "code_inline"):
            parts.append(token.content)
        elif token.type == "fence":
            parts.append(f"\n{token.content}\n")
        elif token.type in ("softbreak", "hardbreak"):
            parts.append("\n")
        elif token.type == "image":
            media.append(str(token.attrGet("src") or ""))
            _write(token.children or [], parts, media)
        elif token.type == "html_block":
            found = from_html(token.content)
            parts.append(f"\n{found.text}\n")
            media.extend(found.media)
        elif token.type == "html_inline" and token.content.lower().startswith("<br"):
            parts.append("\n")
        elif token.type == "list_item_open":
            parts.append("\n- ")
        elif token.type in ("td_close", "th_close"):
            parts.append(" ")
        elif token.block and token.nesting and token.type != "paragraph_open":
            parts.append("\n")
