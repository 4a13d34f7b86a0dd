"""Turn HTML, as Anki stores in its fields, into blocks."""

from __future__ import annotations

import html
import re
from html.parser import HTMLParser

from kg.formats.markup.anki_math import with_common_marks
from kg.formats.markup.block_builder import BlockBuilder
from kg.formats.markup.html_text import BLOCK_TAGS, INVISIBLE_TAGS, MAX_UNCLOSED, SOUND, raise_marks
from kg.formats.markup.plain_text import tidy
from kg.model.blocks import CardBlock

_SOUND_MARK = "\ue003"
"""Stands for a sound while HTML is read; private use, so no text has it."""

_CODE_CLASS = re.compile(r"(?:^|\s)(?:language-|lang-|hljs\s+)([\w+#-]{1,20})")


def html_blocks(source: str) -> tuple[CardBlock, ...]:
    r"""Return the blocks of an HTML field.

    >>> html_blocks("Two kinds:<ul><li>black<li>green</ul>")[1]
    CardBlock(kind='list', text='black\ngreen', note='')
    """
    source = with_common_marks(source)
    if "<" not in source and "[sound:" not in source:
        builder = BlockBuilder()
        builder.add_text(html.unescape(source))
        return builder.finish()
    sounds = SOUND.findall(source)
    text = SOUND.sub(_SOUND_MARK, source.replace(_SOUND_MARK, ""))
    if text.count("<") - text.count(">") > MAX_UNCLOSED:
        text = text.replace("<", "&lt;")  # HTMLParser is slow over many unclosed tags
    parser = _BlockParser(sounds)
    try:
        parser.feed(raise_marks(text))
        parser.close()
    except AssertionError:  # raised by HTMLParser on some broken declarations
        return (CardBlock("paragraph", tidy(source)),)
    return parser.builder.finish()


class _BlockParser(HTMLParser):
    """Feeds a builder with the tags and texts of HTML."""

    def __init__(self, sounds: list[str]) -> None:
        super().__init__(convert_charrefs=True)
        self.builder = BlockBuilder()
        self._sounds = iter(sounds)
        self._invisible_depth = 0
        self._code_depth = 0
        self._language = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        builder = self.builder
        if self._code_depth and tag not in ("pre", "img"):
            if tag == "br" or (tag in ("div", "p") and self._code_depth):
                builder.add_text("\n")
            elif tag == "code":
                self._language = self._language or _language(attrs)
            return
        match tag:
            case _ if tag in INVISIBLE_TAGS:
                self._invisible_depth += 1
            case "img":
                values = dict(attrs)
                if values.get("src"):
                    builder.add_media("image", str(values["src"]), values.get("alt") or "")
            case "audio" | "video" | "source":
                name = dict(attrs).get("src")
                if name:
                    builder.add_media("audio", name)
            case "ul" | "ol":
                builder.begin_list()
            case "li":
                builder.begin_item()
            case "table":
                builder.begin_table()
            case "tr":
                builder.begin_row()
            case "td" | "th":
                builder.begin_cell()
            case "pre":
                if not self._code_depth:
                    self._language = _language(attrs)
                    builder.begin_code()
                self._code_depth += 1
            case "br":
                builder.add_text("\n")
            case _ if tag in BLOCK_TAGS:
                builder.end_paragraph()

    def handle_endtag(self, tag: str) -> None:
        builder = self.builder
        if tag == "pre" and self._code_depth:
            self._code_depth -= 1
            if not self._code_depth:
                builder.end_code(self._language)
        elif self._code_depth:
            return
        elif tag in INVISIBLE_TAGS:
            self._invisible_depth = max(0, self._invisible_depth - 1)
        elif tag in ("ul", "ol"):
            builder.end_list()
        elif tag in ("td", "th"):
            builder.end_cell()
        elif tag == "table":
            builder.end_table()
        elif tag in BLOCK_TAGS:
            builder.end_paragraph()

    def handle_data(self, data: str) -> None:
        if self._invisible_depth:
            return
        first, *rest = data.split(_SOUND_MARK)
        self.builder.add_text(first)
        for part in rest:
            self.builder.add_media("audio", next(self._sounds, ""))
            self.builder.add_text(part)


def _language(attrs: list[tuple[str, str | None]]) -> str:
    """Return the language that the class of a tag names; empty if it names none."""
    found = _CODE_CLASS.search(dict(attrs).get("class") or "")
    return found[1] if found else ""
