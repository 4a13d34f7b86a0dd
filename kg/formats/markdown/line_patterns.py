"""The lines of Markdown that mean something in notes with cards."""

from __future__ import annotations

import re

HEADING = re.compile(r" {0,3}(#{1,6})\s+(.+?)(?:\s+#+)?\s*")
RULE = re.compile(r" {0,3}(?:(?:-\s*){3,}|(?:_\s*){3,}|(?:\*\s*){3,})")
TABLE_RULE = re.compile(r"\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)+\|?\s*|\s*\|\s*:?-+:?\s*\|\s*")
"""The line below the head of a table."""

BULLET = re.compile(r"^\s*(?:[-*+]|\d+[.)])\s+")
DEFINITION = re.compile(r" {0,3}:\s+(\S.*)")
"""A line of a definition list: ": definition"."""

HIGHLIGHT = re.compile(r"==([^=\n]+)==")
TAG = re.compile(r"(?:^|(?<=\s))#([A-Za-z][\w/-]*)")

SCHEDULE_COMMENT = re.compile(r"\s*<!--\s*(?:SR:|\^|card|ID:).*?-->\s*")
"""A comment in which a flashcard plugin keeps its own data."""

COMMENT_LINE = re.compile(r"\s*<!--.*-->\s*")

_BOLD = r"(?:\*\*|__|[*_])?"
_QUESTION = re.compile(
    rf"(?:[-*+]\s+|#{{1,6}}\s+)?({_BOLD})(Q|q|Question|C(?={_BOLD}:)){_BOLD}\s*\d*\s*(?:[:.]|(?<=\d)\)){_BOLD}\s+(.*)"
    rf"|(?:[-*+]\s+)?({_BOLD})(Q|q|Question){_BOLD}\d*[:.]{_BOLD}(.*)"
)
ANSWER = re.compile(
    rf"\s*(?:[-*+]\s+)?{_BOLD}(A|a|Answer){_BOLD}\s*\d*\s*(?:[:.]|(?<=\d)\)){_BOLD}\s*(.*)"
)
"""A line that begins an answer: "A: text"; its second group is the text."""

QUESTION_PREFIX = re.compile(r"^Q(?:uestion)?\s*\d*:\s+")
INLINE_ANSWER = re.compile(rf"\s+{_BOLD}(?:A|Answer):{_BOLD}\s+")
"""The start of an answer on the line of its question."""

QUESTION_MARK_LINE = re.compile(r"\s*(\?\??)\s*")
"""A line between front and back: "?", or "??" for a card that is asked both ways."""

_COLONS = re.compile(r"(?<=\S)(?:\s+(:::?)\s+|\s*(:::?)(?!:)\s*)(?=\S)")
_SEMICOLONS = re.compile(r"(?<=[^\s(;])\s*(;;;?)(?!;)(?:\s+|(?=\w))(?=\S)")
"""The marks between front and back where the plugin is set so; never the marks of "for (;;)"."""

_CLOZE_BRACES = re.compile(r"\{\{.{0,500}?\}\}")
_CODE_OR_FORMULA = re.compile(r"(`{1,3})(?!`)[^`\n]{0,500}\1(?!`)|\$[^$\n]{1,500}\$")

LINK_FIELD_LINE = re.compile(
    r"\s*(?:[-*+]\s+)?\[?([\w][\w /-]{0,60}?)::\s*((?:!?\[\[[^\]]+\]\][,\s]*)+)\]?\s*"
)
"""A field whose value is links, on a line of its own: "relation:: [[Target]], [[Target]]"."""

LINK_FIELD = re.compile(
    r"[\[(]([\w][\w /-]{0,60}?)::\s*((?:\[\[[^\[\]]+\]\](?:[,\s]+|(?=[\])])))+)[\])]"
)
"""The same within a line: "(relation:: [[Target]])"."""

LINK_TARGET = re.compile(r"\[\[([^\[\]|#]+)")
CARD_MARK = re.compile(r"\s*(?:⚡️?|🧠|#flashcards?\b(?![/\w]))\s*")
"""A sign or tag that makes a line a card."""

