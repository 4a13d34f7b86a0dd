"""Scanner: goes through the lines of a note and finds the cards in them."""

from __future__ import annotations

import re
from collections.abc import Callable

from kg.errors import Skipped
from kg.formats.markdown.line_patterns import (
    ANSWER,
    ASKS,
    BULLET,
    COMMENT,
    DEFINED,
    FIELD,
    HEADING,
    HIGHLIGHT,
    MARK,
    ON_A_LINE,
    ROW,
    RULE,
    SCHEDULE,
    SPACED,
    TAG,
    TURN,
    TYPED,
    WIKI,
    asked_in,
    cells_of,
    divided,
)
from kg.formats.markdown.note_cards import Section, make_card
from kg.formats.markup.plain_text import fenced, from_markdown, has_blanks
from kg.formats.tables.column_roles import find_roles
from kg.model.deck import Card
from kg.model.draft import DraftEdge

MOST_ASKED = 200
"""Lines of a question over its mark at most."""


class Scanner:
    """Goes through the lines of a note once."""

    def __init__(self, lines: list[str], start: int, path: str) -> None:
        self.lines = lines
        self.fenced = fenced(lines)
        turns = (n for n, row in enumerate(lines) if TURN.fullmatch(row) and not self.fenced[n])
        self._turns = sorted(turns, reverse=True)
        self.at = start
        self.path = path
        self.title = ""
        self.cards: list[Card] = []
        self.skipped: list[Skipped] = []
        self.links: list[DraftEdge] = []
        self.tags: list[str] = []
        self.sections = [Section("", (), start + 1)]
        self._trail: list[tuple[int, str]] = []
        self._under: list[str] = []  # tags of the part of the file that this is

    def scan(self) -> None:
        """Find the cards and sections of all lines."""
        while self.at < len(self.lines):
            self._step(self.lines[self.at])

    def _step(self, line: str) -> None:
        if not self.fenced[self.at]:
            line = self.lines[self.at] = self._without_fields(line)
        heading = HEADING.fullmatch(line)
        if heading and not self._asked(line):
            self._open(len(heading[1]), heading[2])
        elif heading:
            pass  # a question that is set as a heading
        elif self.fenced[self.at]:
            self._take(self._fence_end())
        elif SCHEDULE.fullmatch(line) or COMMENT.fullmatch(line) or RULE.fullmatch(line):
            self.at += 1
        elif not any(read(line) for read in self._readers()):
            self._note_tags(line)
            self._take(self.at + 1)

    def _without_fields(self, line: str) -> str:
        """A line in which fields in the text, (relation:: [[Target]]), are but their targets."""
        if "::" not in line or "[[" not in line:
            return line

        def told(found: re.Match[str]) -> str:
            names = [name.strip() for name in WIKI.findall(found[2])]
            self.links += [DraftEdge("", found[1].strip(), name) for name in names]
            return ", ".join(names)

        return FIELD.sub(told, line)

    def _readers(self) -> tuple[Callable[[str], bool], ...]:
        return (
            self._asked, self._turned, self._table, self._typed, self._inline, self._marked,
            self._blanked, self._defined,
        )  # fmt: skip

    def _trail_now(self) -> tuple[str, ...]:
        return tuple(name for _, name in self._trail)

    def _add(self, first: int, last: int, front: str, back: str, **more: object) -> None:
        """A card of the lines from first to last, counted from 0, the last not included."""
        tags = [*self._under, *TAG.findall(front)]
        front = TAG.sub("", BULLET.sub("", front, count=1)).strip()
        card = make_card(
            self.path, first + 1, last, front, back, trail=self._trail_now(),
            tags=[tag for tag in tags if tag.lower() not in ("flashcard", "flashcards", "spaced")],
            **more,  # type: ignore[arg-type]
        )  # fmt: skip
        if card.front:
            self.cards.append(card)
        else:
            self.skipped.append(Skipped(f"{self.path}:{first + 1}", "no text in its front"))
        self.at = max(last, self.at + 1)

    def _open(self, level: int, name: str) -> None:
        while self._trail and self._trail[-1][0] >= level:
            self._trail.pop()
        plain = TAG.sub("", from_markdown(ASKS.sub("", name)).text).strip()
        self.tags += TAG.findall(name)
        if level == 1 and not self.title:
            self.title = plain
        self.sections.append(Section(plain, self._trail_now(), self.at + 1, level))
        self._trail.append((level, plain))
        self.at += 1
        self.sections[-1].last = self.at

    def _take(self, end: int) -> None:
        """Lines that are in no card."""
        section = self.sections[-1]
        section.body += self.lines[self.at : end]
        if any(line.strip() for line in self.lines[self.at : end]):
            section.last = end
        self.at = end

    def _fence_end(self) -> int:
        end = self.at + 1
        while end < len(self.lines) and self.fenced[end]:
            end += 1
        return end

    def _note_tags(self, line: str) -> None:
        found = TAG.findall(line)
        if not found:
            return
        self.tags += found
        under = [tag for tag in found if "/" in tag and tag.lower().startswith("flashcard")]
        if under and not TAG.sub("", line).strip():
            self._under = [tag.split("/", 1)[1] for tag in under]

    def _ends(self, n: int) -> bool:
        """Whether a card above line n ends before it; never within a fence."""
        line = self.lines[n]
        return not self.fenced[n] and bool(
            HEADING.fullmatch(line)
            or RULE.fullmatch(line)
            or asked_in(line) is not None
            or SCHEDULE.fullmatch(line)
            or (n + 1 < len(self.lines) and TURN.fullmatch(self.lines[n + 1]))
        )

    def _asked(self, line: str) -> bool:
        """Q: and A:, or C: with its blanks in brackets."""
        asked = asked_in(line)
        if asked is None:
            return False
        kind, question = asked
        first = self.at
        ends = next(
            (n for n in range(first + 1, len(self.lines)) if self._ends(n)), len(self.lines)
        )
        block = [question, *self.lines[first + 1 : ends]]
        while block and not block[-1].strip():
            block.pop()
        if not block:
            return False
        last = first + len(block)
        if kind == "C":
            text = "\n".join(block)
            blanks = tuple(dict.fromkeys(re.findall(r"(?<!!)\[([^\[\]]+)\](?!\()", text)))
            if not blanks:
                return False
            text = re.sub(r"(?<!!)\[([^\[\]]+)\](?!\()", r"\1", text)
            self._add(first, last, text, "", blanks=blanks, sides=max(1, len(blanks)))
            return True
        on_a_line = ON_A_LINE.search(block[0])
        if on_a_line:
            front = block[0][: on_a_line.start()].removesuffix("**")
            self._add(first, first + 1, front, block[0][on_a_line.end() :])
            return True
        at = range(1, len(block))
        turn = next((n for n in at if ANSWER.match(block[n]) and not self.fenced[first + n]), None)
        if turn is None:
            return False
        # What is set off by an empty line may be the next card of another form.
        for n in range(turn + 2, len(block)):
            is_apart = not block[n - 1].strip() and not self.fenced[first + n]
            if is_apart and divided(block[n]) is not None:
                last, block = first + n, block[:n]
                break
        answer = ANSWER.fullmatch(block[turn])
        back = [answer[2] if answer else "", *block[turn + 1 :]]
        self._add(first, last, "\n".join(block[:turn]), "\n".join(back))
        return True

    def _turned(self, _: str) -> bool:
        """Lines, a question mark on a line of its own, lines."""
        while self._turns and self._turns[-1] <= self.at:
            self._turns.pop()
        if not self._turns:
            return False
        turn = self._turns[-1]
        if turn - self.at > MOST_ASKED or not all(
            row.strip() or self.fenced[n]
            for n, row in enumerate(self.lines[self.at : turn], self.at)
        ):
            return False
        sides = 2 if "??" in self.lines[turn] else 1
        first, ends = self.at, turn + 1
        while ends < len(self.lines) and not self._ends(ends):
            ends += 1
        if ends == len(self.lines) or not SCHEDULE.fullmatch(self.lines[ends]):
            at = range(turn + 1, ends)
            blank = (n for n in at if not self.lines[n].strip() and not self.fenced[n])
            ends = next((n for n in blank if n > turn + 1), ends)
        front, back = self.lines[first:turn], self.lines[turn + 1 : ends]
        self._add(first, ends, "\n".join(front), "\n".join(back), sides=sides)
        return True

    def _table(self, line: str) -> bool:
        if "|" not in line or self.at + 1 >= len(self.lines):
            return False
        if not ROW.fullmatch(self.lines[self.at + 1]):
            return False
        names = cells_of(line)
        roles = find_roles(tuple(names))
        end = self.at + 2
        while end < len(self.lines) and "|" in self.lines[end]:
            end += 1
        if len(names) < 2:
            self._take(end)
            return True
        for n in range(self.at + 2, end):
            cells = cells_of(self.lines[n])
            cells += [""] * (len(names) - len(cells))
            others = tuple(f"{names[i]}: {cells[i]}" for i in roles.others if cells[i])
            back = cells[roles.back] if roles.back is not None else ""
            tags = cells[roles.tags].split() if roles.tags is not None else []
            self.at = n
            self._under, under = [*self._under, *tags], self._under
            self._add(n, n + 1, cells[roles.front], back, more=others)
            self._under = under
        self.at = max(end, self.at)
        return True

    def _typed(self, line: str) -> bool:
        """An inline field whose value is links: relation:: [[Target]]."""
        found = TYPED.fullmatch(line)
        if not found:
            return False
        self.links += [DraftEdge("", found[1].strip(), name.strip()) for name in WIKI.findall(found[2])]
        self.at += 1
        return True

    def _inline(self, line: str) -> bool:
        found = divided(line)
        if found is None:
            return False
        front, mark, back = found
        end = self.at + 1
        self._add(self.at, end, front, back, sides=2 if mark == ":::" else 1)
        return True

    def _marked(self, line: str) -> bool:
        """A line that a mark makes a card: "front : back ⚡", or a front with text below."""
        if SPACED.search(line) and not line.lstrip().startswith("```"):
            said = SPACED.sub("", line)
            end = self.at + 1
            if not TAG.sub("", said).strip():  # the mark stands above its text
                while end < len(self.lines) and not RULE.fullmatch(self.lines[end]):
                    end += 1
                said += "\n" + "\n".join(self.lines[self.at + 1 : end])
            self._add(self.at, end, said, "")
            return True
        found = MARK.search(line)
        if found is None or not MARK.sub("", TAG.sub("", line)).strip():
            return False
        said = MARK.sub(" ", line, count=1)
        tags = " ".join(f"#{tag}" for tag in TAG.findall(said))
        front, colon, back = TAG.sub("", said).partition(" : ")
        if colon:
            self._add(self.at, self.at + 1, f"{front} {tags}", back)
            return True
        if found.end() < len(line.rstrip()) and not TAG.fullmatch(line[found.end() :].strip()):
            return False  # the mark is spoken of, not used
        end = self.at + 1
        while end < len(self.lines) and not RULE.fullmatch(self.lines[end]):
            end += 1
        self._add(self.at, end, said, "\n".join(self.lines[self.at + 1 : end]))
        return True

    def _blanked(self, line: str) -> bool:
        """A line with blanks as Anki writes them, or with highlights where cards are tagged."""
        if has_blanks(line):
            self._add(self.at, self.at + 1, line, "")
            return True
        if "==" not in line or not any(tag.lower().startswith("flashcard") for tag in self.tags):
            return False
        blanks = tuple(HIGHLIGHT.findall(line))
        if not blanks:
            return False
        text = HIGHLIGHT.sub(r"\1", line)
        self._add(self.at, self.at + 1, text, "", blanks=blanks, sides=len(blanks))
        return True

    def _defined(self, line: str) -> bool:
        """A term, and its definitions on lines that begin with a colon."""
        if not line.strip() or BULLET.match(line):
            return False
        end = self.at + 1
        while end < len(self.lines) and not self.lines[end].strip() and end < self.at + 2:
            end += 1
        if end >= len(self.lines) or not DEFINED.fullmatch(self.lines[end]):
            return False
        back = []
        while end < len(self.lines):
            found = DEFINED.fullmatch(self.lines[end])
            if found:
                back.append(found[1])
            elif self.lines[end].startswith((" ", "\t")) and self.lines[end].strip():
                back.append(self.lines[end])
            else:
                break
            end += 1
        self._add(self.at, end, line, "\n".join(back))
        return True
