"""Read the sets of English synonyms in synonyms.txt."""

from __future__ import annotations

from functools import cache
from pathlib import Path


@cache
def synonym_sets() -> list[tuple[str, ...]]:
    """Return the sets of synonyms in `synonyms.txt`, each with its words as written there."""
    text = Path(__file__).with_name("synonyms.txt").read_text(encoding="utf-8")
    lines = (line for line in text.splitlines() if line and not line.startswith("#"))
    return [tuple(line.split()) for line in lines]
