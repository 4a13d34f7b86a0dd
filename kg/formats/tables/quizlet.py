"""Read pages copied from Quizlet: terms and definitions in turn, empty lines between or not."""

from __future__ import annotations

import re
from pathlib import Path

from kg.errors import Skipped
from kg.formats.source import decode, decode_start, read_content
from kg.model.deck import Card, Deck
from kg.text.encodable import encodable_text

_PAGE_TEXT = re.compile(
    r"(?:terms in this set \(\d+\)|(?:still learning|not studied|mastered|to know) \(\d+\)"
    r"|you've started learning these terms.*|you haven't studied these terms yet.*"
    r"|select these \d+|like this|log in|sign up|show more|see more|flashcards?|learn|test|match"
    r"|created by|terms? and definitions?|click the card to flip.*|\d+ / \d+|study with quizlet.*)",
    re.IGNORECASE,
)
_TITLE = re.compile(
    r".{1,80}\b(?:flash ?cards?|study set|quizlet|vocabulary)\b.{0,40}", re.IGNORECASE
)
_SENTENCE_END = re.compile(r"[.!?…][\"'”’)\]]*$")
_BROKEN_OFF = re.compile(
    r"(?:,|\b(?:a|an|and|are|by|can|customers can|for|helps?|in|is|of|or|provides?|requires?|that"
    r"|the|to|uses?|with|more|which|when|be))$",
    re.IGNORECASE,
)
"""The end of a line that stops in the middle of a sentence."""

_LIST_HEADING = re.compile(
    r"(?:\b(?:metrics?|options?|princip(?:le|al)s|stages?|steps?|phases?|types?|kinds?|parts?"
    r"|components?|elements?|categories|classes|factors|properties|characteristics|features"
    r"|functions|benefits|advantages|disadvantages|pillars|rules|laws|examples|symptoms|causes"
    r"|methods|techniques|layers|levels|life ?cycle)\b|:$|following)",
    re.IGNORECASE,
)
_COUNT_WORD = re.compile(
    r"\b(?:two|three|four|five|six|seven|eight|nine|ten|\d{1,2})\b", re.IGNORECASE
)
_MAX_ITEM_WORDS = 12
"""Words of a term or list item; a longer line is a definition."""

_MAX_CARD_LINES = 12
"""Lines of one card, where no empty lines separate the cards."""

_BLOCKS_PER_SINGLE_LINE = 10
"""One block in this many may be a single line for empty lines to separate the cards."""

_GUESS = "fronts and backs were guessed: lines taken in turns"

_NumberedLine = tuple[int, str]
"""A line's number in the file, from 1, and its text."""


def recognises(start: bytes) -> bool:
    """Return True if this is text of two lines or more; all other formats are tried first."""
    lines = [line for line in decode_start(start).split("\n") if line.strip()]
    return len(lines) > 1


def read(path: Path, encoding: str | None = None) -> Deck:
    """Read the terms of a page and their definitions, each card citing its lines.

    If empty lines separate the cards, the first line of each is its term. If not, the lines are
    divided so that as many as possible make a term with a definition, or a heading with a list.
    Then a front may end in the middle of a sentence, and the deck is `loose`.

    Raises:
        DataError: the text can't be read (E501, E502, E507).
    """
    text = decode(read_content(path), path, encoding)
    skipped: list[Skipped] = []
    title = ""
    lines: list[_NumberedLine] = []
    blocks: list[list[_NumberedLine]] = [[]]
    for n, raw in enumerate(text.split("\n"), 1):
        line = " ".join(raw.split()).lstrip("\\")
        if not line:
            blocks.append([])
        elif not lines and not title and _TITLE.fullmatch(line):
            title = line
            skipped.append(Skipped(f"{path}:{n}", "the title"))
        elif _PAGE_TEXT.fullmatch(line):
            skipped.append(Skipped(f"{path}:{n}", "text of the page, not of a card"))
        else:
            lines.append((n, line))
            blocks[-1].append((n, line))
    blocks = [block for block in blocks if block]
    is_loose = not _are_cards(blocks)
    groups = _divide_into_cards(lines) if is_loose else blocks
    cards = tuple(_card(n, group, str(path)) for n, group in enumerate(groups, 1))
    name = re.sub(r"\W*\bflash ?cards?\b\W*$", "", title, flags=re.IGNORECASE) or encodable_text(
        path.stem
    )
    guesses = (_GUESS,) if is_loose else ()
    return Deck(name, cards, tuple(skipped), "lines", is_loose, guesses)


