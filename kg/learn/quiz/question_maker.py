"""Make questions about a concept from its edges and its definition."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from random import Random
from typing import Literal

from kg.learn.marked_sentence import marked_sentence
from kg.learn.quiz.attribute_questions import attribute_questions
from kg.learn.quiz.distractors import Distractors
from kg.learn.quiz.question_wording import (
    cloze_sentence,
    definition_question,
    gives_away,
    hedged,
    masked_definition,
    name_question,
    relation_question,
    under_conditions,
)
from kg.learn.quiz.quiz_question import (
    Mode,
    Option,
    Question,
    describe_concept,
    option_from_definition,
)
from kg.learn.quiz.valid_answers import (
    accepted_answers,
    transitive_relatives,
    valid_answers,
)
from kg.learn.quiz.wrong_options import wrong_options
from kg.model.graph import Concept
from kg.model.vocabulary import PLAIN_KIND, Kind, Side
from kg.store import Key, Store, StoredEdge
from kg.text.normal_forms import squash

MIN_DISTRACTORS = 2
"""Minimum number of wrong options; with fewer, a question with options is not asked."""

_Asked = Literal["definition", "name"]
"""The part of a concept that a question without an edge asks for, given the other part."""


def make_question(
    store: Store, key: Key, mode: Mode, chance: Random, *, background: bool = False
) -> Question | None:
    """Make a question about a concept, drawn from those that the graph supports.

    It asks only what the deck states. Derived edges are not asked about, since the stated ones that
    they follow from are; they do count as right answers, and explain wrong ones.

    Args:
        store: the graph.
        key: the concept.
        mode: choice, type or cloze.
        chance: draws; the same state gives the same question.
        background: also ask about edges beyond the deck, and use the background of concepts that
            the deck does not describe; these questions are `beyond_deck`.

    Returns:
        The question, or None if the graph supports none in this mode.
    """
    maker = _QuestionMaker(store, key, mode, chance, background=background)
    askers = maker.askers()
    for ask in chance.sample(askers, len(askers)):
        question = ask()
        if question is not None:
            return question
    return None


class _QuestionMaker:
    """Makes the questions about one concept."""

    def __init__(
        self, store: Store, key: Key, mode: Mode, chance: Random, *, background: bool
    ) -> None:
        self.store, self.key, self.mode, self.chance = store, key, mode, chance
        self.background = background
        self.concept = store.concept(key)

    def askers(self) -> list[Callable[[], Question | None]]:
        """Return a function for each question that may be possible."""
        numbers = attribute_questions(self.concept, self.mode)
        return [
            *(partial(self.ask_edge, *topic) for topic in self._edge_topics()),
            partial(self.ask_definition, "definition"),
            partial(self.ask_definition, "name"),
            *(partial(_same, question) for question in numbers),
        ]

    def _is_asked(self, edge: StoredEdge) -> bool:
        return edge.status == "stated" or (self.background and edge.status == "background")

    def _edge_topics(self) -> Iterator[tuple[str, Side, Key]]:
        """Yield what edges can be asked about: relation, side asked for, and the given end.

        Each edge of the concept is asked about in two ways: which concept stands at this end,
        and which at the other.
        """
        found: dict[tuple[str, Side, Key], None] = {}
        for edge in self.store.edges_of([self.key]):
            if edge.subject != edge.object and self._is_asked(edge):
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
        shown = [key for key in sorted(valid) if self._is_asked(valid[key])]
        if not shown:  # a symmetric edge beyond the deck that is derived in the other direction
            return None
        # Of several answers the concept itself is shown, if it is one of them.
        answer = self.key if self.key in shown else self.chance.choice(shown)
        edge = valid[answer]
        is_beyond = edge.status == "background"
        ends = self.store.concepts([given, answer])
        answer_name = ends[answer].name
        why = marked_sentence(self.store, edge, edge.subject, ends)
        wording = hedged(relation, edge.qualifiers.strength)
        if self.mode == "cloze":
            prompt = cloze_sentence(
                wording,
                ends[edge.subject].name,
                ends[edge.object].name,
                "subject" if edge.subject == answer else "object",
            )
        else:
            prompt = relation_question(wording, side, ends[given].name, self._kind(ends[answer]))
        prompt = under_conditions(prompt, edge.qualifiers)
        if gives_away(prompt, answer_name):
            return None
        options: list[Option] = []
        if self.mode == "choice":
            options = [
                Option(answer_name, True, why, edge.citation),
                *wrong_options(
                    self.store,
                    (relation, side, given),
                    answer,
                    valid,
                    self.chance,
                    background=is_beyond,
                ),
            ]
        question = self._question(prompt, answer_name, why, edge.citation, options)
        if question is None:
            return None
        accepted = accepted_answers(valid, edge)
        return replace(
            question,
            accepted=accepted.every,
            unlisted=accepted.unlisted,
            beyond_deck=is_beyond,
        )

    def ask_definition(self, asked: _Asked) -> Question | None:
        """Make a question for the concept's definition, given its name, or the other way round.

        Returns:
            The question; None if the definition is too short, or asked for but not to be chosen.
        """
        concept = self.concept
        background = self.background and concept.is_beyond_deck
        prompt: str | None = definition_question(concept)
        answer = masked_definition(concept, background=background)
        if asked == "name":
            prompt = name_question(concept, self._kind(concept), background=background)
            answer = concept.name
        if prompt is None or answer is None or (asked == "definition" and self.mode != "choice"):
            return None
        options: list[Option] = []
        if self.mode == "choice":
            # Concepts above or below this one may be described by the same words.
            excluded = transitive_relatives(self.store, [self.key])
            distractors = Distractors(self.store, self.key, excluded, background=background)
            others = self.store.concepts(distractors.draw((), self.chance))
            texts = {
                key: masked_definition(other, background=background)
                if asked == "definition"
                else other.name
                for key, other in others.items()
            }
            options = [option_from_definition(answer, concept, right=True, background=background)]
            options += [
                option_from_definition(text, others[key], background=background)
                for key, text in texts.items()
                if text is not None and squash(text) != squash(answer)
            ]
        why = describe_concept(concept, background=background)
        citation = "" if background else concept.citation
        question = self._question(prompt, answer, why, citation, options)
        return question and replace(
            question, accepted=frozenset([self.key]), beyond_deck=background
        )

    def _question(
        self, prompt: str, answer: str, why: str, citation: str, options: list[Option]
    ) -> Question | None:
        """Return a question with its options shuffled; None if there are too few of them."""
        if self.mode == "choice" and len(options) <= MIN_DISTRACTORS:
            return None
        shuffled = tuple(self.chance.sample(options, len(options)))
        return Question(
            self.concept, self.mode, prompt, answer, frozenset(), why, citation, shuffled
        )

    def _kind(self, concept: Concept) -> Kind:
        return self.store.vocabulary.kinds.get(concept.kind, PLAIN_KIND)


def _same(question: Question) -> Question:
    return question
