"""Answer by the position in a sequence: the third, the last but one, what is two before another."""

from __future__ import annotations

from kg._typing import TYPE_CHECKING
from kg.question import Query
from kg.question.position_words import position_cues
from kg.store import Store

if TYPE_CHECKING:
    from kg.answer.strategies.sequence_answers import PositionAnswer


def answer_by_position(query: Query, store: Store) -> PositionAnswer | None:
    """Answer a question about positions in a sequence.

    Returns:
        The form of the answer, the hits, and the number of a place or of members if that is asked
        for. "none" without hits if the sequence has no such place. None if the question asks
        nothing about positions, or of no sequence that the graph has.
    """
    cues = position_cues()
    if not any(word in cues or word[0].isdigit() for word in query.words):
        return None
    if not any(relation.sequence for relation in store.vocabulary.relations.values()):
        return None
    # Imported late: few questions are about positions.
    from kg.answer.strategies.order import Order
    from kg.answer.strategies.sequence_answers import NO_SUCH_PLACE, SequenceAnswers
    from kg.question.positions import read_positions

    order = Order(store)
    if not order.relations:
        return None
    refused = False
    for question in read_positions(query, store):
        found = SequenceAnswers(question, order, store).answer()
        if found and found[1]:
            return found
        refused = refused or found is not None
    return NO_SUCH_PLACE if refused else None
