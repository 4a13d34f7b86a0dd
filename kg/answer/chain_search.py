"""Chain search: a beam search for chains of edges from one mention of a question."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property

from kg.answer.chain import Chain, PartialChain, Step
from kg.answer.chain_score import MAX_EXPANDED_CONCEPTS, OTHER_SIDE_FACTOR, ChainScorer
from kg.answer.graph_steps import GraphSteps
from kg.model.vocabulary import Side
from kg.question import Cue, KindMention, Mention, Query
from kg.question.cue_matching import STRONG_CUE
from kg.store import Key, Store
from kg.text.language import language

MAX_ELEMENTS_PER_SIDE = 6
"""Number of cues and kind words on either side of a mention that are tried, nearest first."""

BEAM = 16
"""Number of partial chains that are followed at once."""

COVERED_WORD_BONUS = 0.1
"""Bonus to the rank of a partial chain in the beam, for each word that it uses."""

SKIPPED_CUE_PENALTY = 0.3
"""Strength lost by a chain that skips a cue of its mention, times the strength of the cue."""

WORD_ORDER_PENALTY = 0.06
"""Strength lost by a chain that uses words after the mention before those in front of it."""

UNLIKELY_SIDE_FACTOR = 0.9
"""Factor on a step's certainty when word order suggests the other side of the relation."""

ONLY_SIDE_FACTOR = 0.99
"""The same factor when no edge leads to the other side; it only decides between relations."""

_OTHER_SIDE: Mapping[Side, Side] = {"subject": "object", "object": "subject"}


