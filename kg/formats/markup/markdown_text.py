"""Turn Markdown into plain text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING

from kg.formats.markup.anki_math import with_common_marks
from kg.formats.markup.block_builder import BlockBuilder
from kg.formats.markup.html_blocks import html_blocks
from kg.formats.markup.html_text import from_html
from kg.formats.markup.plain_text import PlainText, tidy
from kg.model.blocks import CardBlock
from kg.model.draft import DraftEdge

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_MATH = re.compile(r"\$\$.+?\$\$|\$[^\s$](?:[^$\n]*[^\s$])?\$(?!\d)", re.DOTALL)
_CODE_SPAN = re.compile(r"(`{1,3})(?!`)[^`\n]{1,1000}\1(?!`)")
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_WIKI_LINK = re.compile(r"(!?)\[\[([^\[\]|#\n]*)(#[^\[\]|\n]*)?(?:\|([^\[\]\n]*))?\]\]")
_HAS_MARKDOWN = re.compile(r"[*_`~\[\]<>&\\!|#]|^[^\S\n]*(?:[-+]|\d+[.)])\s|://", re.MULTILINE)
_HTML_COMMENT = re.compile(r"<!--.{0,5000}?-->", re.DOTALL)

# Formulas and code are hidden from the Markdown parser behind "\ue000NUMBER\ue001"; these two
# characters are private use, so are taken out of the text first.
_PLACEHOLDER = re.compile("\ue000(\\d{1,9})\ue001")


def from_markdown(source: str) -> PlainText:
    """Return the text of Markdown. Formulas stay as they are, links become their names.

    >>> from_markdown("**SGD** takes [[Step|steps]] of $a_i * b_i$").text
    'SGD takes steps of $a_i * b_i$'
    """
    return read_markdown(source)[0]


def read_markdown(source: str) -> tuple[PlainText, tuple[CardBlock, ...]]:
    """Return the text of Markdown as `from_markdown`, and its blocks."""
    source = with_common_marks(source)
    if _HAS_MARKDOWN.search(source) is None:
        text = tidy(source)
        return PlainText(text), (CardBlock("paragraph", text),) if text else ()
    hidden: list[str] = []
    media: list[str] = []
    links: list[DraftEdge] = []

    def hide(text: str) -> str:
        hidden.append(text)
        return f"\ue000{len(hidden) - 1}\ue001"

    def hide_formula(formula: re.Match[str]) -> str:
        return hide(formula[0].strip("`"))

    def hide_code(span: re.Match[str]) -> str:
        return hide_formula(span) if "[[" in span[0] or "$" in span[0] else span[0]

    def show(placeholder: re.Match[str]) -> str:
        n = int(placeholder[1])
        return hidden[n] if n < len(hidden) else ""

    def read_link(link: re.Match[str]) -> str:
        embedded, target, _, label = link.groups()
        if embedded and "." in target:
            media.append(target.strip())
            return ""
        if target.strip():
            links.append(DraftEdge("", "", target.strip()))
        return label or target.rpartition("/")[2].removesuffix(".md")

    text = _HTML_COMMENT.sub("", source.replace("\ue000", "").replace("\ue001", ""))
    lines = text.split("\n")
    for n, is_fenced in enumerate(find_fenced_lines(lines)):
        if is_fenced and "[[" in lines[n]:
            lines[n] = hide(lines[n])
    text = _CODE_SPAN.sub(hide_code, "\n".join(lines))
    text = _MATH.sub(hide_formula, text)
    text = _WIKI_LINK.sub(read_link, text)
    parts: list[str] = []
    tokens = _parser().parse(text)
    links += [DraftEdge("", "", target) for target in _note_addresses(tokens)]
    attachments = list(media)
    _add_text(tokens, parts, media)
    text = _PLACEHOLDER.sub(show, "".join(parts))
    builder = BlockBuilder()
    _add_blocks(tokens, builder, lambda hidden_text: _PLACEHOLDER.sub(show, hidden_text))
    for name in attachments:
        builder.add_media("image", name)
    plain = PlainText(tidy(text), tuple(media), tuple(dict.fromkeys(links)))
    return plain, builder.finish()


def find_fenced_lines(lines: Sequence[str]) -> list[bool]:
    """Return for each line True if it is in a fenced code block, or begins or ends one.

    A fence that is never closed is text.
    """
    fenced = []
    closing_fence = ""
    for line in lines:
        opening = _FENCE.match(line) if not closing_fence else None
        fenced.append(bool(closing_fence or opening))
        if closing_fence and _closes(line.strip(), closing_fence):
            closing_fence = ""
        elif opening:
            closing_fence = opening[1]
    if not closing_fence:
        return fenced
    last = max(n for n, line in enumerate(lines) if _FENCE.match(line))
    return [*find_fenced_lines(lines[:last]), *([False] * (len(lines) - last))]


def _closes(line: str, fence: str) -> bool:
    """Return True if a line is a fence of the same character, at least as long."""
    return line.startswith(fence) and not line.strip(fence[0])


@cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt

    # A line of dashes under text separates cards, so it makes no heading; indented text is text.
    return MarkdownIt("commonmark").enable(["table", "strikethrough"]).disable(["lheading", "code"])


def _note_addresses(tokens: list[Token]) -> Iterator[str]:
    """Yield the notes that links lead to by their files: "[text](Other%20note.md)"."""
    for token in tokens:
        if token.type == "inline":
            yield from _note_addresses(token.children or [])
        elif token.type == "link_open":
            address = str(token.attrGet("href") or "").partition("#")[0]
            if address.endswith(".md") and "://" not in address:
                yield address


def _add_text(tokens: list[Token], parts: list[str], media: list[str]) -> None:
    """Append the text of tokens to `parts`, and the addresses of their pictures to `media`."""
    for token in tokens:
        if token.type == "inline":
            _add_text(token.children or [], parts, media)
        elif token.type in ("text", "code_inline"):
            parts.append(token.content)
        elif token.type == "fence":
            parts.append(f"\n{token.content}\n")
        elif token.type in ("softbreak", "hardbreak"):
            parts.append("\n")
        elif token.type == "image":
            media.append(str(token.attrGet("src") or ""))
            _add_text(token.children or [], parts, media)
        elif token.type == "html_block":
            block = from_html(token.content)
            parts.append(f"\n{block.text}\n")
            media.extend(block.media)
        elif token.type == "html_inline" and token.content.lower().startswith("<br"):
            parts.append("\n")
        elif token.type == "list_item_open":
            parts.append("\n- ")
        elif token.type in ("td_close", "th_close"):
            parts.append(" ")
        elif token.block and token.nesting and token.type != "paragraph_open":
            parts.append("\n")


def _add_blocks(tokens: list[Token], builder: BlockBuilder, show: Callable[[str], str]) -> None:
    """Feed a builder with tokens; `show` puts hidden formulas and code back."""
    for token in tokens:
        match token.type:
            case "inline":
                _add_blocks(token.children or [], builder, show)
            case "text" | "code_inline":
                builder.add_text(show(token.content))
            case "fence":
                builder.begin_code()
                builder.add_text(show(token.content))
                builder.end_code(token.info.strip().split(" ")[0])
            case "softbreak" | "hardbreak":
                builder.add_text("\n")
            case "image":
                builder.add_media("image", str(token.attrGet("src") or ""), token.content)
            case "html_block":
                for block in html_blocks(show(token.content)):
                    builder.add_block(block)
            case "html_inline" if token.content.lower().startswith("<br"):
                builder.add_text("\n")
            case "bullet_list_open" | "ordered_list_open":
                builder.begin_list()
            case "list_item_open":
                builder.begin_item()
            case "bullet_list_close" | "ordered_list_close":
                builder.end_list()
            case "table_open":
                builder.begin_table()
            case "tr_open":
                builder.begin_row()
            case "td_close" | "th_close":
                builder.end_cell()
            case "table_close":
                builder.end_table()
            case _ if token.block and token.nesting:
                builder.end_paragraph()
