"""Make questions about a concept from its edges and its definition."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from random import Random
from typing import Literal

from kg.learn.quiz.distractors import Distractors
from kg.learn.quiz.question_wording import (
    cloze_sentence,
    definition_question,
    gives_away,
    has_inverse_wording,
    masked_definition,
    name_question,
    relation_question,
)
from kg.learn.quiz.quiz_question import (
    Mode,
    Option,
    Question,
    describe_concept,
    option_from_definition,
)
from kg.learn.quiz.valid_answers import (
    opposite_relations,
    possible_answers,
    transitive_relatives,
    valid_answers,
)
from kg.model.graph import Concept
from kg.model.vocabulary import PLAIN_KIND, Kind, Side
from kg.store import Key, Store
from kg.text.normal_forms import squash

MIN_DISTRACTORS = 2
"""Minimum number of wrong options; with fewer, a question with options is not asked."""

_Asked = Literal["definition", "name"]
"""The part of a concept that a question without an edge asks for, given the other part."""


def make_question(store: Store, key: Key, mode: Mode, chance: Random) -> Question | None:
    """Make a question about a concept, drawn from those that the graph supports.

    Args:
        store: the graph.
        key: the concept.
        mode: choice, type or cloze.
        chance: draws; the same state gives the same question.

    Returns:
        The question, or None if the graph supports none in this mode.
    """
    maker = _QuestionMaker(store, key, mode, chance)
    topics: list[tuple[str, Side, Key] | _Asked] = [*maker.edge_topics(), "definition", "name"]
    for topic in chance.sample(topics, len(topics)):
        question = maker.ask_definition(topic) if isinstance(topic, str) else maker.ask_edge(*topic)
        if question is not None:
            return question
    return None


class _QuestionMaker:
    """Makes the questions about one concept."""

    def __init__(self, store: Store, key: Key, mode: Mode, chance: Random) -> None:
        self.store, self.key, self.mode, self.chance = store, key, mode, chance
        self.concept = store.concept(key)

    def edge_topics(self) -> Iterator[tuple[str, Side, Key]]:
        """Yield what edges can be asked about: relation, side asked for, and the given end.

        Each edge of the concept is asked about in two ways: which concept stands at this end,
        and which at the other.
        """
        found: dict[tuple[str, Side, Key], None] = {}
        for edge in self.store.edges_of([self.key]):
            if edge.subject != edge.object:
                found[edge.relation, "subject", edge.object] = None
                found[edge.relation, "object", edge.subject] = None
        yield from found

    def ask_edge(self, name: str, side: Side, given: Key) -> Question | None:
        """Make a question for the concept at `side` of a relation's edge to the given one.

        Returns:
            The question; None if its words give the answer away, or there are too few distractors.
        """
        relation = self.store.relation(name)
        valid = valid_answers(self.store, relation, side, given)
        # Of several valid answers the concept itself is shown, if it is one of them.
        answer = self.key if self.key in valid else self.chance.choice(sorted(valid))
        edge = valid[answer]
        ends = self.store.concepts([given, answer])
        answer_name = ends[answer].name
        why = self.store.sentence(edge, edge.subject, ends)
        if self.mode == "cloze":
            prompt = cloze_sentence(
                relation,
                ends[edge.subject].name,
                ends[edge.object].name,
                "subject" if edge.subject == answer else "object",
            )
        else:
            prompt = relation_question(relation, side, ends[given].name, self._kind(ends[answer]))
        if gives_away(prompt, answer_name):
            return None
        options: list[Option] = []
        if self.mode == "choice":
            options = [
                Option(answer_name, True, why, edge.citation),
                *self._wrong_options(name, side, given, answer, valid),
            ]
        return self._question(prompt, answer_name, valid, why, edge.citation, options)

    def _wrong_options(
        self, name: str, side: Side, given: Key, answer: Key, valid: Collection[Key]
    ) -> Iterator[Option]:
        """Yield distractors, each with an edge of its own that shows why it is wrong.

        That edge links it by the same relation to another concept, or by an opposite relation to
        the given one. A distractor without such an edge is explained by its definition.
        """
        relation = self.store.relation(name)
        excluded = possible_answers(self.store, relation, side, given, valid)
        distractors = Distractors(self.store, answer, excluded)
        elsewhere = distractors.with_relation(relation, side)
        opposites = opposite_relations(self.store.vocabulary, relation)
        denied = {
            edge.other_end(given): edge
            for edge in self.store.edges_of([given])
            if edge.relation in opposites
        }
        edge_of = elsewhere | {key: edge for key, edge in denied.items() if key not in excluded}
        drawn = distractors.draw(edge_of, self.chance)
        used = [edge_of[key] for key in drawn if key in edge_of]
        concepts = self.store.concepts(
            [*drawn, *(end for edge in used for end in (edge.subject, edge.object))]
        )
        for key in drawn:
            text = concepts[key].name
            edge = edge_of.get(key)
            if edge is None:
                yield option_from_definition(text, concepts[key])
                continue
            start = edge.subject
            if has_inverse_wording(self.store.relation(edge.relation)):
                start = key
            yield Option(text, False, self.store.sentence(edge, start, concepts), edge.citation)

    def ask_definition(self, asked: _Asked) -> Question | None:
        """Make a question for the concept's definition, given its name, or the other way round.

        Returns:
            The question; None if the definition is too short, or asked for but not to be chosen.
        """
        concept = self.concept
        prompt: str | None = definition_question(concept)
        answer = masked_definition(concept)
        if asked == "name":
            prompt, answer = name_question(concept, self._kind(concept)), concept.name
        if prompt is None or answer is None or (asked == "definition" and self.mode != "choice"):
            return None
        options: list[Option] = []
        if self.mode == "choice":
            # Concepts above or below this one may be described by the same words.
            excluded = transitive_relatives(self.store, [self.key])
            distractors = Distractors(self.store, self.key, excluded)
            others = self.store.concepts(distractors.draw((), self.chance))
            texts = {
                key: masked_definition(other) if asked == "definition" else other.name
                for key, other in others.items()
            }
            options = [option_from_definition(answer, concept, right=True)]
            options += [
                option_from_definition(text, others[key])
                for key, text in texts.items()
                if text is not None and squash(text) != squash(answer)
            ]
        accepted = frozenset([self.key])
        why = describe_concept(concept)
        return self._question(prompt, answer, accepted, why, concept.citation, options)

    def _question(
        self,
        prompt: str,
        answer: str,
        accepted: Collection[Key],
        why: str,
        citation: str,
        options: list[Option],
    ) -> Question | None:
        """Return a question with its options shuffled; None if there are too few of them."""
        if self.mode == "choice" and len(options) <= MIN_DISTRACTORS:
            return None
        shuffled = tuple(self.chance.sample(options, len(options)))
        return Question(
            self.concept, self.mode, prompt, answer, frozenset(accepted), why, citation, shuffled
        )

    def _kind(self, concept: Concept) -> Kind:
        return self.store.vocabulary.kinds.get(concept.kind, PLAIN_KIND)
