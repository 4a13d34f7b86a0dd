"""Questions about positions in a sequence: which member is the third, what comes two before it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from kg.question.position_marks import Marks, find_nouns, read_marks
from kg.question.position_patterns import PositionQuestion, match_marks
from kg.question.position_words import position_cues, word_signs
from kg.question.query import Mention, Query
from kg.store import Store
from kg.text.language import language

MAX_SCOPE_MENTIONS = 3
"""Concepts that may say which sequence is meant."""


def read_positions(query: Query, store: Store) -> Iterator[PositionQuestion]:
    """Yield the ways to read a question as one about a sequence, the likeliest first."""
    lang, words = language(), query.words
    if query.negated or query.excluded or not lang.negation.negations.isdisjoint(words):
        return
    mentions = _all_mentions(query, store)
    nouns = find_nouns(query, mentions, store)
    possible = [
        mention
        for mention in mentions
        if _before(words, mention) in lang.sequence.scope_prepositions
        or mention.end in nouns
        or word_signs().get((*words, "")[mention.end]) in ("b", "e")
    ][:MAX_SCOPE_MENTIONS]
    for size in range(len(possible), -1, -1):
        for scopes in combinations(possible, size):
            marks = read_marks(query, nouns, mentions, scopes)
            found = match_marks(marks) if marks else None
            if marks is None or found is None:
                continue
            if found.form == "choose":
                is_choice = not lang.words.disjunctions.isdisjoint(words)
                is_asked = is_choice or not {"w", "k"}.isdisjoint(marks.signs)
            else:
                is_asked = not _is_yes_no(words, marks, mentions)
            if is_asked:
                yield found._replace(scopes=scopes)


def _before(words: Sequence[str], mention: Mention) -> str:
    """Return the word before a mention and its articles."""
    determiners = language().words.determiners
    at = mention.start - 1
    while at > 0 and words[at] in determiners:
        at -= 1
    return words[at] if at >= 0 else ""


def _all_mentions(query: Query, store: Store) -> list[Mention]:
    """Return the mentions, and those that were left out since they may ask for a relation."""
    named = query.mentioned_positions
    words, stems = query.words, query.stems
    single = {n: (word, stems[n]) for n, word in enumerate(words) if n not in named}
    skipped = position_cues() | language().stop_words
    cues = {n for cue in query.cues for n in cue.span}
    single = {n: forms for n, forms in single.items() if n in cues and forms[0] not in skipped}
    known = store.name_matches(form for forms in single.values() for form in forms)
    found = list(query.mentions)
    for n, forms in single.items():
        matches = next((known[form] for form in forms if form in known), [])
        if matches:
            keys = tuple(match.key for match in matches)
            found.append(Mention(keys, n, n + 1, matches[0].match_type, words[n]))
    return sorted(found, key=lambda m: m.start)


def _is_yes_no(words: Sequence[str], marks: Marks, mentions: Sequence[Mention]) -> bool:
    """Return True for questions such as "is X the last stage" and "in Y, does X come first"."""
    lang = language()
    auxiliaries, sequence = lang.words.auxiliaries, lang.sequence
    if words[0] in auxiliaries:
        return words[1] not in sequence.addressees
    if "w" in marks.signs or "h" in marks.signs:
        return False
    at = next((n for n, word in enumerate(words) if word in auxiliaries), len(words))
    subject = at + 1
    while subject < len(words) and words[subject] in lang.words.determiners:
        subject += 1
    is_ordinal = any(word in sequence.ordinals for word in words[subject:][:1])
    is_inverted = is_ordinal or any(m.start == subject for m in mentions)
    return is_inverted and words[at - 1] not in sequence.relatives
