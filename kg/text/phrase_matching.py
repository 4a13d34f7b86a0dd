"""Find phrases of a language in the words of a text."""

from __future__ import annotations

from collections.abc import Sequence

from kg.text.word_table import Frames, Phrases, StemPhrases


def has_phrase(words: Sequence[str], phrases: Phrases | StemPhrases) -> bool:
    """Return True if some words, or stems, contain one of some phrases."""
    return any(
        tuple(words[n : n + len(phrase)]) == phrase
        for phrase in phrases
        for n in range(len(words) - len(phrase) + 1)
    )


def fits_frame(words: Sequence[str], frames: Frames) -> bool:
    """Return True if some words begin with the opening of a frame, and end with its ending."""
    return any(
        tuple(words[: len(opening)]) == opening and tuple(words[-len(ending) :]) == ending
        for opening, ending in frames
    )
