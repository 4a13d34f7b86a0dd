"""Write line numbers of a deck in words."""

from __future__ import annotations

from collections.abc import Sequence

MAX_SHOWN_RANGES = 6
"""Maximum number of ranges of lines in a message."""


def lines_in_words(lines: Sequence[int]) -> str:
    """Return ascending line numbers as ranges.

    >>> lines_in_words([5]), lines_in_words([26, 27, 91])
    ('deck line 5', 'deck lines 26-27, 91')
    """
    ranges: list[list[int]] = []
    for line in lines:
        if ranges and line == ranges[-1][1] + 1:
            ranges[-1][1] = line
        else:
            ranges.append([line, line])
    shown = [str(a) if a == b else f"{a}-{b}" for a, b in ranges[:MAX_SHOWN_RANGES]]
    more = ", …" if len(ranges) > MAX_SHOWN_RANGES else ""
    return f"deck {'line' if len(lines) == 1 else 'lines'} {', '.join(shown)}{more}"