class ChainSearch:
    """A search for chains from one mention, which uses the cues and kind words around it."""

    def __init__(self, query: Query, mention: Mention, store: Store) -> None:
        self._query, self._mention, self._store = query, mention, store
        named = set(mention.span)
        self._kind_mentions = [noun for noun in query.kind_mentions if named.isdisjoint(noun.span)]
        self._echoes = query.echoes - named
        self._graph = GraphSteps(store)
        self._scorer = ChainScorer(
            query, mention, self._kind_mentions, self._echoes, self._graph, store
        )

    def search(self) -> Iterator[Chain]:
        """Yield every chain that is strong enough; some may occur more than once."""
        for elements, penalty in self._element_orders():
            start = PartialChain((), (), self._mention.keys, frozenset(), penalty, frozenset())
            partials = [start]
            for element in elements:
                partials = _beam(after for p in partials for after in self._use(p, element))
            for partial in partials:
                yield from self._finish(partial)

    def _element_orders(self) -> Iterator[tuple[list[Cue | KindMention], float]]:
        """Yield orders of the cues and kind words, nearest first on either side; with a penalty."""
        named = set(self._mention.span)
        cues = [cue for cue in self._query.cues if named.isdisjoint(cue.span)]
        elements: list[Cue | KindMention] = [*cues, *self._kind_mentions]
        start, end = self._mention.start, self._mention.end
        before = sorted((e for e in elements if e.end <= start), key=lambda e: (-e.end, -e.start))
        after = sorted((e for e in elements if e.start >= end), key=lambda e: (e.start, e.end))
        before, after = before[:MAX_ELEMENTS_PER_SIDE], after[:MAX_ELEMENTS_PER_SIDE]
        # In "the stage that X belongs to", the words after X bind more closely.
        pronouns = language().words.relative_pronouns
        is_relative = start > 0 and self._query.words[start - 1] in pronouns
        yield before + after, WORD_ORDER_PENALTY * is_relative
        # They may also do so in "the release dates of X directed films".
        for first in range(1, len(after) + 1) if before else ():
            yield after[:first] + before + after[first:], WORD_ORDER_PENALTY * (not is_relative)

    def _use(self, partial: PartialChain, element: Cue | KindMention) -> Iterator[PartialChain]:
        """Yield the chains that use or skip the next cue or kind word."""
        if isinstance(element, KindMention):
            yield from self._use_kind(partial, element)
        else:
            yield from self._use_cue(partial, element)

    def _use_kind(self, partial: PartialChain, noun: KindMention) -> Iterator[PartialChain]:
        fitting = self._graph.of_kind(partial.steps, partial.reached, noun.kinds)
        if fitting:
            yield _with_kind(partial, noun, fitting)
            return
        if not partial.steps:
            yield from self._use_kind_of_neighbour(partial, noun)
        yield partial

    def _use_kind_of_neighbour(
        self, partial: PartialChain, noun: KindMention
    ) -> Iterator[PartialChain]:
        """Yield steps from the mention to neighbours of the kind, by relations without a cue.

        In "who directed films with her" it leads from a person to films. In "what is the metric
        for spam filtering computed from" it leads from a situation to what suits it.
        """
        for step in self._steps_without_cue(partial):
            after = self._take(partial, step)
            fitting = self._graph.of_kind(after.steps, after.reached, noun.kinds) if after else ()
            if after and fitting:
                yield _with_kind(after, noun, fitting)

    def _use_cue(self, partial: PartialChain, cue: Cue) -> Iterator[PartialChain]:
        span = frozenset(cue.span)
        penalty = (
            SKIPPED_CUE_PENALTY * cue.strength
            if self._is_nearest_mention(cue) and not span <= self._query.kind_positions
            else 0.0
        )
        yield partial._replace(penalty=partial.penalty + penalty)
        if partial.steps and any(s.relation == partial.steps[-1].relation for s in cue.senses):
            yield partial._replace(covered=partial.covered | span)  # "the director who directed"
        for step in self._steps_of_cue(partial, cue):
            for after in self._take_and_return(partial, step):
                yield after._replace(covered=after.covered | span)

    def _is_nearest_mention(self, cue: Cue) -> bool:
        """Return True if no other mention of the question is nearer to the cue."""
        return all(
            _distance(cue.span, self._mention.span) <= _distance(cue.span, other.span)
            for other in self._query.mentions
        )

    def _steps_of_cue(self, partial: PartialChain, cue: Cue) -> Iterator[Step]:
        """Yield the steps that a cue may mean, to either side, each with its certainty."""
        asked_sides = {(sense.relation, sense.side) for sense in cue.senses}
        is_after_mention = cue.start >= self._mention.end
        for relation in dict.fromkeys(sense.relation for sense in cue.senses):
            sides_with_edges = [
                side
                for side in _OTHER_SIDE
                if self._graph.reach(partial.reached, Step(relation, side, 0.0))
            ]
            for side in sides_with_edges:
                certainty = cue.strength
                if self._store.relation(relation).symmetric:
                    pass
                elif (relation, side) not in asked_sides:
                    if self._store.relation(relation).sequence:
                        continue  # what comes after X is not before it
                    certainty *= OTHER_SIDE_FACTOR
                elif (relation, _OTHER_SIDE[side]) in asked_sides and (
                    (side == "object") != is_after_mention
                ):
                    # "what does X detect" wants the object, "what detects X" the subject
                    has_both = len(sides_with_edges) == 2
                    certainty *= UNLIKELY_SIDE_FACTOR if has_both else ONLY_SIDE_FACTOR
                yield Step(relation, side, certainty)

    def _take_and_return(self, partial: PartialChain, step: Step) -> Iterator[PartialChain]:
        """Yield the chain after a step, and after a step back where the question says "same"."""
        if self._store.relation(step.relation).negative and not (
            self._query.negated or step.certainty >= STRONG_CUE
        ):
            return
        after = self._take(partial, step)
        if after is None:
            return
        yield after
        if self._echoes and not self._echoes <= partial.covered:
            back = self._take(after, step._replace(side=_OTHER_SIDE[step.side]))
            if back is not None:
                yield back._replace(covered=back.covered | self._echoes)

    def _take(self, partial: PartialChain, step: Step) -> PartialChain | None:
        """Return the chain after a step; None if it leads nowhere."""
        level = self._graph.reach(partial.reached, step)
        if self._echoes and partial.steps and partial.steps[-1].relation == step.relation:
            # A step back along the same relation leads to others, not to the mention itself.
            level = {key: edges for key, edges in level.items() if key not in self._mention.keys}
        if not level:
            return None
        return partial._replace(
            steps=(*partial.steps, step), levels=(*partial.levels, level), reached=tuple(level)
        )

    def _finish(self, partial: PartialChain) -> Iterator[Chain]:
        """Yield the chain as it is and, where a kind is asked for, with one more step."""
        candidates = [partial]
        if self._query.answer_kinds and len(partial.reached) <= MAX_EXPANDED_CONCEPTS:
            further = (self._take(partial, step) for step in self._steps_without_cue(partial))
            candidates += [after for after in further if after is not None]
        for candidate in candidates:
            chain = self._scorer.finish(candidate)
            if chain is not None:
                yield chain

    def _steps_without_cue(self, partial: PartialChain) -> list[Step]:
        """Return the steps along any relation; only the kind at their end can speak for them."""
        keys = set(partial.reached)
        found = set()
        for edge in self._store.edges_of(keys):
            relation = self._store.relation(edge.relation)
            if relation.negative and not self._query.negated:
                continue
            # A described situation asks for what suits it.
            is_default = not partial.steps and edge.relation in self._default_relations
            certainty = 1.0 if relation.negative else STRONG_CUE if is_default else 0.0
            if edge.object in keys:
                found.add(Step(edge.relation, "subject", certainty))
            if edge.subject in keys:
                found.add(Step(edge.relation, "object", certainty))
        last = partial.steps[-1].relation if partial.steps else None
        return sorted(
            (step for step in found if step.relation != last), key=lambda step: step.order
        )

    @cached_property
    def _default_relations(self) -> set[str]:
        """The relations that the mention asks for by its kind alone."""
        kinds = self._store.vocabulary.kinds
        own_kinds = set(self._store.kinds_of(self._mention.keys).values())
        return {name for kind in own_kinds for name in kinds[kind].default_relations}


def _with_kind(partial: PartialChain, noun: KindMention, fitting: tuple[Key, ...]) -> PartialChain:
    """Return the chain, restricted to concepts that fit a kind word."""
    return partial._replace(
        reached=fitting,
        covered=partial.covered | frozenset(noun.span),
        passed_kinds=partial.passed_kinds | {noun},
    )


def _distance(one: range, other: range) -> int:
    """Return the number of words between two spans; at most 0 if they touch or overlap."""
    return max(one.start, other.start) - min(one.stop, other.stop)


def _beam(partials: Iterable[PartialChain]) -> list[PartialChain]:
    """Return the most promising partial chains, each once, at most `BEAM`."""
    ranked = sorted(
        partials,
        key=lambda p: (
            p.penalty - COVERED_WORD_BONUS * len(p.covered),
            len(p.steps),
            [step.order for step in p.steps],
        ),
    )
    distinct: dict[object, PartialChain] = {}
    for partial in ranked:
        distinct.setdefault((partial.steps, partial.covered, partial.passed_kinds), partial)
    return list(distinct.values())[:BEAM]
