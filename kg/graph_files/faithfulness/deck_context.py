"""Find the lines that explain a line of a deck: its headings, and the one before."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from kg.text.normal_forms import words

MAX_ITEM_WORDS = 10
"""Maximum number of words of a line that is read as a heading or an item of a list."""

_SENTENCE_SIGNS = (".", "!", "?", "。", "！", "？", "؟", "।")


class DeckContext:
    """The headings of each line of a deck.

    A run of short lines without a full stop is a list under its first line, and under the last one
    that ends with a colon. An empty line, a sentence and a title end a run.

    Args:
        lines: of the deck; `lines[0]` is line 1.
        titles: the numbers of lines that name the whole deck.
    """

    def __init__(self, lines: Sequence[str], titles: Collection[int] = ()) -> None:
        self._lines = [line.strip() for line in lines]
        self._headings: list[tuple[int, ...]] = []
        self._list_starts: list[int] = []
        first = colon = 0
        for n, line in enumerate(self._lines, 1):
            if n in titles or not _is_item(line):
                first = colon = 0
                self._headings.append(())
                self._list_starts.append(0)
                continue
            if not first:
                first = n
            self._headings.append(tuple(m for m in (first, colon) if m and m != n))
            self._list_starts.append(first)
            if line.endswith(":"):
                colon = n

    def around(self, line: int, *, with_item_before: bool = False) -> list[int]:
        """Return the numbers of the lines that explain a line: its headings and the one before.

        An item says nothing of the one before it, so that is left out unless asked for.
        """
        if not 1 <= line <= len(self._lines):
            return []
        found = list(self._headings[line - 1])
        before = self._lines[line - 2] if line > 1 else ""
        if before and (with_item_before or not _is_item(self._lines[line - 1])):
            found.append(line - 1)
        return found

    def groups(self, lines: Sequence[int]) -> list[list[int]]:
        """Return ascending lines in groups of those that follow one another or share a list."""
        groups: list[list[int]] = []
        for line in lines:
            last = groups[-1][-1] if groups else -1
            start = self._list_starts[line - 1]
            if line == last + 1 or (start and last > 0 and start == self._list_starts[last - 1]):
                groups[-1].append(line)
            else:
                groups.append([line])
        return groups


def _is_item(line: str) -> bool:
    return bool(line) and not line.endswith(_SENTENCE_SIGNS) and len(words(line)) <= MAX_ITEM_WORDS
