"""Turn HTML, as Anki stores in its fields, into plain text."""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from functools import lru_cache
from html.parser import HTMLParser

from kg.formats.markup.anki_math import with_common_marks
from kg.formats.markup.plain_text import PlainText, tidy

SOUND = re.compile(r"\[sound:([^\]\n]{1,300})\]")
BLOCK_TAGS = frozenset(
    "address article blockquote br dd details div dl dt fieldset figcaption figure footer form h1 "
    "h2 h3 h4 h5 h6 header hr li main ol p pre section summary table tbody thead tr ul".split()
)
INVISIBLE_TAGS = frozenset("script style template title".split())
_SIMPLE_TAG = re.compile(
    r"<(/?(?!(?:audio|iframe|img|noembed|noframes|noscript|plaintext|script|source|style|template"
    r"|textarea|title|video|xmp)\b)[a-z][a-z0-9]*+)"
    r"(?: [a-z-]+=(?:\"[^\"<>]*\"|'[^'<>]*'))*+ ?>"
)
"""A whole tag that shows nothing by itself and does not hide its content."""

# Raised and lowered characters, without which 10<sup>-9</sup> would read as 10-9.
_RAISED_OR_LOWERED = re.compile(r"<(sup|sub)\b[^<>]{0,200}>([^<>]{1,60})</\1>", re.IGNORECASE)
_SUPERSCRIPTS = str.maketrans("0123456789+-=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ")
_SUBSCRIPTS = str.maketrans("0123456789+-=()", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎")
_RUBY_READING = re.compile(r"<r[pt]\b[^<>]{0,200}>[^<>]{0,200}</r[pt]>", re.IGNORECASE)
_KNOWN_TAG = (
    r"/?(?:a|abbr|b|big|blockquote|br|center|code|dd|del|details|div|dl|dt|em|font|h[1-6]|hr|i|img"
    r"|ins|kbd|li|mark|ol|p|pre|q|r[pt]|ruby|s|section|small|span|strike|strong|style|sub|summary"
    r"|sup|svg|table|tbody|td|tfoot|th|thead|tr|tt|u|ul)\b(?:\s[^<>]*)?/?>"
)
_TAG_OR_ENTITY = re.compile(
    rf"<{_KNOWN_TAG}|&(?:[a-z]{{2,8}}|#\d{{1,6}}|#x[0-9a-f]{{1,5}});", re.IGNORECASE
)
_HTML_SIGN = re.compile(
    r"</(?:a|b|code|div|em|font|h[1-6]|i|kbd|li|ol|p|pre|q|s|small|span|strong|sub|sup|table|td|th|tr|tt|u"
    r"|ul)>|\S[^\S\n]*<br ?/?>|<img\s[^<>]*src=|<li>|<p>|&(?:[a-z]{2,8}|#\d{1,6}|#x[0-9a-f]{1,5});"
)
_ONLY_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,60}>")
_CAPITAL_TAG = re.compile(r"<[A-Z]+[a-z][\w-]*>|<[A-Z]>|<[A-Z]-")
_UNKNOWN_TAG_START = re.compile(rf"<(?!{_KNOWN_TAG}|!--)", re.IGNORECASE)
MAX_UNCLOSED = 500
"""Most "<" without a ">" in a text; with more it is read as text, not HTML."""


def from_html(source: str) -> PlainText:
    """Return the text of an HTML field.

    >>> from_html("a <b>climbing</b>&nbsp;term<br>[sound:a.mp3]")
    PlainText(text='a climbing term', media=('a.mp3',), links=())
    """
    if not source:
        return PlainText("")
    source = with_common_marks(source)
    media = tuple(SOUND.findall(source)) if "[sound:" in source else ()
    text = SOUND.sub(" ", source) if media else source
    text = raise_marks(text)
    if text.count("<") - text.count(">") > MAX_UNCLOSED:
        text = text.replace("<", "&lt;")  # HTMLParser is slow over many unclosed tags
    parts = _SIMPLE_TAG.split(text) if "<" in text else [text]
    if "<" in "".join(parts[::2]):
        parser = _TextParser()
        try:
            parser.feed(text)
            parser.close()
        except AssertionError:  # raised by HTMLParser on some broken declarations
            return PlainText(tidy(text), media)
        parts, media = parser.parts, media + tuple(parser.media)
    else:  # most fields; HTMLParser would take five times as long
        if "&" in text:
            parts[::2] = map(html.unescape, parts[::2])
        parts[1::2] = map(_text_of_tag, parts[1::2])
    return PlainText(tidy("".join(parts)), media)


def raise_marks(source: str) -> str:
    """Return HTML with raised and lowered text as characters, and without readings of ruby."""
    if "<su" in source or "<r" in source:
        return _RAISED_OR_LOWERED.sub(_raise_or_lower, _RUBY_READING.sub("", source))
    return source


def has_html(text: str) -> bool:
    """Return True if a text has HTML tags or entities; a "<" alone, as in "x < y", is none."""
    return _TAG_OR_ENTITY.search(text) is not None


def is_probably_html(texts: Sequence[str]) -> bool:
    """Return True if texts are HTML, not texts about tags or keys in angle brackets.

    Entities, ends of elements, line breaks between words and pictures speak for HTML; texts that
    are nothing but a tag, and tags with capitals such as "<Del>", speak against it.
    """
    signs, others = 0, 0
    for text in texts:
        if "<" not in text and "&" not in text:
            continue
        if _ONLY_TAG.fullmatch(text.strip()) or _CAPITAL_TAG.search(text):
            others += 1
        elif _HTML_SIGN.search(text):
            signs += 1
    return signs > others


def escape_unknown_tags(source: str) -> str:
    """Return HTML in which a "<" that starts no known tag is escaped, as in a program's "<int>".

    >>> escape_unknown_tags("a <b>vector<int></b>")
    'a <b>vector&lt;int></b>'
    """
    return _UNKNOWN_TAG_START.sub("&lt;", source) if "<" in source else source


def _raise_or_lower(element: re.Match[str]) -> str:
    """Return the text of a <sup> or <sub> in raised or lowered characters, or behind "^" or "_"."""
    is_raised = element[1].lower() == "sup"
    text = html.unescape(element[2]).strip().replace("−", "-")
    moved = text.translate(_SUPERSCRIPTS if is_raised else _SUBSCRIPTS)
    if not any(c.isascii() and c.isalnum() for c in moved):
        return html.escape(moved)
    return html.escape(f"{'^' if is_raised else '_'}{text}")


@lru_cache(maxsize=1_000)
def _text_of_tag(tag: str) -> str:
    """Return the text that replaces a tag; an end tag is given with its slash."""
    if tag == "li":
        return "\n- "
    if tag.removeprefix("/") in BLOCK_TAGS:
        return "\n"
    return " " if tag in ("td", "th") else ""


class _TextParser(HTMLParser):
    """Collects the text and media of HTML."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.media: list[str] = []
        self._invisible_depth = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in INVISIBLE_TAGS:
            self._invisible_depth += 1
        elif tag in ("img", "audio", "video", "source"):
            self.media.extend(value for name, value in attrs if name == "src" and value)
        else:
            self.parts.append(_text_of_tag(tag))

    def handle_endtag(self, tag: str) -> None:
        if tag in INVISIBLE_TAGS:
            self._invisible_depth = max(0, self._invisible_depth - 1)
        else:
            self.parts.append(_text_of_tag(f"/{tag}"))

    def handle_data(self, data: str) -> None:
        if not self._invisible_depth:
            self.parts.append(data)
