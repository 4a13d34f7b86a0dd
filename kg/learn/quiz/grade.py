"""Grade: whether an answer is right, and how easily it was known."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.errors import NotFoundError
from kg.learn.quiz.quiz_question import Question
from kg.linking.fuzzy import link
from kg.store import Store
from kg.text.normal_forms import normalise, squash

AGAIN, HARD, GOOD = 1, 2, 3
"""Ratings of FSRS: not known, known but not quite, known. Easy (4) only a person can tell."""

OPTION_LETTERS = "abcdefghijklmnopqrstuvwxyz"

_PAIR = re.compile(r"(\d+)\s*[-=:.)]?\s*([a-z])", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Grade:
    """What an answer is worth. `rating` is one of FSRS's; `given` is how it was understood."""

    right: bool
    rating: int
    given: str


def parse_choice(text: str, question: Question) -> int | None:
    """Which option an answer names, from 0: by number from 1, letter, or words.

    None where it names none, or more than one.
    """
    wanted = text.strip()
    count = len(question.options)
    if wanted.isascii() and wanted.isdigit():
        return int(wanted) - 1 if 1 <= int(wanted[:9]) <= count else None
    texts = [normalise(option.text) for option in question.options]
    if normalise(wanted) and texts.count(normalise(wanted)) == 1:
        return texts.index(normalise(wanted))
    letter = wanted.strip("().").casefold()
    place = OPTION_LETTERS.find(letter) if len(letter) == 1 else -1
    return place if 0 <= place < count else None


def parse_pairs(text: str, terms: int, lines: int) -> list[int | None] | None:
    """Which line each term is matched with, from 0, of an answer such as "1c 2a 3b" or "cab".

    Returns:
        For each term a line, or None where the answer leaves it out; None when it can't be read.
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
    """An option chosen, from 0; None for not knowing."""
    if option is None:
        return Grade(False, AGAIN, "")
    picked = question.options[option]
    return Grade(picked.right, GOOD if picked.right else AGAIN, picked.text)


def grade_typed(question: Question, text: str, store: Store) -> Grade:
    """A name that was typed: an alias counts, and a slip of the finger counts as hard."""
    if not text.strip():
        return Grade(False, AGAIN, "")
    try:
        found = link(store, text)
    except NotFoundError:
        # Two concepts may be called so; the question tells which is meant.
        right = squash(text) == squash(question.answer) != ""
        return Grade(right, GOOD if right else AGAIN, text.strip())
    name = store.concept(found.key).name
    if found.key not in question.accepted:
        return Grade(False, AGAIN, name)
    return Grade(True, HARD if found.match_type == "typo" else GOOD, name)
