"""Plain text out of the markup of cards: HTML, Markdown, clozes, sounds and pictures."""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from html.parser import HTMLParser
from typing import TYPE_CHECKING

from kg.model.draft import DraftEdge

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
_SPAN = re.compile(r"(`{1,3})(?!`)[^`\n]{1,1000}\1(?!`)")
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_WIKI = re.compile(r"(!?)\[\[([^\[\]|#\n]*)(#[^\[\]|\n]*)?(?:\|([^\[\]\n]*))?\]\]")
_MARKED = re.compile(r"[*_`~\[\]<>&\\!|#]|^\s*(?:[-+]|\d+[.)])\s|://", re.MULTILINE)
_COMMENT = re.compile(r"<!--.{0,5000}?-->", re.DOTALL)
# Raised and lowered characters, without which 10<sup>-9</sup> would read as 10-9.
_RAISED = re.compile(r"<(sup|sub)\b[^<>]{0,200}>([^<>]{1,60})</\1>", re.IGNORECASE)
_SUPERSCRIPTS = str.maketrans("0123456789+-=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ")
_SUBSCRIPTS = str.maketrans("0123456789+-=()", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎")
_READING = re.compile(r"<r[pt]\b[^<>]{0,200}>[^<>]{0,200}</r[pt]>", re.IGNORECASE)
_FURIGANA = re.compile(r" ?([\u3400-\u9fff々〆ヶ]{1,20})\[([\u3040-\u30ff]{1,40})\]")
_KNOWN_TAG = (
    r"/?(?:a|abbr|b|big|blockquote|br|center|code|dd|del|details|div|dl|dt|em|font|h[1-6]|hr|i|img"
    r"|ins|kbd|li|mark|ol|p|pre|q|r[pt]|ruby|s|section|small|span|strike|strong|style|sub|summary"
    r"|sup|svg|table|tbody|td|tfoot|th|thead|tr|tt|u|ul)\b(?:\s[^<>]*)?/?>"
)
_MARKED_UP = re.compile(
    rf"<{_KNOWN_TAG}|&(?:[a-z]{{2,8}}|#\d{{1,6}}|#x[0-9a-f]{{1,5}});", re.IGNORECASE
)
_NO_TAG = re.compile(rf"<(?!{_KNOWN_TAG})", re.IGNORECASE)
_KEPT = re.compile("\ue000(\\d{1,9})\ue001")
_MOST_OPEN = 500
_DRAWN_OVER = "image-occlusion:"
_HIDDEN = re.compile("[\u200b\u2060\ufeff\u00ad]")


@dataclass(frozen=True, slots=True)
class Plain:
    """Text without markup, a list's items on lines of their own after "- "."""

    text: str
    media: tuple[str, ...] = ()
    links: tuple[DraftEdge, ...] = ()


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
    if "<su" in text or "<r" in text:
        text = _RAISED.sub(_raised, _READING.sub("", text))
    if text.count("<") - text.count(">") > _MOST_OPEN:
        text = text.replace("<", "&lt;")  # no markup; the library is slow over what never ends
    parts = _BARE_TAG.split(text) if "<" in text else [text]
    if "<" in "".join(parts[::2]):
        reader = _Reader()
        try:
            reader.feed(text)
            reader.close()
        except AssertionError:  # so the library meets some declarations that are broken
            return Plain(tidy(text), media)
        parts, media = reader.parts, media + tuple(reader.media)
    else:  # most fields: a library for the rest would take five times as long
        if "&" in text:
            parts[::2] = map(html.unescape, parts[::2])
        parts[1::2] = map(_shown, parts[1::2])
    return Plain(tidy("".join(parts)), media)


def is_marked_up(text: str) -> bool:
    """Whether a text has tags or entities of HTML, rather than "<" for its own sake."""
    return _MARKED_UP.search(text) is not None


def without_strange_tags(source: str) -> str:
    """HTML in which what is no tag, as the "<int>" of a program, stands for itself.

    >>> without_strange_tags("a <b>vector<int></b>")
    'a <b>vector&lt;int></b>'
    """
    return _NO_TAG.sub("&lt;", source) if "<" in source else source


def split_furigana(text: str) -> tuple[str, str]:
    """A text without the readings in brackets behind its characters, and its reading.

    >>> split_furigana("食[た]べる"), split_furigana("a[i]")
    (('食べる', 'たべる'), ('a[i]', ''))
    """
    if "[" not in text or not _FURIGANA.search(text):
        return text, ""
    return _FURIGANA.sub(r"\1", text), _FURIGANA.sub(r"\2", text)


def fenced(lines: Sequence[str]) -> list[bool]:
    """For each line, whether it stands in a fence or is one."""
    found = []
    closing = ""
    for line in lines:
        mark = _FENCE.match(line) if not closing else None
        found.append(bool(closing or mark))
        if closing and line.strip().startswith(closing) and not line.strip().strip(closing[0]):
            closing = ""
        elif mark:
            closing = mark[1]
    return found if not closing else _fenced_but_open(lines)


def _fenced_but_open(lines: Sequence[str]) -> list[bool]:
    """The same where the last fence is never closed: it is none."""
    last = max(n for n, line in enumerate(lines) if _FENCE.match(line))
    return [*fenced(lines[:last]), *([False] * (len(lines) - last))]


def from_markdown(source: str) -> Plain:
    """The text of Markdown; formulas stay as they are, links are taken out by their names.

    >>> from_markdown("**SGD** takes [[Step|steps]] of $a_i * b_i$").text
    'SGD takes steps of $a_i * b_i$'
    """
    if _MARKED.search(source) is None:
        return Plain(tidy(source))
    formulas: list[str] = []
    media: list[str] = []
    links: list[DraftEdge] = []

    def keep(found: re.Match[str]) -> str:
        formulas.append(found[0].strip("`"))
        return f"\ue000{len(formulas) - 1}\ue001"

    def linked(found: re.Match[str]) -> str:
        embedded, target, _, shown = found.groups()
        if embedded and "." in target:
            media.append(target.strip())
            return ""
        if target.strip():
            links.append(DraftEdge("", "", target.strip()))
        return shown or target

    def keep_code(found: re.Match[str]) -> str:
        return keep(found) if "[[" in found[0] or "$" in found[0] else found[0]

    text = _COMMENT.sub("", source.replace("\ue000", "").replace("\ue001", ""))
    lines = text.split("\n")
    for n, is_code in enumerate(fenced(lines)):
        if is_code and "[[" in lines[n]:
            formulas.append(lines[n])
            lines[n] = f"\ue000{len(formulas) - 1}\ue001"
    text = _SPAN.sub(keep_code, "\n".join(lines))
    text = _MATH.sub(keep, text)
    text = _WIKI.sub(linked, text)
    parts: list[str] = []
    _write(_markdown().parse(text), parts, media)
    text = _KEPT.sub(lambda found: _at(formulas, int(found[1])), "".join(parts))
    return Plain(tidy(text), tuple(media), tuple(dict.fromkeys(links)))


def _at(formulas: list[str], n: int) -> str:
    return formulas[n] if n < len(formulas) else ""


def has_blanks(text: str) -> bool:
    """Whether a text is a cloze; braces alone, as of templates, make none.

    >>> has_blanks("{{c1::tea}}"), has_blanks("{{csrf_token}}")
    (True, False)
    """
    return "{{c" in text and _CLOZE.search(text) is not None


def fill_blanks(text: str) -> tuple[str, tuple[str, ...]]:
    """A cloze with its blanks filled, and what they hide, in order; hints are left out.

    >>> fill_blanks("the {{c1::capsid::part}} of a {{c2::virus}}")
    ('the capsid of a virus', ('capsid', 'virus'))
    """
    blanks: list[str] = []

    def fill(found: re.Match[str]) -> str:
        hidden = found[2].split("::")[0].strip()
        if hidden.startswith(_DRAWN_OVER):
            return ""  # what it hides is a part of a picture
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


def _raised(found: re.Match[str]) -> str:
    """A raised or lowered text in characters that are so, else behind a mark."""
    is_raised = found[1].lower() == "sup"
    text = html.unescape(found[2]).strip().replace("−", "-")
    moved = text.translate(_SUPERSCRIPTS if is_raised else _SUBSCRIPTS)
    if not any(c.isascii() and c.isalnum() for c in moved):
        return html.escape(moved)
    return html.escape(f"{'^' if is_raised else '_'}{text}")


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
