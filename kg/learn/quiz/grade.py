"""Read the answers to quiz questions and grade them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from kg.errors import NotFoundError
from kg.learn.quiz.quiz_question import Question
from kg.linking.fuzzy import link
from kg.linking.spelling import fuzz
from kg.model.concept import Concept
from kg.store import Store
from kg.text.normal_forms import normalise, squash

AGAIN, HARD, GOOD = 1, 2, 3
"""Ratings of FSRS: wrong, right with a typo, right. Easy (4) can't be told from an answer."""

OPTION_LETTERS = "abcdefghijklmnopqrstuvwxyz"
"""Letters by which options can be chosen, in order."""

_BOUND_WORDS = frozenset("up from between to and".split())

_PAIR = re.compile(r"(\d+)\s*[-=:.)]?\s*([a-z])", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Grade:
    """The result of an answer.

    Attributes:
        right: True if the answer is right.
        rating: rating for FSRS, from 1 to 4.
        given: the answer as it was understood; empty if none was given.
    """

    right: bool
    rating: int
    given: str


def parse_choice(text: str, question: Question) -> int | None:
    """Return the number of the option that an answer names, from 0.

    An answer is a number from 1, the text of an option, or a letter. None if it names no option
    or several.
    """
    answer = text.strip()
    count = len(question.options)
    if answer.isascii() and answer.isdigit():
        return int(answer) - 1 if 1 <= int(answer[:9]) <= count else None
    texts = [normalise(option.text) for option in question.options]
    if normalise(answer) and texts.count(normalise(answer)) == 1:
        return texts.index(normalise(answer))
    letter = answer.strip("().").casefold()
    number = OPTION_LETTERS.find(letter) if len(letter) == 1 else -1
    return number if 0 <= number < count else None


def parse_pairs(text: str, terms: int, lines: int) -> list[int | None] | None:
    """Read an answer to a match, such as "1c 2a 3b" or "cab".

    Args:
        text: the answer.
        terms: number of terms.
        lines: number of lines to choose from, at most 26.

    Returns:
        For each term the number of its line, from 0, or None if the answer leaves it out. None
        instead of the list if the answer can't be read.
    """
    found: list[int | None] = [None] * terms
    compact = "".join(text.split()).casefold()
    if (
        compact
        and all(letter in OPTION_LETTERS[:lines] for letter in compact)
        and len(compact) <= terms
    ):
        for n, letter in enumerate(compact):
            found[n] = OPTION_LETTERS.index(letter)
        return found
    pairs = _PAIR.findall(text)
    if not pairs or _PAIR.sub("", text).strip(" ,;\t"):
        return None
    for number, letter in pairs:
        term, line = int(number[:9]) - 1, OPTION_LETTERS.index(letter.casefold())
        if not 0 <= term < terms or line >= lines or found[term] is not None:
            return None
        found[term] = line
    return found


def grade_choice(question: Question, option: int | None) -> Grade:
    """Grade the choice of an option, by its number from 0; None if the learner does not know."""
    if option is None:
        return Grade(False, AGAIN, "")
    choice = question.options[option]
    return Grade(choice.right, GOOD if choice.right else AGAIN, choice.text)


def grade_typed(question: Question, text: str, store: Store) -> Grade:
    """Grade a typed name or number: aliases are right, typos are right but rated hard.

    Hidden phrases are for searches only: an answer that is nearest to one is wrong.
    """
    norm = normalise(text)
    if not text.strip():
        return Grade(False, AGAIN, "")
    if not question.accepted:
        right = _number(text) == _number(question.answer)
        return Grade(right, GOOD if right else AGAIN, text.strip())
    for key, names in sorted(store.names(question.accepted).items()):
        if norm and norm in map(normalise, names):
            return Grade(True, GOOD, store.concept(key).name)
    try:
        found = link(store, text)
    except NotFoundError:
        # Several concepts may have this name; the question says which one is meant.
        right = squash(text) == squash(question.answer) != ""
        return Grade(right, GOOD if right else AGAIN, text.strip())
    concept = store.concept(found.key)
    if found.match_type in ("alias", "stem", "typo") and _is_hidden(norm, concept):
        return Grade(False, AGAIN, text.strip())
    if found.key not in question.accepted:
        return Grade(False, AGAIN, concept.name)
    return Grade(True, HARD if found.match_type == "typo" else GOOD, concept.name)


def _number(text: str) -> str:
    """Return what counts of a typed number, as "1gb" for "up to 1 GB" and "01" for "0 to 1"."""
    return "".join(word for word in normalise(text).split() if word not in _BOUND_WORDS)


def _is_hidden(norm: str, concept: Concept) -> bool:
    """Return True if a normalised text is nearer to a hidden phrase of a concept than to a name."""

    def nearness(forms: Iterable[str]) -> float:
        return max((fuzz.ratio(norm, normalise(form)) for form in forms), default=0.0)

    return nearness(concept.hidden) > nearness((concept.name, *concept.aliases))
