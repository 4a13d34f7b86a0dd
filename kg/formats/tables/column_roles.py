"""Find which column or field of a note is its front, its back, its tags or its deck."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from kg.text.normal_forms import normalise

FRONT_NAMES = (
    "front question term word expression prompt concept text title name phrase vocabulary key q"
    " vorderseite frage begriff wort pregunta termino palabra terme mot domanda parola pergunta"
    " pytanie pojecie zagadnienie haslo otazka pojem kerdes kifejezes fogalom vraag sporgsmal"
    " fraga begrepp 问题 正面 問題 表 질문 앞면 вопрос термин слово"
).split()
"""Normalised names of front columns, the surest first."""

BACK_NAMES = (
    "back answer definition meaning description explanation answers translation value "
    "response details english a ruckseite antwort bedeutung erklarung ubersetzung definicion"
    " significado respuesta reponse signification traduction risposta resposta definicao odpowiedz"
    " opracowanie definicja odpoved vyznam valasz jelentes antwoord betekenis svar betydelse"
    " 答案 背面 回答 答え 裏 대답 뒷면 ответ определение перевод значение"
).split()
"""Normalised names of back columns, the surest first."""

TAG_NAMES = ("tags", "tag", "tag s", "labels", "keywords")
DECK_NAMES = ("deck", "category", "chapter", "section", "subject", "unit", "topic")
_NON_TEXT_NAMES = frozenset(
    "audio cid due guid id image imagehtml index nid no notetype nr number picture qid sort sound"
    " uuid".split()
) | {
    "add reverse", "add reverse card", "add reversed", "card id", "is reversed", "note id",
    "sort field", "sort id", "sort key", "sort order",
}  # fmt: skip
"""Names of columns that say nothing about a card's subject; they are left out of its text."""

_MAX_CARD_COLUMNS = 3
"""Columns up to which the first may be the front even if it has the name of a deck column."""


@dataclass(frozen=True, slots=True)
class ColumnRoles:
    """The columns of a card's parts, counted from 0; None where there is no such column.

    `others` are further columns with text, which a card shows behind its back; `ignored` are
    columns that say nothing about its subject, such as identifiers and switches.
    """

    front: int
    back: int | None
    others: tuple[int, ...] = ()
    tags: int | None = None
    deck: int | None = None
    ignored: tuple[int, ...] = ()


FRONT_AND_BACK = ColumnRoles(0, 1)
"""The roles of two columns without names."""


@cache
def is_text_field(name: str) -> bool:
    """Return True if a field of this name has text about its card, not a number or picture."""
    return normalise(name) not in _NON_TEXT_NAMES and name.strip() != "#"


@cache
def has_known_sides(names: tuple[str, ...]) -> bool:
    """Return True if names of columns are usual names of a front and of a back."""
    keys = set(map(_key, names))
    return not keys.isdisjoint(_FRONT_KEYS) and not keys.isdisjoint(_BACK_KEYS)


def _key(name: str) -> str:
    return normalise(name).replace("ł", "l")


_FRONT_KEYS = frozenset(map(_key, FRONT_NAMES))
_BACK_KEYS = frozenset(map(_key, BACK_NAMES))


@cache
def find_column_roles(
    names: tuple[str, ...],
    question_fields: tuple[str, ...] = (),
    answer_fields: tuple[str, ...] = (),
) -> ColumnRoles:
    """Return the roles of columns, by their names.

    Args:
        names: the names of the columns in order, each empty if it has none.
        question_fields: the names of those that a card asks with, if known.
        answer_fields: the names of those that a card answers with, if known.

    >>> find_column_roles(("ID", "Question", "Answer", "Tags"))
    ColumnRoles(front=1, back=2, others=(), tags=3, deck=None, ignored=())
    """
    keys = [_key(name) for name in names]
    tags = next((n for n, key in enumerate(keys) if key in TAG_NAMES), None)
    # A "topic" in the first column is the front, unless another column is.
    has_other_front = any(key in FRONT_NAMES for key in keys[1:]) or len(keys) > _MAX_CARD_COLUMNS
    deck = next(
        (n for n, key in enumerate(keys) if key in DECK_NAMES and (n or has_other_front)), None
    )
    free = [n for n in range(len(names)) if n not in (tags, deck)]
    asked = [n for n in free if names[n] in question_fields]
    answered = [names.index(name) for name in answer_fields if name in names]
    answered = [n for n in answered if n not in (tags, deck)]
    front = _first_named(keys, FRONT_NAMES, asked or free)
    if front is None:
        with_text = [n for n in asked or free if keys[n] not in _NON_TEXT_NAMES]
        front = (with_text or asked or free or [0])[0]
    left = [n for n in answered or free if n != front]
    back = _first_named(keys, BACK_NAMES, left)
    if back is None:
        back = next((n for n in left if keys[n] not in _NON_TEXT_NAMES), left[0] if left else None)
    others = tuple(
        n for n in free if n not in (front, back) and keys[n] and is_text_field(names[n])
    )
    return ColumnRoles(front, back, others, tags, deck)


def _first_named(keys: Sequence[str], wanted: Sequence[str], columns: Sequence[int]) -> int | None:
    """Return which of the columns has the name that comes first in `wanted`; None if none has."""
    for name in wanted:
        for n in columns:
            if keys[n] == name:
                return n
    return None
