"""Chain search: a beam search for chains of edges from one mention of a question."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property

from kg.answer.chain import Chain, PartialChain, Step
from kg.answer.chain_score import MAX_EXPANDED_CONCEPTS, OTHER_SIDE_FACTOR, ChainScorer
from kg.answer.element_order import Element, element_orders, relations_of
from kg.answer.graph_steps import GraphSteps
from kg.model.vocabulary import Side
from kg.question import Cue, KindMention, Mention, Query
from kg.question.cue_matching import STRONG_CUE
from kg.store import Key, Store
from kg.text.language import language

BEAM = 16
"""Number of partial chains that are followed at once."""

COVERED_WORD_BONUS = 0.1
"""Bonus to the rank of a partial chain in the beam, for each word that it uses."""

SKIPPED_CUE_PENALTY = 0.3
"""Strength lost by a chain that skips a cue of its mention, times the strength of the cue."""

REPEATED_CUE_PENALTY = 0.06
"""Strength lost by a chain that takes two cues apart from each other for one step."""

UNLIKELY_SIDE_FACTOR = 0.9
"""Factor on a step's certainty when word order suggests the other side of the relation."""

ONLY_SIDE_FACTOR = 0.99
"""The same factor when no edge leads to the other side; it only decides between relations."""

RETURN_CERTAINTY = 0.5
"""Certainty of a step back that only a kind word asks for."""

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
        orders = element_orders(self._query, self._mention, self._kind_mentions)
        for elements, penalty in orders:
            start = PartialChain((), (), self._mention.keys, frozenset(), penalty, frozenset())
            partials = [start]
            for element in elements:
                partials = _beam(after for p in partials for after in self._use(p, element))
            for partial in partials:
                yield from self._finish(partial)

    def _use(self, partial: PartialChain, element: Element) -> Iterator[PartialChain]:
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
        if partial.steps:
            yield from self._return_to_kind(partial, noun)
        else:
            yield from self._use_kind_of_neighbour(partial, noun)
        yield partial

    def _return_to_kind(self, partial: PartialChain, noun: KindMention) -> Iterator[PartialChain]:
        """Yield a step back along the last relation, if it leads to concepts of the kind.

        In "who reviewed books for the publisher of X" it leads from the publisher to books.
        """
        after = self._return(partial)
        fitting = self._graph.of_kind(after.steps, after.reached, noun.kinds) if after else ()
        if after and fitting:
            yield _with_kind(after, noun, fitting)

    def _return(self, partial: PartialChain) -> PartialChain | None:
        """Return the chain after a step back along its last relation; None if it has no other end.

        It has none if it is a sequence, or the same from both sides.
        """
        last = partial.steps[-1]
        relation = self._store.relation(last.relation)
        if relation.sequence or relation.symmetric or relation.negative:
            return None
        if len(partial.reached) > MAX_EXPANDED_CONCEPTS:
            return None
        return self._take(partial, Step(last.relation, _OTHER_SIDE[last.side], RETURN_CERTAINTY))

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
        if partial.steps and partial.steps[-1].relation in relations_of(cue):
            yield partial._replace(
                covered=partial.covered | span,
                penalty=partial.penalty + REPEATED_CUE_PENALTY * self._is_separate(cue, partial),
            )
        steps = list(self._steps_of_cue(partial, cue))
        if not steps and partial.steps and not self._has_kinds:
            # In "who reviewed books for the publisher of X", "books" may name a kind.
            returned = self._return(partial)
            if returned is not None:
                partial, steps = returned, list(self._steps_of_cue(returned, cue))
        for step in steps:
            for after in self._take_and_return(partial, step):
                yield after._replace(covered=after.covered | span)

    def _is_separate(self, cue: Cue, partial: PartialChain) -> bool:
        """Return True if a cue that repeats the last relation rather means a step of its own.

        "The author who wrote" means one step, "the books written by the author of X" means two.
        """
        used = partial.covered
        if not used.isdisjoint(self._echoes):
            return False  # in "whose author also wrote", the step back is taken already
        later = min((n for n in used if n >= cue.end), default=cue.end)
        earlier = max((n for n in used if n < cue.start), default=cue.start)
        between = {*range(cue.end - 1, later), *range(earlier, cue.start)} - {*self._mention.span}
        agents = language().words.agent_prepositions
        return any(self._query.words[n] in agents for n in between)

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
        if step.relation in self._echoed_relations and not self._echoes <= partial.covered:
            back = self._take(after, step._replace(side=_OTHER_SIDE[step.side]))
            if back is not None:
                yield back._replace(covered=back.covered | self._echoes)

    @cached_property
    def _echoed_relations(self) -> set[str]:
        """The relations of the strong cues nearest to a word such as "same" or "also".

        "Writers of books that share publishers" says that the publishers are the same.
        """
        strong = [cue for cue in self._query.cues if cue.strength >= STRONG_CUE]
        found: set[str] = set()
        for at in self._echoes:
            echo = range(at, at + 1)
            nearest = min((_distance(cue.span, echo) for cue in strong), default=0)
            for cue in strong:
                if _distance(cue.span, echo) == nearest:
                    found |= relations_of(cue)
        return found

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
        last = partial.steps[-1].relation if partial.steps else None
        found = []
        for name, side in self._graph.sides_from(partial.reached):
            relation = self._store.relation(name)
            if name == last or (relation.negative and not self._query.negated):
                continue
            # A described situation asks for what suits it.
            is_default = not partial.steps and name in self._default_relations
            certainty = 1.0 if relation.negative else STRONG_CUE if is_default else 0.0
            found.append(Step(name, side, certainty))
        return sorted(found, key=lambda step: step.order)

    @cached_property
    def _has_kinds(self) -> bool:
        """True if the graph states kinds, so that its questions name them."""
        return len(self._store.vocabulary.kinds) > 1

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
