"""Lines: what a line of Markdown can be in notes with cards."""

from __future__ import annotations

import re

HEADING = re.compile(r" {0,3}(#{1,6})\s+(.+?)(?:\s+#+)?\s*")
RULE = re.compile(r" {0,3}(?:(?:-\s*){3,}|(?:_\s*){3,}|(?:\*\s*){3,})")
SCHEDULE = re.compile(r"\s*<!--\s*(?:SR:|\^|card|ID:).*?-->\s*")
COMMENT = re.compile(r"\s*<!--.*-->\s*")
_BOLD = r"(?:\*\*|__|[*_])?"
_QUESTION = re.compile(
    rf"(?:[-*+]\s+|#{{1,6}}\s+)?({_BOLD})(Q|q|Question|C(?={_BOLD}:)){_BOLD}\s*\d*\s*(?:[:.]|(?<=\d)\)){_BOLD}\s+(.*)"
    rf"|(?:[-*+]\s+)?({_BOLD})(Q|q|Question){_BOLD}\d*[:.]{_BOLD}(.*)"
)
ANSWER = re.compile(
    rf"\s*(?:[-*+]\s+)?{_BOLD}(A|a|Answer){_BOLD}\s*\d*\s*(?:[:.]|(?<=\d)\)){_BOLD}\s*(.*)"
)
ASKS = re.compile(r"^Q(?:uestion)?\s*\d*:\s+")
ON_A_LINE = re.compile(rf"\s+{_BOLD}(?:A|Answer):{_BOLD}\s+")
TURN = re.compile(r"\s*(\?\??)\s*")
_INLINE = re.compile(r"(?<=\S)(?:\s+(:::?)\s+|\s*(:::?)(?!:)\s*)(?=\S)")
TYPED = re.compile(
    r"\s*(?:[-*+]\s+)?\[?([\w][\w /-]{0,60}?)::\s*((?:!?\[\[[^\]]+\]\][,\s]*)+)\]?\s*"
)
FIELD = re.compile(
    r"[\[(]([\w][\w /-]{0,60}?)::\s*((?:\[\[[^\[\]]+\]\](?:[,\s]+|(?=[\])])))+)[\])]"
)
WIKI = re.compile(r"\[\[([^\[\]|#]+)")
MARK = re.compile(r"\s*(?:⚡️?|🧠|#flashcards?\b(?![/\w]))\s*")
SPACED = re.compile(r"(?:^|\s)#spaced\b")
TAG = re.compile(r"(?:^|(?<=\s))#([A-Za-z][\w/-]*)")
BULLET = re.compile(r"^\s*(?:[-*+]|\d+[.)])\s+")
ROW = re.compile(r"\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)+\|?\s*|\s*\|\s*:?-+:?\s*\|\s*")
DEFINED = re.compile(r" {0,3}:\s+(\S.*)")
HIGHLIGHT = re.compile(r"==([^=\n]+)==")
_CODE = re.compile(r"(`{1,3})(?!`)[^`\n]{0,500}\1(?!`)|\$[^$\n]{1,500}\$")


def divided(line: str) -> tuple[str, str, str] | None:
    """A line's front, mark and back, where "::" or ":::" divides it outside of code."""
    if "::" not in line or TYPED.fullmatch(line) or line.lstrip().startswith(("|", "<!--", "    ")):
        return None
    hidden = _CODE.sub(
        lambda found: "\ue002" * len(found[0]),
        re.sub(r"\{\{.{0,500}?\}\}", lambda f: "\ue002" * len(f[0]), line),
    )
    marks = [m for m in _INLINE.finditer(hidden) if line[m.end() :].strip()]
    spaced = [mark for mark in marks if mark[1] is not None]
    marks = spaced or [mark for mark in marks if not _is_of_code(line, mark)]
    if not marks:
        return None
    found = marks[0]
    return line[: found.start()], found[1] or found[2], line[found.end() :].strip()


def _is_of_code(line: str, mark: re.Match[str]) -> bool:
    """Whether "::" stands within an address, or in a qualified name of a program."""
    front, back = line[: mark.start()], line[mark.end() :]
    if re.search(r"://\S*$", front) or (" " not in line.strip() and not back[:1].isalpha()):
        return True
    if line[mark.start()].isspace() or line[mark.end() - 1].isspace():
        return False
    # "std::sort(a)" and "Foo::bar" in a sentence, but not "ser::to be (permanent)"
    name = re.match(r"[A-Za-z_]\w*(?:::\w+)*(\(|<|;|\{|\s*=)?", back)
    before = re.search(r"(?:^|\s)[A-Za-z_][\w:<>]*$", front)
    return bool(before and name and (name[1] or (" " in front.strip() and "(" in line)))


def asked_in(line: str) -> tuple[str, str] | None:
    """Q or C where a line begins a question or a cloze so, and the rest of it."""
    if line[:40].lower().lstrip("-+#*_ \t")[:1] not in ("q", "c"):
        return None
    found = _QUESTION.fullmatch(line)
    if found is None:
        return None
    bold, kind, text = found.group(1, 2, 3) if found[2] else found.group(4, 5, 6)
    if bold and text.rstrip().endswith(bold) and text.count(bold) % 2:
        text = text.rstrip().removesuffix(bold)  # all of it is in bold
    return "C" if kind == "C" else "Q", text


def cells_of(line: str) -> list[str]:
    """The cells of a table's row."""
    bare = line.strip().removeprefix("|")
    bare = bare[:-1] if bare.endswith("|") and not bare.endswith("\\|") else bare
    return [cell.strip().replace("\\|", "|") for cell in re.split(r"(?<!\\)\|", bare)]
