"""Make matches: several concepts asked at once, each to be paired with its definition."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from kg.learn.quiz.question_wording import masked_definition
from kg.learn.quiz.quiz_question import Question, describe_concept, option_from_definition
from kg.learn.quiz.valid_answers import transitive_relatives
from kg.store import Key, Store
from kg.text.normal_forms import squash


def match_terms(store: Store, keys: Sequence[Key], size: int, chance: Random) -> list[Question]:
    """Make questions for the meaning of some concepts, all with the same options.

    Concepts whose definitions could be mistaken for each other are left out: equal ones, and
    those of a part and its whole. So are concepts that the deck does not define, as one mark
    "beyond the deck" among several terms would tell which line belongs to it.

    Args:
        store: the graph.
        keys: concepts to choose from, in order of preference.
        size: maximum number of questions.
        chance: shuffles the options; the same state gives the same order.

    Returns:
        A question for each concept chosen; empty if there are fewer than two.
    """
    concepts = store.concepts(keys)
    definitions: dict[Key, str] = {}
    for key in keys:
        text = masked_definition(concepts[key])
        is_distinct = text and squash(text) not in map(squash, definitions.values())
        if text and is_distinct and not transitive_relatives(store, [key]) & definitions.keys():
            definitions[key] = text
        if len(definitions) == size:
            break
    if len(definitions) < 2:
        return []
    order = chance.sample([*definitions], len(definitions))
    return [
        Question(
            concepts[key],
            "match",
            concepts[key].name,
            text,
            frozenset([key]),
            describe_concept(concepts[key]),
            concepts[key].citation,
            tuple(
                option_from_definition(definitions[k], concepts[k], right=k == key) for k in order
            ),
        )
        for key, text in definitions.items()
    ]
