"""Choose the form of answer that a question wants: one, list, definition, comparison or path."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from kg.question.cue_matching import STRONG_CUE
from kg.question.negation import sets_apart
from kg.question.query import AnswerForm, Mention, Query
from kg.text.language import language
from kg.text.normal_forms import Stem, stem
from kg.text.phrase_matching import fits_frame, has_phrase

MAX_NAMING_START = 4
"""A phrase like "what is it called" counts if it starts before this position."""


def choose_answer_form(
    query: Query, words: Sequence[str], stems: Sequence[Stem], kind_positions: set[int]
) -> AnswerForm:
    """Return the form of answer that a question wants, from all else that is known about it."""
    lang, mentions = language(), query.mentions
    named = query.mentioned_positions
    if query.wants_name and not query.content_positions <= named:
        return "answer"
    has_strong_ask = any(ask.strength >= STRONG_CUE for ask in query.asks)
    different = {mention.keys for mention in mentions}
    if len(mentions) == len(different) > 1 and not query.answer_kinds:
        shaping = lang.stop_words | lang.words.frame
        other_words = [w for n, w in enumerate(words) if n not in named and w not in shaping]
        between = words[mentions[0].end : mentions[1].start]
        is_joined = len(between) == 1 and between[0] in lang.words.disjunctions
        compares = asks_to_compare(words, mentions) or has_phrase(stems, lang.form.difference)
        is_choice = len(mentions) == 2 and is_joined and not has_strong_ask
        if len(other_words) < (4 if compares else 2) and (compares or is_choice):
            return "comparison"
    if len(mentions) == len(different) == 2 and not query.answer_kinds:
        if has_phrase([s for n, s in enumerate(stems) if n not in named], lang.form.connection):
            return "path"
        if _is_yes_no_question(words, mentions[0].start):
            return "path"
    if len(mentions) == 1 and has_phrase(words[mentions[0].end :], lang.form.demonstratives):
        return "definition"  # "I heard about X, what is it"
    shown = named | kind_positions
    rest = [w for n, w in enumerate(words) if n not in shown and w not in lang.stop_words]
    asks_kind = bool(kind_positions) and words[0] in lang.words.present_copulas
    if len(mentions) == 1 and asks_kind and not rest:
        return "definition"  # "is X a service": the definition of X answers that
    defines = has_phrase(stems, lang.form.definition) or lang.interrogatives.isdisjoint(words)
    if asks_how_it_works(words):
        defines, rest = True, rest[:-1]
    if len(mentions) == 1 and not query.answer_kinds and defines and not has_strong_ask:
        define_words = {s for phrase in lang.form.definition for s in phrase}
        if all(stem(word) in define_words for word in rest):
            return "definition"
    start = min(kind_positions, default=0)
    lists = not lang.form.lists.isdisjoint((*words[:1], *words[max(0, start - 2) : start]))
    if query.answer_kinds and kind_positions and (lists or is_plural(words[max(kind_positions)])):
        return "list"
    return "answer"


def asks_to_compare(words: Sequence[str], mentions: Sequence[Mention]) -> bool:
    """Return True if a word outside all names asks for a comparison."""
    named = {n for mention in mentions for n in mention.span}
    outside = [word for n, word in enumerate(words) if n not in named]
    return sets_apart(outside) or not language().form.comparison.isdisjoint(outside)


def wants_means(words: Sequence[str], asking: range, named: Collection[int] = ()) -> bool:
    """Return True if the user states a task, and so wants a means to do it.

    Args:
        words: the question.
        asking: the positions of the sentence that asks.
        named: the positions of words in names of concepts.
    """
    lang = language()
    interrogative, common = lang.interrogative, lang.words
    opening, modal, subject = (words[n : n + 1] for n in range(asking.start, asking.start + 3))
    if not (interrogative.place.isdisjoint(opening) or common.auxiliaries.isdisjoint(modal)):
        return True  # "where do I ...": in which tool
    if not (interrogative.what.isdisjoint(opening) or lang.form.means_modals.isdisjoint(modal)):
        subjects = common.subjects | common.determiners
        has_subject = asking.start + 2 in named or not subjects.isdisjoint(subject)
        if not has_subject:
            return True
    return has_phrase(words, lang.form.means)


def begins_as_definition(words: Sequence[str]) -> bool:
    """Return True for questions like "what is ...", "what does ... do", "how does ... work"."""
    form = language().form
    if asks_how_it_works(words) or fits_frame(words, form.purpose_frames):
        return True
    return any(tuple(words[: len(p)]) == p for p in form.definition_openings)


def asks_how_it_works(words: Sequence[str]) -> bool:
    """Return True for questions like "how does ... work", which a definition answers best."""
    return len(words) > 3 and fits_frame(words, language().form.working_frames)


def naming_phrase(words: Sequence[str]) -> range:
    """Return the positions of a phrase like "what is it called" near the start, or none."""
    form = language().form
    for at in range(MAX_NAMING_START):
        for phrase in form.naming:
            if tuple(words[at : at + len(phrase)]) == phrase:
                return range(at, at + len(phrase))
    openings = (p for p in form.naming_openings if tuple(words[: len(p)]) == p)
    return range(len(next(openings, ())))


def _is_yes_no_question(words: Sequence[str], start: int) -> bool:
    """Return True if only an auxiliary precedes the first mention, as in "is X part of Y"."""
    lang, opening = language(), words[:start]
    common = lang.words
    opens = not common.auxiliaries.isdisjoint(opening[:1]) and common.determiners.issuperset(
        opening[1:]
    )
    return opens and lang.interrogatives.isdisjoint(words)


def is_plural(word: str) -> bool:
    """Return True if a word ends like a plural."""
    common = language().words
    return word.endswith(tuple(common.plural_endings)) and not word.endswith(
        tuple(common.singular_endings)
    )
