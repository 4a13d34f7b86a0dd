"""Make: the questions that a graph can ask about a concept, from its edges and its definition."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from random import Random

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
"""Wrong options below which a question with options is not put."""


def make_question(store: Store, key: Key, mode: Mode, chance: Random) -> Question | None:
    """A question about a concept, drawn by lot from those that the graph supports.

    Args:
        store: the graph.
        key: the concept.
        mode: choice, type or cloze.
        chance: draws; the same state gives the same question.

    Returns:
        The question, or None when nothing can be asked of the concept so.
    """
    subject = _QuestionMaker(store, key, mode, chance)
    topics: list[tuple[str, Side, Key] | str] = [*subject.edges(), "what", "which"]
    for topic in chance.sample(topics, len(topics)):
        question = (
            subject.ask_definition(topic) if isinstance(topic, str) else subject.ask_edge(*topic)
        )
        if question is not None:
            return question
    return None


class _QuestionMaker:
    """A concept that is asked about."""

    def __init__(self, store: Store, key: Key, mode: Mode, chance: Random) -> None:
        self.store, self.key, self.mode, self.chance = store, key, mode, chance
        self.concept = store.concept(key)

    def edges(self) -> Iterator[tuple[str, Side, Key]]:
        """What can be asked by edges: a relation, the side that is wanted, and the end given.

        Each edge asks for the concept, given the other end, and for the other end, given it.
        """
        found: dict[tuple[str, Side, Key], None] = {}
        for link in self.store.edges_of([self.key]):
            if link.subject != link.object:
                found[link.relation, "subject", link.object] = None
                found[link.relation, "object", link.subject] = None
        yield from found

    def ask_edge(self, name: str, side: Side, given: Key) -> Question | None:
        """A question for what stands in a relation to the concept at its other side."""
        relation = self.store.relation(name)
        true = valid_answers(self.store, relation, side, given)
        # Of several right answers the concept itself is shown, or else any.
        answer = self.key if self.key in true else self.chance.choice(sorted(true))
        link = true[answer]
        ends = self.store.concepts([given, answer])
        wanted = ends[answer].name
        why = self.store.sentence(link, link.subject, ends)
        if self.mode == "cloze":
            prompt = cloze_sentence(
                relation,
                ends[link.subject].name,
                ends[link.object].name,
                "subject" if link.subject == answer else "object",
            )
        else:
            prompt = relation_question(relation, side, ends[given].name, self._kind(ends[answer]))
        if gives_away(prompt, wanted):
            return None
        options: list[Option] = []
        if self.mode == "choice":
            options = [
                Option(wanted, True, why, link.citation),
                *self._wrong(name, side, given, answer, true),
            ]
        return self._question(prompt, wanted, true, why, link.citation, options)

    def _wrong(
        self, name: str, side: Side, given: Key, answer: Key, true: Collection[Key]
    ) -> Iterator[Option]:
        """Wrong answers, each with an edge that it has instead, or what it is."""
        relation = self.store.relation(name)
        never = possible_answers(self.store, relation, side, given, true)
        siblings = Distractors(self.store, answer, never)
        instead = siblings.with_relation(relation, side)
        denying = opposite_relations(self.store.vocabulary, relation)
        against = {
            link.other_end(given): link
            for link in self.store.edges_of([given])
            if link.relation in denying
        }
        edges = instead | {key: link for key, link in against.items() if key not in never}
        drawn = siblings.draw(edges, self.chance)
        links = {key: edges.get(key) for key in drawn}
        told = [link for link in links.values() if link is not None]
        concepts = self.store.concepts(
            [*drawn, *(end for link in told for end in (link.subject, link.object))]
        )
        for key in drawn:
            link, name = links[key], concepts[key].name
            if link is None:
                yield option_from_definition(name, concepts[key])
            else:
                start = (
                    key if has_inverse_wording(self.store.relation(link.relation)) else link.subject
                )
                yield Option(name, False, self.store.sentence(link, start, concepts), link.citation)

    def ask_definition(self, how: str) -> Question | None:
        """A question for what the concept is, or for which concept is described."""
        concept = self.concept
        prompt: str | None = definition_question(concept)
        answer = masked_definition(concept)
        if how == "which":
            prompt, answer = name_question(concept, self._kind(concept)), concept.name
        if prompt is None or answer is None or (how == "what" and self.mode != "choice"):
            return None
        options: list[Option] = []
        if self.mode == "choice":
            # What is above or below a concept may be described by the same words.
            siblings = Distractors(
                self.store, self.key, transitive_relatives(self.store, [self.key])
            )
            others = self.store.concepts(siblings.draw((), self.chance))
            texts = {
                key: masked_definition(c) if how == "what" else c.name for key, c in others.items()
            }
            options = [option_from_definition(answer, concept, right=True)]
            options += [
                option_from_definition(text, others[key])
                for key, text in texts.items()
                if text is not None and squash(text) != squash(answer)
            ]
        true = frozenset([self.key])
        return self._question(
            prompt, answer, true, describe_concept(concept), concept.citation, options
        )

    def _question(
        self,
        prompt: str,
        answer: str,
        true: Collection[Key],
        why: str,
        source: str,
        options: list[Option],
    ) -> Question | None:
        if self.mode == "choice" and len(options) <= MIN_DISTRACTORS:
            return None
        mixed = tuple(self.chance.sample(options, len(options)))
        return Question(
            self.concept, self.mode, prompt, answer, frozenset(true), why, source, mixed
        )

    def _kind(self, concept: Concept) -> Kind:
        return self.store.vocabulary.kinds.get(concept.kind, PLAIN_KIND)
