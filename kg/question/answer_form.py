"""Choose the form of answer that a question wants: one, list, definition, comparison or path."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from kg.question.cue_matching import STRONG_CUE
from kg.question.function_words import (
    AUXILIARIES,
    COMPARISON_WORDS,
    CONNECTION_PHRASES,
    DEFINITION_PHRASES,
    DEMONSTRATIVE_PHRASES,
    DIFFERENCE_PHRASES,
    FRAME_WORDS,
    INTERROGATIVES,
    LIST_WORDS,
    MEANS_MODALS,
    MEANS_PHRASES,
    NAMING_PHRASES,
    QUESTION_DETERMINERS,
    STOP_WORDS,
)
from kg.question.negation import sets_apart
from kg.question.query import AnswerForm, Mention, Query
from kg.text.normal_forms import Stem, stem

MAX_NAMING_START = 4
"""A phrase like "what is it called" counts if it starts before this position."""


_SUBJECTS = QUESTION_DETERMINERS | frozenset("i we you they he she it".split())
"""Words with which the subject of a clause begins."""


def choose_answer_form(
    query: Query, words: Sequence[str], stems: Sequence[Stem], kind_positions: set[int]
) -> AnswerForm:
    """Return the form of answer that a question wants, from all else that is known about it."""
    mentions = query.mentions
    named = query.mentioned_positions
    if query.wants_name and not query.content_positions <= named:
        return "answer"
    has_strong_ask = any(ask.strength >= STRONG_CUE for ask in query.asks)
    different = {mention.keys for mention in mentions}
    if len(mentions) == len(different) > 1 and not query.answer_kinds:
        other_words = [
            w for n, w in enumerate(words) if n not in named and w not in STOP_WORDS | FRAME_WORDS
        ]
        between = list(words[mentions[0].end : mentions[1].start])
        compares = asks_to_compare(words, mentions) or _has_phrase(DIFFERENCE_PHRASES, stems)
        is_choice = len(mentions) == 2 and between == ["or"] and not has_strong_ask
        if len(other_words) < (4 if compares else 2) and (compares or is_choice):
            return "comparison"
    if len(mentions) == len(different) == 2 and not query.answer_kinds:
        if _has_phrase(CONNECTION_PHRASES, [s for n, s in enumerate(stems) if n not in named]):
            return "path"
        if _is_yes_no_question(words, mentions[0].start):
            return "path"
    if len(mentions) == 1 and any(
        tuple(words[n : n + 3]) in DEMONSTRATIVE_PHRASES for n in range(mentions[0].end, len(words))
    ):
        return "definition"  # "I heard about X, what is it"
    rest = [
        w for n, w in enumerate(words) if n not in named | kind_positions and w not in STOP_WORDS
    ]
    if len(mentions) == 1 and kind_positions and words[0] in ("is", "are") and not rest:
        return "definition"  # "is X a service": the definition of X answers that
    defines = _has_phrase(DEFINITION_PHRASES, stems) or INTERROGATIVES.isdisjoint(words)
    if asks_how_it_works(words):
        defines, rest = True, rest[:-1]
    if len(mentions) == 1 and not query.answer_kinds and defines and not has_strong_ask:
        define_words = {s for phrase in DEFINITION_PHRASES for s in phrase}
        if all(stem(word) in define_words for word in rest):
            return "definition"
    start = min(kind_positions, default=0)
    lists = not LIST_WORDS.isdisjoint((*words[:1], *words[max(0, start - 2) : start]))
    if query.answer_kinds and kind_positions and (lists or is_plural(words[max(kind_positions)])):
        return "list"
    return "answer"


def asks_to_compare(words: Sequence[str], mentions: Sequence[Mention]) -> bool:
    """Return True if a word outside all names asks for a comparison."""
    named = {n for mention in mentions for n in mention.span}
    outside = [word for n, word in enumerate(words) if n not in named]
    return sets_apart(outside) or not COMPARISON_WORDS.isdisjoint(outside)


def wants_means(words: Sequence[str], asking: range, named: Collection[int] = ()) -> bool:
    """Return True if the user states a task, and so wants a means to do it.

    Args:
        words: the question.
        asking: the positions of the sentence that asks.
        named: the positions of words in names of concepts.
    """
    opening, modal, subject = (words[n : n + 1] for n in range(asking.start, asking.start + 3))
    if "where" in opening and not AUXILIARIES.isdisjoint(modal):
        return True  # "where do I ...": in which tool
    if "what" in opening and not MEANS_MODALS.isdisjoint(modal):
        has_subject = asking.start + 2 in named or not _SUBJECTS.isdisjoint(subject)
        if not has_subject:
            return True
    return _has_phrase(MEANS_PHRASES, words)


def begins_as_definition(words: Sequence[str]) -> bool:
    """Return True for questions like "what is ...", "what does ... do", "how does ... work"."""
    opening = tuple(words[:2])
    if asks_how_it_works(words):
        return True
    if opening == ("what", "does") and words[-1] == "do":
        return True
    return opening in (("what", "is"), ("what", "are"), ("who", "is"))


def asks_how_it_works(words: Sequence[str]) -> bool:
    """Return True for questions like "how does ... work", which a definition answers best."""
    return len(words) > 3 and words[0] == "how" and words[-1] in ("work", "works")


def naming_phrase(words: Sequence[str]) -> range:
    """Return the positions of a phrase like "what is it called" near the start, or none."""
    for at in range(MAX_NAMING_START):
        for phrase in NAMING_PHRASES:
            if tuple(words[at : at + len(phrase)]) == phrase:
                return range(at, at + len(phrase))
    without_article = ("the", *words[:2]) in NAMING_PHRASES  # "term for ..."
    return range(2 * without_article)


def _is_yes_no_question(words: Sequence[str], start: int) -> bool:
    """Return True if only an auxiliary precedes the first mention, as in "is X part of Y"."""
    opening = words[:start]
    opens = not AUXILIARIES.isdisjoint(opening[:1]) and QUESTION_DETERMINERS.issuperset(opening[1:])
    return opens and INTERROGATIVES.isdisjoint(words)


def _has_phrase(phrases: Iterable[tuple[str, ...]], question: Sequence[str]) -> bool:
    return any(
        tuple(question[at : at + len(phrase)]) == phrase
        for phrase in phrases
        for at in range(len(question) - len(phrase) + 1)
    )


def is_plural(word: str) -> bool:
    """Return True if a word ends like a plural."""
    return word.endswith("s") and not word.endswith("ss")
