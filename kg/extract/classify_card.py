"""Classify a card by its form: term, answer, list, question or statement."""

from __future__ import annotations

import re

from kg.extract.broken_sentences import (
    is_broken_sentence,
    needs_continuation,
    read_broken_sentence,
)
from kg.extract.card_lists import with_list_items
from kg.extract.card_reading import (
    CardReading,
    Role,
    as_prose,
    as_sentence,
    join_sides,
    shorten_to_name,
)
from kg.extract.concept_names import as_written, clean_name, is_name, split_aliases
from kg.extract.patterns import read_patterns
from kg.extract.question_fronts import is_question, names_an_aspect, read_question
from kg.model.deck import Card
from kg.text.normal_forms import normalise

_NUMBERING = re.compile(r"^\s*(?:\[[A-Za-z0-9 ]{1,6}\]|Q\d*[:.)]|\d{1,3}[.)])\s+(?=\S)")
_IMPERATIVE_START = re.compile(
    r"(?:add|apply|build|call|change|check|compare|convert|create|define|delete|find|get|insert|list"
    r"|make|print|read|remove|run|select|set|show|sort|test|update|use|write)\s",
)


def read_card(card: Card, *, loose: bool = False) -> CardReading:
    """Return what a card says, by the form of its front and back.

    Args:
        card: the card.
        loose: whether its front may break off within a sentence; see `Deck.loose`.
    """
    front = _NUMBERING.sub("", " ".join(card.front.split()))
    back = card.back
    if card.blanks:
        return CardReading("statement", shorten_to_name(front), join_sides(front, back))
    bare = clean_name(front)
    if is_question(front):
        return with_list_items(read_question(front, back), front, back)
    labelled = _read_label(bare, back)
    if labelled is not None:
        return labelled
    if (loose or needs_continuation(front)) and is_broken_sentence(front, back):
        return with_list_items(read_broken_sentence(front, back), front, back)
    if _is_definition_front(front, back):
        name, aliases = split_aliases(clean_name(back))
        return CardReading("answer", name, as_sentence(front.rstrip(" :")), aliases)
    if is_name(bare) and not names_an_aspect(bare):
        name, aliases = split_aliases(as_written(front))
        return with_list_items(CardReading("term", name, as_prose(back), aliases), bare, back)
    role: Role = "question" if back else "statement"
    text = as_prose(back) or as_sentence(front)
    return with_list_items(CardReading(role, shorten_to_name(front), text), bare, back)


def _read_label(front: str, back: str) -> CardReading | None:
    """Read a term after what it belongs to, as in "Regression metric: R squared"."""
    for label in read_patterns().labels:
        found = label.front.fullmatch(front)
        if found is None:
            continue
        name, aliases = split_aliases(clean_name(found["name"]))
        whole = clean_name(found["of"])
        is_term = is_name(name, 6) and not is_question(name) and not _IMPERATIVE_START.match(name)
        if is_term and is_name(whole, 4) and not names_an_aspect(name):
            return CardReading(
                "term", name, as_prose(back), aliases, heading=label, belongs_to=whole
            )
    return None


def _is_definition_front(front: str, back: str) -> bool:
    """Return True if the front defines and the back names."""
    words = normalise(front).split()
    return (
        is_name(clean_name(back), 4)
        and "\n" not in back
        and len(words) >= 6
        and len(words) >= 2 * len(back.split())
        and not any(c.isdigit() for c in back)
    )
