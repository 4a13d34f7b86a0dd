"""Markdown: the many ways in which people write cards in notes.

    Q: question          C: a text with [blanks]      Term            | Front | Back |
    A: answer                                         : definition    |-------|------|

    front :: back        front ::: back, both ways    question        ## Heading
    front : back ⚡                                    ?               its text
                                                      answer

and cards of Mochi, parted by rules. Headings with a text are cards where a file has no others.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from kg.deck import Card, Deck, Link, Skipped
from kg.formats.fields import find_roles
from kg.formats.frontmatter import FrontMatter, read_front_matter
from kg.formats.plain import count_blanks, fenced, fill_blanks, from_markdown, has_blanks
from kg.formats.source import decode, decode_start, read_content

_HEADING = re.compile(r" {0,3}(#{1,6})\s+(.+?)(?:\s+#+)?\s*")
_RULE = re.compile(r" {0,3}(?:(?:-\s*){3,}|(?:_\s*){3,}|(?:\*\s*){3,})")
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_SCHEDULE = re.compile(r"\s*<!--\s*(?:SR:|\^|card|ID:).*?-->\s*")
_COMMENT = re.compile(r"\s*<!--.*-->\s*")
_BOLD = r"(?:\*\*|__|[*_])?"
_QUESTION = re.compile(
    rf"(?:[-*+]\s+|#{{1,6}}\s+)?({_BOLD})(Q|q|Question|C(?={_BOLD}:)){_BOLD}\s*\d*\s*(?:[:.]|(?<=\d)\)){_BOLD}\s+(.*)"
    rf"|(?:[-*+]\s+)?({_BOLD})(Q|q|Question){_BOLD}\d*[:.]{_BOLD}(.*)"
)
_ANSWER = re.compile(
    rf"\s*(?:[-*+]\s+)?{_BOLD}(A|a|Answer){_BOLD}\s*\d*\s*(?:[:.]|(?<=\d)\)){_BOLD}\s*(.*)"
)
_ASKS = re.compile(r"^Q(?:uestion)?\s*\d*:\s+")
_ON_A_LINE = re.compile(rf"\s+{_BOLD}(?:A|Answer):{_BOLD}\s+")
_TURN = re.compile(r"\s*(\?\??)\s*")
_INLINE = re.compile(r"(?<=\S)(?:\s+(:::?)\s+|\s*(:::?)(?!:)\s*)(?=\S)")
_TYPED = re.compile(
    r"\s*(?:[-*+]\s+)?\[?([\w][\w /-]{0,60}?)::\s*((?:!?\[\[[^\]]+\]\][,\s]*)+)\]?\s*"
)
_FIELD = re.compile(
    r"[\[(]([\w][\w /-]{0,60}?)::\s*((?:\[\[[^\[\]]+\]\](?:[,\s]+|(?=[\])])))+)[\])]"
)
_WIKI = re.compile(r"\[\[([^\[\]|#]+)")
_MARK = re.compile(r"\s*(?:⚡️?|🧠|#flashcards?\b(?![/\w]))\s*")
_SPACED = re.compile(r"(?:^|\s)#spaced\b")
_TAG = re.compile(r"(?:^|(?<=\s))#([A-Za-z][\w/-]*)")
_BULLET = re.compile(r"^\s*(?:[-*+]|\d+[.)])\s+")
_ROW = re.compile(r"\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)+\|?\s*|\s*\|\s*:?-+:?\s*\|\s*")
_DEFINED = re.compile(r" {0,3}:\s+(\S.*)")
_HIGHLIGHT = re.compile(r"==([^=\n]+)==")
_MOCHI = re.compile(r"^---\n(?:card_id|deck-id):[^\n]*\n(?:[a-z_-]+:[^\n]*\n)*---\n", re.MULTILINE)
_MOCHI_BLANK = re.compile(r"\{\{(?:(\d{1,3})::)?([^{}\n]{1,500})\}\}")
_CODE = re.compile(r"(`+)(?:(?!\1).)*\1|\$[^$\n]+\$")


MOST_ASKED = 200
"""Lines of a question over its mark at most."""


@dataclass(slots=True)
class Note:
    """A file of Markdown: its cards, and what it says outside of them."""

    about: FrontMatter
    title: str = ""
    cards: list[Card] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)
    prose: str = ""
    tags: tuple[str, ...] = ()
    links: tuple[Link, ...] = ()


@dataclass(slots=True)
class _Section:
    """A heading, what it stands under, and the lines below it that are in no card."""

    heading: str
    trail: tuple[str, ...]
    first: int
    level: int = 0
    body: list[str] = field(default_factory=list)
    last: int = 0


def recognises(start: bytes) -> bool:
    """Whether the text has any of the forms that cards take in Markdown."""
    text = decode_start(start)
    lines = [line for line in text.split("\n") if line.strip()]
    if sum("\t" in line.strip() for line in lines) > len(lines) / 2:
        return False  # rows of cells
    if _MOCHI.search(text) or any(map(_is_marked, lines)):
        return True
    if any(map(_TURN.fullmatch, lines[1:])) or any(map(_DEFINED.fullmatch, lines[1:])):
        return True
    weak = sum(_BULLET.match(line) is not None or _divided(line) is not None for line in lines)
    return weak > len(lines) / 2


def _is_marked(line: str) -> bool:
    """Whether a line is one that only Markdown with cards has."""
    return bool(
        _HEADING.fullmatch(line)
        or _asked_in(line) is not None
        or (_ROW.fullmatch(line) and "|" in line)
        or (" :: " in line and _divided(line) is not None)
        or _MARK.search(line)
    )


def read(path: Path, encoding: str | None = None) -> Deck:
    """The cards of a file, each citing its lines.

    Raises:
        DataError: the text can't be read, or its front matter is hostile (E501, E502, E505, E507).
    """
    note = read_note(decode(read_content(path), path, encoding), path)
    title = note.title or path.stem
    return Deck(title, tuple(note.cards), tuple(note.skipped), "lines")


def read_note(text: str, path: Path | str) -> Note:
    """The cards of a text, numbered from 1, and what is told outside of them."""
    lines = text.split("\n")
    if _MOCHI.search(text):
        note = Note(FrontMatter())
        cards = list(_mochi(lines, str(path)))
        note.cards = [replace(card, number=n) for n, card in enumerate(cards, 1)]
        return note
    about = read_front_matter(lines, path)
    scanner = _Scanner(lines, about.lines, str(path))
    scanner.scan()
    note = Note(about, about.title or scanner.title, scanner.cards, scanner.skipped)
    note.tags = tuple(dict.fromkeys([*about.tags, *scanner.tags]))
    told = from_markdown("\n".join(line for s in scanner.sections for line in s.body))
    note.prose, note.links = told.text, (*scanner.links, *told.links)
    if not note.cards:
        note.cards = list(_headed(scanner.sections, str(path), note.tags)) or list(
            _termed(lines, about.lines, str(path))
        )
    note.cards = [replace(card, number=n) for n, card in enumerate(note.cards, 1)]
    return note


def make_card(
    path: str, first: int, last: int, front: str, back: str, *,
    trail: tuple[str, ...] = (), tags: Sequence[str] = (), sides: int = 1,
    blanks: tuple[str, ...] = (), more: tuple[str, ...] = (),
) -> Card:  # fmt: skip
    """A card of texts in Markdown."""
    asked, told = from_markdown(front), from_markdown(back)
    text = asked.text
    if has_blanks(text):
        sides = max(1, count_blanks(text))
        text, blanks = fill_blanks(text)
    return Card(
        number=1,
        front=text,
        back=told.text,
        more=tuple(from_markdown(part).text for part in more),
        path=path,
        first=first,
        last=last,
        trail=trail,
        tags=tuple(dict.fromkeys(tags)),
        blanks=tuple(from_markdown(blank).text for blank in blanks),
        links=(*asked.links, *told.links),
        media=(*asked.media, *told.media),
        sides=sides,
    )


class _Scanner:
    """Goes through the lines of a note once."""

    def __init__(self, lines: list[str], start: int, path: str) -> None:
        self.lines = lines
        self.fenced = fenced(lines)
        turns = (n for n, row in enumerate(lines) if _TURN.fullmatch(row) and not self.fenced[n])
        self._turns = sorted(turns, reverse=True)
        self.at = start
        self.path = path
        self.title = ""
        self.cards: list[Card] = []
        self.skipped: list[Skipped] = []
        self.links: list[Link] = []
        self.tags: list[str] = []
        self.sections = [_Section("", (), start + 1)]
        self._trail: list[tuple[int, str]] = []
        self._under: list[str] = []  # tags of the part of the file that this is

    def scan(self) -> None:
        """Find the cards and sections of all lines."""
        while self.at < len(self.lines):
            self._step(self.lines[self.at])

    def _step(self, line: str) -> None:
        if not self.fenced[self.at]:
            line = self.lines[self.at] = self._without_fields(line)
        heading = _HEADING.fullmatch(line)
        if heading and not self._asked(line):
            self._open(len(heading[1]), heading[2])
        elif heading:
            pass  # a question that is set as a heading
        elif _FENCE.match(line):
            self._take(self._fence_end())
        elif _SCHEDULE.fullmatch(line) or _COMMENT.fullmatch(line) or _RULE.fullmatch(line):
            self.at += 1
        elif not any(read(line) for read in self._readers()):
            self._note_tags(line)
            self._take(self.at + 1)

    def _without_fields(self, line: str) -> str:
        """A line in which fields in the text, (relation:: [[Target]]), are but their targets."""
        if "::" not in line or "[[" not in line:
            return line

        def told(found: re.Match[str]) -> str:
            names = [name.strip() for name in _WIKI.findall(found[2])]
            self.links += [Link(found[1].strip(), name) for name in names]
            return ", ".join(names)

        return _FIELD.sub(told, line)

    def _readers(self) -> tuple:  # type: ignore[type-arg]
        return (
            self._asked, self._turned, self._table, self._typed, self._inline, self._marked,
            self._blanked, self._defined,
        )  # fmt: skip

    def _trail_now(self) -> tuple[str, ...]:
        return tuple(name for _, name in self._trail)

    def _add(self, first: int, last: int, front: str, back: str, **more: object) -> None:
        """A card of the lines from first to last, counted from 0, the last not included."""
        tags = [*self._under, *_TAG.findall(front)]
        front = _TAG.sub("", _BULLET.sub("", front, count=1)).strip()
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
        plain = _TAG.sub("", from_markdown(_ASKS.sub("", name)).text).strip()
        self.tags += _TAG.findall(name)
        if level == 1 and not self.title:
            self.title = plain
        self.sections.append(_Section(plain, self._trail_now(), self.at + 1, level))
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
        found = _TAG.findall(line)
        if not found:
            return
        self.tags += found
        under = [tag for tag in found if "/" in tag and tag.lower().startswith("flashcard")]
        if under and not _TAG.sub("", line).strip():
            self._under = [tag.split("/", 1)[1] for tag in under]

    def _ends(self, n: int) -> bool:
        """Whether a card above line n ends before it; never within a fence."""
        line = self.lines[n]
        return not self.fenced[n] and bool(
            _HEADING.fullmatch(line)
            or _RULE.fullmatch(line)
            or _asked_in(line) is not None
            or _SCHEDULE.fullmatch(line)
            or (n + 1 < len(self.lines) and _TURN.fullmatch(self.lines[n + 1]))
        )

    def _asked(self, line: str) -> bool:
        """Q: and A:, or C: with its blanks in brackets."""
        asked = _asked_in(line)
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
        on_a_line = _ON_A_LINE.search(block[0])
        if on_a_line:
            front = block[0][: on_a_line.start()].removesuffix("**")
            self._add(first, first + 1, front, block[0][on_a_line.end() :])
            return True
        at = range(1, len(block))
        turn = next((n for n in at if _ANSWER.match(block[n]) and not self.fenced[first + n]), None)
        if turn is None:
            return False
        # What is set off by an empty line may be the next card of another form.
        for n in range(turn + 2, len(block)):
            is_apart = not block[n - 1].strip() and not self.fenced[first + n]
            if is_apart and _divided(block[n]) is not None:
                last, block = first + n, block[:n]
                break
        answer = _ANSWER.fullmatch(block[turn])
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
        if ends == len(self.lines) or not _SCHEDULE.fullmatch(self.lines[ends]):
            at = range(turn + 1, ends)
            blank = (n for n in at if not self.lines[n].strip() and not self.fenced[n])
            ends = next((n for n in blank if n > turn + 1), ends)
        front, back = self.lines[first:turn], self.lines[turn + 1 : ends]
        self._add(first, ends, "\n".join(front), "\n".join(back), sides=sides)
        return True

    def _table(self, line: str) -> bool:
        if "|" not in line or self.at + 1 >= len(self.lines):
            return False
        if not _ROW.fullmatch(self.lines[self.at + 1]):
            return False
        names = _cells(line)
        roles = find_roles(tuple(names))
        end = self.at + 2
        while end < len(self.lines) and "|" in self.lines[end]:
            end += 1
        if len(names) < 2:
            self._take(end)
            return True
        for n in range(self.at + 2, end):
            cells = _cells(self.lines[n])
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
        found = _TYPED.fullmatch(line)
        if not found:
            return False
        self.links += [Link(found[1].strip(), name.strip()) for name in _WIKI.findall(found[2])]
        self.at += 1
        return True

    def _inline(self, line: str) -> bool:
        found = _divided(line)
        if found is None:
            return False
        front, mark, back = found
        end = self.at + 1
        self._add(self.at, end, front, back, sides=2 if mark == ":::" else 1)
        return True

    def _marked(self, line: str) -> bool:
        """A line that a mark makes a card: "front : back ⚡", or a front with text below."""
        if _SPACED.search(line) and not line.lstrip().startswith("```"):
            said = _SPACED.sub("", line)
            end = self.at + 1
            if not _TAG.sub("", said).strip():  # the mark stands above its text
                while end < len(self.lines) and not _RULE.fullmatch(self.lines[end]):
                    end += 1
                said += "\n" + "\n".join(self.lines[self.at + 1 : end])
            self._add(self.at, end, said, "")
            return True
        found = _MARK.search(line)
        if found is None or not _MARK.sub("", _TAG.sub("", line)).strip():
            return False
        said = _MARK.sub(" ", line, count=1)
        tags = " ".join(f"#{tag}" for tag in _TAG.findall(said))
        front, colon, back = _TAG.sub("", said).partition(" : ")
        if colon:
            self._add(self.at, self.at + 1, f"{front} {tags}", back)
            return True
        if found.end() < len(line.rstrip()) and not _TAG.fullmatch(line[found.end() :].strip()):
            return False  # the mark is spoken of, not used
        end = self.at + 1
        while end < len(self.lines) and not _RULE.fullmatch(self.lines[end]):
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
        blanks = tuple(_HIGHLIGHT.findall(line))
        if not blanks:
            return False
        text = _HIGHLIGHT.sub(r"\1", line)
        self._add(self.at, self.at + 1, text, "", blanks=blanks, sides=len(blanks))
        return True

    def _defined(self, line: str) -> bool:
        """A term, and its definitions on lines that begin with a colon."""
        if not line.strip() or _BULLET.match(line):
            return False
        end = self.at + 1
        while end < len(self.lines) and not self.lines[end].strip() and end < self.at + 2:
            end += 1
        if end >= len(self.lines) or not _DEFINED.fullmatch(self.lines[end]):
            return False
        back = []
        while end < len(self.lines):
            found = _DEFINED.fullmatch(self.lines[end])
            if found:
                back.append(found[1])
            elif self.lines[end].startswith((" ", "\t")) and self.lines[end].strip():
                back.append(self.lines[end])
            else:
                break
            end += 1
        self._add(self.at, end, line, "\n".join(back))
        return True


def _divided(line: str) -> tuple[str, str, str] | None:
    """A line's front, mark and back, where "::" or ":::" divides it outside of code."""
    if (
        "::" not in line
        or _TYPED.fullmatch(line)
        or line.lstrip().startswith(("|", "<!--", "    "))
    ):
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


