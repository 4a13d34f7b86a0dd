"""Pasted pages of Quizlet: terms and definitions by turns, with or without empty lines between."""

from __future__ import annotations

import re
from pathlib import Path

from kg.errors import Skipped
from kg.formats.source import decode, decode_start, read_content
from kg.model.deck import Card, Deck

_NOISE = re.compile(
    r"(?:terms in this set \(\d+\)|(?:still learning|not studied|mastered|to know) \(\d+\)"
    r"|you've started learning these terms.*|you haven't studied these terms yet.*"
    r"|select these \d+|like this|log in|sign up|show more|see more|flashcards?|learn|test|match"
    r"|created by|terms? and definitions?|click the card to flip.*|\d+ / \d+|study with quizlet.*)",
    re.IGNORECASE,
)
_TITLE = re.compile(
    r".{1,80}\b(?:flash ?cards?|study set|quizlet|vocabulary)\b.{0,40}", re.IGNORECASE
)
_END = re.compile(r"[.!?…][\"'”’)\]]*$")
_HANGING = re.compile(
    r"(?:,|\b(?:a|an|and|are|by|can|customers can|for|helps?|in|is|of|or|provides?|requires?|that"
    r"|the|to|uses?|with|more|which|when|be))$",
    re.IGNORECASE,
)
_HEADS = re.compile(
    r"(?:\b(?:metrics?|options?|princip(?:le|al)s|stages?|steps?|phases?|types?|kinds?|parts?"
    r"|components?|elements?|categories|classes|factors|properties|characteristics|features"
    r"|functions|benefits|advantages|disadvantages|pillars|rules|laws|examples|symptoms|causes"
    r"|methods|techniques|layers|levels|life ?cycle)\b|:$|following)",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    r"\b(?:two|three|four|five|six|seven|eight|nine|ten|\d{1,2})\b", re.IGNORECASE
)
_PLAIN = 12
"""Words of a term at most, where nothing else tells it from a definition."""


def recognises(start: bytes) -> bool:
    """Whether this is text of at least two lines; what else it may be is asked before."""
    lines = [line for line in decode_start(start).split("\n") if line.strip()]
    return len(lines) > 1


def read(path: Path, encoding: str | None = None) -> Deck:
    """The terms of a pasted page and their definitions, each citing its lines.

    Where empty lines part the cards, the first line of each is its term. Where none do, the lines
    are shared out so that as many as can be make terms with a definition, or headings with a list;
    a front may then break off in mid-sentence, and the deck is `loose`.

    Raises:
        DataError: the text can't be read (E501, E502, E507).
    """
    text = decode(read_content(path), path, encoding)
    skipped: list[Skipped] = []
    title = ""
    lines: list[tuple[int, str]] = []
    blocks: list[list[tuple[int, str]]] = [[]]
    for n, raw in enumerate(text.split("\n"), 1):
        line = " ".join(raw.split()).lstrip("\\")
        if not line:
            blocks.append([])
        elif not lines and not title and _TITLE.fullmatch(line):
            title = line
            skipped.append(Skipped(f"{path}:{n}", "the title"))
        elif _NOISE.fullmatch(line):
            skipped.append(Skipped(f"{path}:{n}", "words of the page, not of a card"))
        else:
            lines.append((n, line))
            blocks[-1].append((n, line))
    parted = [block for block in blocks if block]
    is_loose = not parted or sum(len(b) == 1 for b in parted) > len(parted) / 10 or len(parted) < 2
    groups = _share_out(lines) if is_loose else parted
    cards = tuple(_card(n, group, str(path)) for n, group in enumerate(groups, 1))
    name = re.sub(r"\W*\bflash ?cards?\b\W*$", "", title, flags=re.IGNORECASE) or path.stem
    return Deck(name, cards, tuple(skipped), "lines", is_loose)


def _card(number: int, group: list[tuple[int, str]], path: str) -> Card:
    first, front = group[0]
    is_list = len(group) > 2 and all(_is_item(line) for _, line in group[1:])
    back = "\n".join(
        f"- {line}" if is_list and not line.endswith(":") else line for _, line in group[1:]
    )
    return Card(number, front, back, path=path, first=first, last=group[-1][0])


def _is_item(line: str) -> bool:
    """Whether a line reads as a term or an item of a list rather than as a definition."""
    bare = re.sub(r"\([^)]*\)", "", line)
    return len(bare.split()) <= _PLAIN and not _END.search(line) and not line[:1].islower()


def _share_out(lines: list[tuple[int, str]]) -> list[list[tuple[int, str]]]:
    """The lines parted into cards, so that the sum of what speaks for each is the highest.

    The method is dynamic programming over the places where a card may begin.
    """
    texts = [line for _, line in lines]
    words = [frozenset(re.findall(r"\w{4,}", line.lower())) for line in texts]
    best: list[tuple[float, int]] = [(0.0, 0)] * (len(lines) + 1)
    for end in range(1, len(lines) + 1):
        best[end] = max(
            (best[start][0] + _fit(texts[start:end], words[start:end]), -start)
            for start in range(max(0, end - 12), end)
        )
    groups = []
    end = len(lines)
    while end:
        start = -best[end][1]
        groups.append(lines[start:end])
        end = start
    return groups[::-1]


def _fit(texts: list[str], words: list[frozenset[str]]) -> float:
    """How much speaks for these lines being one card."""
    front, *rest = texts
    if not rest:
        return -0.2 if _END.search(front) else -1.0  # a card without a back
    items = [_is_item(line) and not _opens(line) for line in rest]
    if len(rest) == 1:
        return _fit_pair(front, rest[0], words[0] & words[1])
    if all(items) and _is_item(front.rstrip(":")) and _HEADS.search(front):
        return 0.9 * len(rest) + 0.6 * bool(_COUNTED.search(front))
    if all(items[1:]) and len(rest) > 2 and rest[0].endswith(":"):
        return 0.9 * len(rest) + 0.3  # "X provides", "X provides the following:", items
    if len(rest) == 2 and not any(items):
        return _fit_pair(front, rest[0], words[0] & words[1]) - 0.6 + 0.2 * len(words[1] & words[2])
    return -1.0 * len(rest)


def _opens(line: str) -> bool:
    """Whether a line begins something of its own: a heading over a list, or half a sentence."""
    named = _HEADS.search(line)
    return bool(_HANGING.search(line) or (named and named.end() == len(line) and " " in line))


def _fit_pair(front: str, back: str, shared: frozenset[str]) -> float:
    fit = 1.0 + 0.2 * min(len(shared), 3)
    if _HANGING.search(back):
        fit -= 1.5  # a definition does not break off
    if _is_item(back) and _is_item(front):
        fit -= 0.7  # two terms
    if back[:1].islower() or back.startswith("("):
        fit += 0.4
    if _HANGING.search(front):
        fit += 0.8 if back[:1].islower() else 0.4
    if _END.search(front) and not back[:1].islower() and not shared:
        fit -= 0.6
    if front[:1].islower() and _END.search(front):
        fit -= 0.6  # the end of a sentence begins no card
    if len(front) > 2 * len(back) and not _HANGING.search(front):
        fit -= 0.3
    return fit
