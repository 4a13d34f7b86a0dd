"""Fronts: what a card says, told by its form: a term, an answer, a list, a question."""

from __future__ import annotations

import re

from kg.extract.broken_sentences import breaks_off, hangs, read_sentence
from kg.extract.card_lists import with_list
from kg.extract.card_reading import Reading, Role
from kg.extract.concept_names import clean_name, is_name, split_aliases
from kg.extract.patterns import read_patterns
from kg.extract.prose import full, joined, prose, shortened
from kg.extract.question_fronts import asks, is_about, read_question
from kg.model.deck import Card
from kg.text.normal_forms import normalise

_MARKER = re.compile(r"^\s*(?:\[[A-Za-z0-9 ]{1,6}\]|Q\d*[:.)]|\d{1,3}[.)])\s+(?=\S)")
_DOING = re.compile(
    r"(?:add|apply|build|call|change|check|compare|convert|create|define|delete|find|get|insert|list"
    r"|make|print|read|remove|run|select|set|show|sort|test|update|use|write)\s",
)


def read_card(card: Card, *, loose: bool = False) -> Reading:
    """What a card says.

    Args:
        card: the card.
        loose: whether its front may break off in the middle of a sentence.
    """
    front = _MARKER.sub("", " ".join(card.front.split()))
    back = card.back
    if card.blanks:
        return Reading("statement", shortened(front), joined(front, back))
    bare = clean_name(front)
    if asks(front):
        return with_list(read_question(front, back), front, back)
    labelled = _labelled(bare, back)
    if labelled is not None:
        return labelled
    if (loose or hangs(front)) and breaks_off(front, back):
        return with_list(read_sentence(front, back), front, back)
    if _names_backwards(front, back):
        name, aliases = split_aliases(clean_name(back))
        return Reading("answer", name, full(front.rstrip(" :")), aliases)
    if is_name(bare) and not is_about(bare):
        name, aliases = split_aliases(bare)
        return with_list(Reading("term", name, prose(back), aliases), bare, back)
    role: Role = "question" if back else "statement"
    return with_list(Reading(role, shortened(front), prose(back) or full(front)), bare, back)


def _labelled(front: str, back: str) -> Reading | None:
    """A term behind what it belongs to, as in "Regression metric: R squared"."""
    for label in read_patterns().labels:
        found = label.front.fullmatch(front)
        if found is None:
            continue
        name, aliases = split_aliases(clean_name(found["name"]))
        of = clean_name(found["of"])
        is_term = is_name(name, 6) and not asks(name) and not _DOING.match(name)
        if is_term and is_name(of, 4) and not is_about(name):
            return Reading("term", name, prose(back), aliases, heading=label, of=of)
    return None


def _names_backwards(front: str, back: str) -> bool:
    """Whether the front defines and the back names."""
    said = normalise(front).split()
    return (
        is_name(clean_name(back), 4)
        and "\n" not in back
        and len(said) >= 6
        and len(said) >= 2 * len(back.split())
        and not any(c.isdigit() for c in back)
    )