def _asked_in(line: str) -> tuple[str, str] | None:
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


def _cells(line: str) -> list[str]:
    bare = line.strip().removeprefix("|")
    bare = bare[:-1] if bare.endswith("|") and not bare.endswith("\\|") else bare
    return [cell.strip().replace("\\|", "|") for cell in re.split(r"(?<!\\)\|", bare)]


def _headed(sections: list[_Section], path: str, tags: tuple[str, ...]) -> Iterator[Card]:
    """The headings with a text of their own, or with headings below, as cards."""
    inside: defaultdict[tuple[str, ...], list[str]] = defaultdict(list)
    for section in sections:
        inside[section.trail].append(section.heading)
    for section in sections:
        body = "\n".join(section.body).strip()
        if not section.heading:
            continue
        below = inside[(*section.trail, section.heading)]
        if not body and (section.level == 1 or not below):
            continue
        text = body or "\n".join(f"- {name}" for name in below)
        yield make_card(
            path, section.first, section.last, section.heading, text,
            trail=section.trail, tags=tags,
        )  # fmt: skip


def _termed(lines: list[str], start: int, path: str) -> Iterator[Card]:
    """Items that begin with a term, in bold or before a colon or dash."""
    pattern = re.compile(
        r"\s*(?:[-*+]|\d+[.)])\s+(?:\*\*(.+?):?\*\*\s*(?::|[-–—]|=)?\s+|([^:.\n]{1,60}?)(?::|\s[–—-])\s+)(\S.*)"
    )
    for n in range(start, len(lines)):
        found = pattern.fullmatch(lines[n])
        if found:
            yield make_card(path, n + 1, n + 1, found[1] or found[2], found[3])


def _mochi(lines: list[str], path: str) -> Iterator[Card]:
    """Cards that Mochi wrote: front matter, front, a rule, back."""
    text = "\n".join(lines)
    starts = [*_MOCHI.finditer(text)]
    for n, start in enumerate(starts):
        end = starts[n + 1].start() if n + 1 < len(starts) else len(text)
        said = _MOCHI_BLANK.sub(_as_cloze, text[start.end() : end])
        front, _, back = said.partition("\n---\n")
        first = text.count("\n", 0, start.end()) + 1
        last = first + text[start.end() : end].rstrip().count("\n")
        tags = re.findall(r"[^\s,\[\]\"#]+", "".join(re.findall(r"^tags:(.*)$", start[0], re.M)))
        decks = tuple(name.strip() for name in re.findall(r"^deck:(.+)$", start[0], re.M))
        yield make_card(
            path, first, last, front, back.replace("\n---\n", "\n"), trail=decks, tags=tags
        )


def _as_cloze(found: re.Match[str]) -> str:
    return f"{{{{c{found[1] or 1}::{found[2]}}}}}"