SPACED_TAG = re.compile(r"(?:^|\s)#spaced\b")
"""A tag that makes a line, or the lines below it, a front without a back."""


def split_at_colons(line: str) -> tuple[str, str, str] | None:
    """Return the front, "::" or ":::", and the back of a card on one line; None if it is none.

    Colons in code, formulas, clozes, addresses and qualified names do not count. Two or three
    semicolons divide as well.
    """
    if ";;" in line:
        parts = _split_at_semicolons(line)
        if parts is not None:
            return parts
    if "::" not in line or LINK_FIELD_LINE.fullmatch(line):
        return None
    if line.lstrip().startswith(("|", "<!--", "    ")):
        return None
    masked = _CODE_OR_FORMULA.sub(_mask, _CLOZE_BRACES.sub(_mask, line))
    text_end = len(line.rstrip())
    all_colons = [colons for colons in _COLONS.finditer(masked) if colons.end() < text_end]
    first = next((colons for colons in all_colons if colons[1] is not None), None)
    if first is None:
        signs = " " in line.strip(), "(" in line
        first = next((colons for colons in all_colons if not _are_code(line, colons, *signs)), None)
    if first is None:
        return None
    return line[: first.start()], first[1] or first[2], line[first.end() :].strip()


def _split_at_semicolons(line: str) -> tuple[str, str, str] | None:
    """Return the front, the marks as colons, and the back of a line divided by semicolons."""
    masked = _CODE_OR_FORMULA.sub(_mask, line)
    marks = _SEMICOLONS.search(masked)
    if marks is None or line.lstrip().startswith(("|", "<!--")):
        return None
    return line[: marks.start()], ":" * len(marks[1]), line[marks.end() :].strip()


_MAX_CODE_CHARS = 500
"""Characters at either side of colons that are looked at to tell if they are code."""


def _mask(text: re.Match[str]) -> str:
    return "\ue002" * len(text[0])


_CODE_END = re.compile(r"(?:[;{}]|<<.*;.*)\s*$")
"""The end of a line of a program."""


def _are_code(line: str, colons: re.Match[str], has_space: bool, has_bracket: bool) -> bool:
    """Return True if colons are part of an address, or of a qualified name in a program.

    `has_space` and `has_bracket` tell if the line has a space between words, and "(".
    """
    front = line[max(0, colons.start() - _MAX_CODE_CHARS) : colons.start()]
    back = line[colons.end() : colons.end() + _MAX_CODE_CHARS]
    if re.search(r"://\S*$", front) or (not has_space and not back[:1].isalpha()):
        return True
    if line[colons.start()].isspace() or line[colons.end() - 1].isspace():
        return False
    if _CODE_END.search(line) and front.strip().isidentifier() and front.isascii():
        return True
    # "std::sort(a)" and "Foo::bar" in a sentence, but not "ser::to be (permanent)"
    name = re.match(r"[A-Za-z_]\w*(?:::\w+)*(\(|<|;|\{|\s*=)?", back)
    qualifier = re.search(r"(?:^|\s)[A-Za-z_][\w:<>]*$", front)
    return bool(qualifier and name and (name[1] or (" " in front.strip() and has_bracket)))


def parse_question(line: str) -> tuple[str, str] | None:
    """Return "Q" or "C" and the text of a line that begins a question or cloze; else None."""
    if line[:40].lower().lstrip("-+#*_ \t")[:1] not in ("q", "c"):
        return None
    question = _QUESTION.fullmatch(line)
    if question is None:
        return None
    bold, kind, text = question.group(1, 2, 3) if question[2] else question.group(4, 5, 6)
    if bold and text.rstrip().endswith(bold) and text.count(bold) % 2:
        text = text.rstrip().removesuffix(bold)  # all of the line is bold
    return "C" if kind == "C" else "Q", text


def split_cells(line: str) -> list[str]:
    """Return the cells of a row of a table."""
    bare = line.strip().removeprefix("|")
    bare = bare[:-1] if bare.endswith("|") and not bare.endswith("\\|") else bare
    return [cell.strip().replace("\\|", "|") for cell in re.split(r"(?<!\\)\|", bare)]
