"""Memories made by answering, to compare with."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from kg.learn.progress import Memory
from kg.learn.quiz import update_memory

START = datetime(2026, 11, 24, 9, tzinfo=UTC)


def answered(ratings: list[int], wait: timedelta = timedelta()) -> Memory:
    """Return a memory after answers, each given `wait` after it was due."""
    memory: Memory | None = None
    at = START
    for rating in ratings:
        memory = update_memory(memory, rating, at)
        at = memory.due + wait
    assert memory is not None
    return memory
