"""Mentions of concepts by a misspelt name."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from kg.model.cues import Cues
from kg.question.query import Mention
from kg.question.tokens import Tokens
from kg.store import Store
from kg.text.language import language

MAX_DOUBTFUL_WORDS = 3
"""Number of words around which misspelt names are looked for."""

MAX_MISSPELT_NAME_WORDS = 6
"""Number of words in the longest span that is looked up as a misspelt name."""

_MIN_MISSPELT_NAME_CHARS = 4  # any three letters are a typo of some name


def find_misspelt_mentions(
    typed: Sequence[str], doubtful: Collection[int], mentions: Sequence[Mention], store: Store
) -> list[Mention]:
    """Add the mentions by a misspelt name around doubtful words.

    Args:
        typed: the question's words as typed.
        doubtful: positions of words that may be misspelt.
        mentions: mentions found before; of two that overlap, the one of more words is kept.
        store: the graph.

    Returns:
        All mentions, sorted by position.
    """
    found = list(mentions)
    for n in sorted(doubtful):
        misspelt = _misspelt_mention_at(n, typed, store)
        if misspelt is None:
            continue
        apart = [m for m in found if m.end <= misspelt.start or misspelt.end <= m.start]
        if all(len(m.span) < len(misspelt.span) for m in found if m not in apart):
            found = [*apart, misspelt]
    return sorted(found, key=lambda m: m.start)


def _misspelt_mention_at(n: int, typed: Sequence[str], store: Store) -> Mention | None:
    """Find the longest misspelt name that has the word at a position."""
    from kg.linking.fuzzy import fuzzy_link  # imported late: most names are spelt right

    for size in range(min(MAX_MISSPELT_NAME_WORDS, len(typed)), 0, -1):
        for start in range(max(0, n - size + 1), min(n, len(typed) - size) + 1):
            parts = typed[start : start + size]
            if len("".join(parts)) < _MIN_MISSPELT_NAME_CHARS:
                continue
            keys = fuzzy_link(store, parts)
            if keys:
                return Mention(keys, start, start + size, "typo", " ".join(parts))
    return None


def doubtful_positions(
    tokens: Tokens, mentions: Sequence[Mention], store: Store, cue_index: Cues
) -> list[int]:
    """Return the positions of words that may be part of a misspelt name.

    These are the words that the graph does not have as typed. If it has them all and nothing is
    mentioned, it is the first word that does not shape the question.
    """
    known = store.stems_of(tokens.typed)
    lang = language()
    shaping = lang.stop_words | lang.words.frame | lang.correctable_words | cue_index.words
    unknown = [
        n
        for n, (word, now) in enumerate(zip(tokens.typed, tokens.corrected, strict=True))
        if word not in known and now not in shaping
    ]
    if unknown or mentions:
        return unknown[:MAX_DOUBTFUL_WORDS]
    return [n for n, word in enumerate(tokens.corrected) if word not in shaping][:1]