def _are_cards(blocks: list[list[_NumberedLine]]) -> bool:
    """Return True if blocks of lines are cards: two or more, and few of a single line."""
    single = sum(len(block) == 1 for block in blocks)
    return len(blocks) >= 2 and single * _BLOCKS_PER_SINGLE_LINE <= len(blocks)


def _card(number: int, group: list[_NumberedLine], path: str) -> Card:
    """Return the card of a group of lines; its first line is the front."""
    first, front = group[0]
    is_list = len(group) > 2 and all(_is_item(line) for _, line in group[1:])
    back = "\n".join(
        f"- {line}" if is_list and not line.endswith(":") else line for _, line in group[1:]
    )
    return Card(number, front, back, path=path, first=first, last=group[-1][0])


def _divide_into_cards(lines: list[_NumberedLine]) -> list[list[_NumberedLine]]:
    """Return the lines divided into cards so that the sum of the cards' scores is highest.

    The method is dynamic programming over the lines at which a card may begin.
    """
    texts = [line for _, line in lines]
    words = [frozenset(re.findall(r"\w{4,}", line.lower())) for line in texts]
    # For each number of lines: the highest score, and the line (negated) at which the last card
    # begins; of equal scores the one with the longest last card wins.
    best: list[tuple[float, int]] = [(0.0, 0)] * (len(lines) + 1)
    for end in range(1, len(lines) + 1):
        best[end] = max(
            (best[start][0] + _card_score(texts[start:end], words[start:end]), -start)
            for start in range(max(0, end - _MAX_CARD_LINES), end)
        )
    groups = []
    end = len(lines)
    while end:
        start = -best[end][1]
        groups.append(lines[start:end])
        end = start
    return groups[::-1]


def _card_score(texts: list[str], words: list[frozenset[str]]) -> float:
    """Return how likely lines are one card: above 0 if likely, below 0 if not.

    Args:
        texts: the lines.
        words: the words of four letters or more in each line.
    """
    front, *rest = texts
    if not rest:  # no back
        return -0.2 if _SENTENCE_END.search(front) else -1.0
    are_items = [_is_item(line) and not _begins_block(line) for line in rest]
    if len(rest) == 1:
        return _pair_score(front, rest[0], words[0] & words[1])
    if all(are_items) and _is_item(front.rstrip(":")) and _LIST_HEADING.search(front):
        return 0.9 * len(rest) + 0.6 * bool(_COUNT_WORD.search(front))
    if all(are_items[1:]) and len(rest) > 2 and rest[0].endswith(":"):
        return 0.9 * len(rest) + 0.3  # "X provides", "X provides the following:", items
    if len(rest) == 2 and not any(are_items):
        score = _pair_score(front, rest[0], words[0] & words[1])
        return score - 0.6 + 0.2 * len(words[1] & words[2])
    return -1.0 * len(rest)


def _pair_score(front: str, back: str, shared: frozenset[str]) -> float:
    """Return how likely two lines are a front and its back; `shared` are words of both."""
    score = 1.0 + 0.2 * min(len(shared), 3)
    if _BROKEN_OFF.search(back):
        score -= 1.5  # a definition does not break off
    if _is_item(back) and _is_item(front):
        score -= 0.7  # two terms
    if back[:1].islower() or back.startswith("("):
        score += 0.4
    if _BROKEN_OFF.search(front):
        score += 0.8 if back[:1].islower() else 0.4
    if _SENTENCE_END.search(front) and not back[:1].islower() and not shared:
        score -= 0.6
    if front[:1].islower() and _SENTENCE_END.search(front):
        score -= 0.6  # the end of a sentence begins no card
    if len(front) > 2 * len(back) and not _BROKEN_OFF.search(front):
        score -= 0.3
    return score


def _is_item(line: str) -> bool:
    """Return True if a line reads as a term or list item rather than as a definition."""
    bare = re.sub(r"\([^)]*\)", "", line)
    is_short = len(bare.split()) <= _MAX_ITEM_WORDS
    return is_short and not _SENTENCE_END.search(line) and not line[:1].islower()


def _begins_block(line: str) -> bool:
    """Return True if a line is a heading over a list, or half a sentence."""
    heading = _LIST_HEADING.search(line)
    ends_as_heading = heading and heading.end() == len(line) and " " in line
    return bool(_BROKEN_OFF.search(line) or ends_as_heading)
