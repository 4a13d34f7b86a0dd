"""Recognise the forms of cards in a note: questions, tables, "::", marks, clozes, definitions.

Each function looks at the current line of a scan. If a card, or a field with links, begins there,
it adds what it found, moves the scan behind it and returns True; else it changes nothing and
returns False.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from kg.formats.markdown.line_patterns import (
    ANSWER,
    BULLET,
    CARD_MARK,
    DEFINITION,
    HIGHLIGHT,
    INLINE_ANSWER,
    LINK_FIELD_LINE,
    LINK_TARGET,
    RULE,
    SCHEDULE_COMMENT,
    SPACED_TAG,
    TABLE_RULE,
    TAG,
    parse_question,
    split_at_colons,
    split_cells,
)
from kg.formats.markdown.note_scan import NoteScan
from kg.formats.markdown.outline_cards import read_details, read_outline_card
from kg.formats.markup.cloze import has_blanks
from kg.formats.tables.content_roles import find_roles
from kg.model.draft import DraftEdge

TABLE_ROW = "table row"
"""The type of a card that is a row of a table."""

MAX_QUESTION_LINES = 200
"""Lines of a question above the question mark that ends it."""

_BRACKETED = re.compile(r"(?<!!)\[([^\[\]]+)\](?!\()")
"""A blank of a "C:" cloze: a text in brackets that is not a link or picture."""


def read_question(scan: NoteScan, line: str) -> bool:
    """Read "Q:" and "A:", on one line or several, or "C:" with its blanks in brackets."""
    question = parse_question(line)
    if question is None:
        return False
    kind, text = question
    first = scan.position
    following = range(first + 1, len(scan.lines))
    end = next((n for n in following if scan.is_card_end(n)), len(scan.lines))
    block = [text, *scan.lines[first + 1 : end]]
    while block and not block[-1].strip():
        block.pop()
    if not block:
        return False
    if kind == "C":
        return _read_bracket_cloze(scan, block)
    inline_answer = INLINE_ANSWER.search(block[0])
    if inline_answer:
        front = block[0][: inline_answer.start()].removesuffix("**")
        scan.add_card(first, first + 1, front, block[0][inline_answer.end() :])
        return True
    return _read_answer(scan, block)


def _read_bracket_cloze(scan: NoteScan, block: list[str]) -> bool:
    text = "\n".join(block)
    blanks = tuple(dict.fromkeys(_BRACKETED.findall(text)))
    if not blanks:
        return False
    text = _BRACKETED.sub(r"\1", text)
    last = scan.position + len(block)
    scan.add_card(scan.position, last, text, "", blanks=blanks, sides=max(1, len(blanks)))
    return True


def _read_answer(scan: NoteScan, block: list[str]) -> bool:
    """Add the card of a question and the lines below it, if one of these begins an answer."""
    first = scan.position
    turn = None
    for n in range(1, len(block)):
        if ANSWER.match(block[n]) and not scan.fenced[first + n]:
            turn = n
            break
    if turn is None:
        return False
    last = first + len(block)
    # Below an empty line, a line with "::" is the next card.
    for n in range(turn + 2, len(block)):
        is_apart = not block[n - 1].strip() and not scan.fenced[first + n]
        if is_apart and split_at_colons(block[n]) is not None:
            last, block = first + n, block[:n]
            break
    answer = ANSWER.fullmatch(block[turn])
    back = [answer[2] if answer else "", *block[turn + 1 :]]
    scan.add_card(first, last, "\n".join(block[:turn]), "\n".join(back))
    return True


def read_question_mark(scan: NoteScan, _: str) -> bool:
    """Read lines of a front, a line with only "?" or "??", and lines of a back."""
    first, turn = scan.position, scan.next_question_mark()
    if turn is None or turn - first > MAX_QUESTION_LINES:
        return False
    if not all(scan.lines[n].strip() or scan.fenced[n] for n in range(first, turn)):
        return False
    sides = 2 if "??" in scan.lines[turn] else 0
    end = turn + 1
    while end < len(scan.lines) and not scan.is_card_end(end):
        end += 1
    if end == len(scan.lines) or not SCHEDULE_COMMENT.fullmatch(scan.lines[end]):
        # Only a plugin's comment shows that the back goes on beyond an empty line.
        back_lines = range(turn + 2, end)
        empty = (n for n in back_lines if not scan.lines[n].strip() and not scan.fenced[n])
        end = next(empty, end)
    front, back = scan.lines[first:turn], scan.lines[turn + 1 : end]
    scan.add_card(first, end, "\n".join(front), "\n".join(back), sides=sides)
    return True


def read_table(scan: NoteScan, line: str) -> bool:
    """Read a table: a card for each row below its head; one with a single column is prose."""
    start = scan.position
    if "|" not in line or start + 1 >= len(scan.lines):
        return False
    if not TABLE_RULE.fullmatch(scan.lines[start + 1]):
        return False
    names = split_cells(line)
    end = start + 2
    while end < len(scan.lines) and "|" in scan.lines[end]:
        end += 1
    all_cells = [split_cells(scan.lines[n]) for n in range(start + 2, end)]
    named = len(names)
    names += [""] * (max(map(len, all_cells), default=0) - named)
    roles = find_roles(names, all_cells)
    if len(names) < 2 or not scan.are_tables_cards:
        scan.keep_as_prose(end)
        return True
    deck_tags = scan.deck_tags
    for n in range(start + 2, end):
        cells = split_cells(scan.lines[n])
        cells += [""] * (len(names) - len(cells))
        others = tuple(
            f"{names[i]}: {cells[i]}".removeprefix(": ")
            for i in (*roles.others, *range(named, len(names)))
            if cells[i] and i not in roles.ignored
        )
        back = cells[roles.back] if roles.back is not None else ""
        tags = cells[roles.tags].split() if roles.tags is not None else []
        scan.position = n
        scan.deck_tags = [*deck_tags, *tags]
        scan.add_card(n, n + 1, cells[roles.front], back, more=others, type_=TABLE_ROW)
    scan.deck_tags = deck_tags
    scan.position = max(end, scan.position)
    return True


def read_link_field(scan: NoteScan, line: str) -> bool:
    """Read a field whose value is links: "relation:: [[Target]]"."""
    field = LINK_FIELD_LINE.fullmatch(line)
    if not field:
        return False
    relation = field[1].strip()
    targets = LINK_TARGET.findall(field[2])
    scan.links += [DraftEdge("", relation, target.strip()) for target in targets]
    scan.position += 1
    return True


def read_colons(scan: NoteScan, line: str) -> bool:
    """Read "front :: back", or "front ::: back" for a card that is asked both ways."""
    parts = split_at_colons(line)
    if parts is None:
        return False
    front, colons, back = parts
    sides = 2 if colons == ":::" else 0
    scan.add_card(scan.position, scan.position + 1, front, back, sides=sides)
    return True


def read_marked(scan: NoteScan, line: str) -> bool:
    """Read a line that a mark makes a card: "front : back ⚡", or a front with its back below."""
    if SPACED_TAG.search(line) and not line.lstrip().startswith("```"):
        return _read_spaced(scan, SPACED_TAG.sub("", line))
    mark = CARD_MARK.search(line)
    if mark is None or not CARD_MARK.sub("", TAG.sub("", line)).strip():
        return False
    unmarked = CARD_MARK.sub(" ", line, count=1)
    tags = " ".join(f"#{tag}" for tag in TAG.findall(unmarked))
    front, colon, back = TAG.sub("", unmarked).partition(" : ")
    if colon:
        scan.add_card(scan.position, scan.position + 1, f"{front} {tags}", back)
        return True
    if mark.end() < len(line.rstrip()) and not TAG.fullmatch(line[mark.end() :].strip()):
        return False  # the mark is part of a sentence
    end = _next_rule(scan)
    scan.add_card(scan.position, end, unmarked, "\n".join(scan.lines[scan.position + 1 : end]))
    return True


def _read_spaced(scan: NoteScan, front: str) -> bool:
    """Add a card without a back: the rest of the line, or the lines below if there is no rest."""
    end = scan.position + 1
    if not TAG.sub("", front).strip():
        end = _next_rule(scan)
        front += "\n" + "\n".join(scan.lines[scan.position + 1 : end])
    scan.add_card(scan.position, end, front, "")
    return True


def _next_rule(scan: NoteScan) -> int:
    """Return the next line that is a rule, or the number of lines."""
    end = scan.position + 1
    while end < len(scan.lines) and not RULE.fullmatch(scan.lines[end]):
        end += 1
    return end


def read_cloze(scan: NoteScan, line: str) -> bool:
    """Read a line with blanks as Anki writes them, or with highlights if cards are tagged."""
    if has_blanks(line):
        scan.add_card(scan.position, scan.position + 1, line, "")
        return True
    if "==" not in line or not any(tag.lower().startswith("flashcard") for tag in scan.tags):
        return False
    blanks = tuple(HIGHLIGHT.findall(line))
    if not blanks:
        return False
    text = HIGHLIGHT.sub(r"\1", line)
    scan.add_card(scan.position, scan.position + 1, text, "", blanks=blanks, sides=len(blanks))
    return True


def read_definition(scan: NoteScan, line: str) -> bool:
    """Read a term, and its definitions on lines that begin with a colon."""
    if not line.strip() or BULLET.match(line):
        return False
    end = scan.position + 1
    if end < len(scan.lines) and not scan.lines[end].strip():  # one empty line may lie between
        end += 1
    if end >= len(scan.lines) or not DEFINITION.fullmatch(scan.lines[end]):
        return False
    back = []
    while end < len(scan.lines):
        definition = DEFINITION.fullmatch(scan.lines[end])
        if definition:
            back.append(definition[1])
        elif scan.lines[end].startswith((" ", "\t")) and scan.lines[end].strip():
            back.append(scan.lines[end])
        else:
            break
        end += 1
    scan.add_card(scan.position, end, line, "\n".join(back))
    return True


CARD_FORMS: tuple[Callable[[NoteScan, str], bool], ...] = (
    read_outline_card, read_details, read_question, read_question_mark, read_table,
    read_link_field, read_colons, read_marked, read_cloze, read_definition,
)  # fmt: skip
"""The forms in the order in which they are tried."""
