"""Give a question about an edge its wrong options, each with the reason why it is wrong."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from random import Random

from kg.learn.marked_sentence import marked_sentence
from kg.learn.quiz.distractors import Distractors
from kg.learn.quiz.question_wording import has_inverse_wording
from kg.learn.quiz.quiz_question import Option, option_from_definition
from kg.learn.quiz.valid_answers import denials, possible_answers
from kg.model.vocabulary import Relation, Side
from kg.store import Key, Store


def wrong_options(
    store: Store,
    asked: tuple[Relation, Side, Key],
    answer: Key,
    valid: Collection[Key],
    chance: Random,
    *,
    background: bool = False,
) -> Iterator[Option]:
    """Yield distractors, each with an edge of its own that shows why it is wrong.

    That edge links it by the same relation to another concept, or by an opposite relation to
    the given one. A distractor without such an edge is explained by its definition.

    Args:
        store: the graph.
        asked: the relation, the side that is asked for, and the given concept.
        answer: the right option.
        valid: all right answers.
        chance: draws the distractors.
        background: True if options and their reasons may be what the deck does not say.
    """
    relation, side, given = asked
    excluded = possible_answers(store, relation, side, given, valid)
    name = store.concept(given).name
    distractors = Distractors(store, answer, excluded, given=name, background=background)
    elsewhere = distractors.with_relation(relation, side)
    denied = {
        edge.other_end(given): edge
        for edge in denials(store.vocabulary, relation, store.edges_of([given]))
        if edge.status != "background" or background
    }
    edge_of = elsewhere | {key: edge for key, edge in denied.items() if key not in excluded}
    drawn = distractors.draw(edge_of, chance)
    used = [edge_of[key] for key in drawn if key in edge_of]
    concepts = store.concepts(
        [*drawn, *(end for edge in used for end in (edge.subject, edge.object))]
    )
    for key in drawn:
        text = concepts[key].name
        edge = edge_of.get(key)
        if edge is None:
            yield option_from_definition(text, concepts[key], background=background)
            continue
        start = edge.subject
        if has_inverse_wording(store.relation(edge.relation)):
            start = key
        why = marked_sentence(store, edge, start, concepts)
        yield Option(text, False, why, edge.citation)
