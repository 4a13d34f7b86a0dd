"""Slow and simple versions of what the linking modules do fast."""

from __future__ import annotations


def edits(one: str, other: str) -> int:
    """Return the optimal string alignment distance, from its definition."""
    table = [[i + j for j in range(len(other) + 1)] for i in range(len(one) + 1)]
    for i in range(1, len(one) + 1):
        for j in range(1, len(other) + 1):
            same = one[i - 1] == other[j - 1]
            cost = min(table[i - 1][j], table[i][j - 1], table[i - 1][j - 1] - same) + 1
            if i > 1 and j > 1 and one[i - 2 : i] == other[j - 2 : j][::-1]:
                cost = min(cost, table[i - 2][j - 2] + 1)
            table[i][j] = cost
    return table[-1][-1]
