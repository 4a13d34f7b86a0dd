"""Match: several concepts asked at once, each to be paired with what it means."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from kg.learn.quiz.question_wording import masked_definition
from kg.learn.quiz.quiz_question import Question, describe_concept, option_from_definition
from kg.learn.quiz.valid_answers import transitive_relatives
from kg.store import Key, Store
from kg.text.normal_forms import squash


def match_terms(store: Store, keys: Sequence[Key], size: int, chance: Random) -> list[Question]:
    """Questions for what some concepts mean, all with the same options: their definitions.

    Returns:
        One for each of at most `size` of the concepts, the first ones that can be told apart;
        none when there are fewer than two.
    """
    concepts = store.concepts(keys)
    meanings: dict[Key, str] = {}
    for key in keys:
        said = masked_definition(concepts[key])
        told_apart = said and squash(said) not in map(squash, meanings.values())
        if said and told_apart and not transitive_relatives(store, [key]) & meanings.keys():
            meanings[key] = said
        if len(meanings) == size:
            break
    if len(meanings) < 2:
        return []
    lines = chance.sample([*meanings], len(meanings))
    return [
        Question(
            concepts[key],
            "match",
            concepts[key].name,
            said,
            frozenset([key]),
            describe_concept(concepts[key]),
            concepts[key].citation,
            tuple(option_from_definition(meanings[k], concepts[k], right=k == key) for k in lines),
        )
        for key, said in meanings.items()
    ]
