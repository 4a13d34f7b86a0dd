"""The score of a chain: how well its steps and words fit the question."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from kg.answer.chain import Chain, Level, PartialChain
from kg.answer.graph_steps import GraphSteps
from kg.question import KindMention, Mention, Query
from kg.question.cue_matching import STRONG_CUE
from kg.store import Store, StoredEdge

MAX_EXPANDED_CONCEPTS = 400
"""From more concepts than this, no step is taken that the question does not ask for."""

STEPS_SHARE, ANSWER_KIND_SHARE = 0.6, 0.4
"""Shares of a chain's strength: for the relations asked for, and for the kind of its answers."""

OTHER_SIDE_FACTOR = 0.6
"""Factor on a step's certainty when the cue asks for the other side of the relation."""

UNUSED_KIND_PENALTY = 0.05
"""Strength lost for each kind word of the question that no step satisfies."""

MISPLACED_KIND_PENALTY = 0.02
"""Strength lost for each kind word that a step satisfies, but not the step at its place."""

STEP_PENALTY = 0.03
"""Strength lost for each step after the first."""

WEAK_STEP_PENALTY = 0.15
"""Strength lost by a chain of several steps if one has no cue but a preposition or a kind."""

ECHO_BONUS = 0.1
"""Strength gained by a step back where the question says "same" or "also"; lost without one."""

STATED_KIND_BONUS = 0.05
"""Strength gained when the last relation allows only certain kinds at its end."""

FULL_COVERAGE = 0.5
"""Share of the question's words below which a chain loses strength in proportion."""

BEYOND_DECK_FACTOR = 0.8
"""Factor on the fitness of a chain that leads to no answer by what the deck says alone."""

MIN_CHAIN_STRENGTH = 0.05
"""Strength that a chain must exceed."""


def coverage_factor(covered: Collection[int], query: Query) -> float:
    """Return 0.5-1: the factor on a chain's fitness for the share of words it accounts for."""
    return 0.5 + 0.5 * query.covered_share(covered)


def _is_beyond_deck(path: Iterable[StoredEdge]) -> bool:
    return any(edge.status == "background" for edge in path)


class ChainScorer:
    """A scorer that turns partial chains from one mention into chains.

    `kind_mentions` and `echoes` are those of the query that lie outside the mention.
    """

    def __init__(
        self,
        query: Query,
        mention: Mention,
        kind_mentions: Sequence[KindMention],
        echoes: frozenset[int],
        graph: GraphSteps,
        store: Store,
    ) -> None:
        self._query, self._mention, self._graph, self._store = query, mention, graph, store
        self._kind_mentions, self._echoes = kind_mentions, echoes

    def finish(self, partial: PartialChain) -> Chain | None:
        """Return the chain with its score; None if it has no answers or is too weak."""
        query, steps = self._query, partial.steps
        if not steps:
            return None
        weak_steps = sum(step.certainty < STRONG_CUE * OTHER_SIDE_FACTOR for step in steps)
        if len(steps) > 1 and weak_steps > 1:
            return None
        level = partial.levels[-1]
        passed: Level = {}
        if query.answer_form == "list" and self._store.relation(steps[-1].relation).sequence:
            level = passed = self._graph.reach_all(level, steps[-1])
            partial = partial._replace(reached=tuple(level))
        covered = partial.covered | set(self._mention.span)
        strength = sum(step.certainty for step in steps) / len(steps)
        if query.answer_kinds:
            has_stated_kinds = bool(self._graph.stated_kinds(steps[-1]))
            strength = STEPS_SHARE * strength + STATED_KIND_BONUS * has_stated_kinds
            fitting = set(self._graph.of_kind(steps, partial.reached, query.answer_kinds))
            level = {key: edges for key, edges in level.items() if key in fitting}
            strength += ANSWER_KIND_SHARE
            covered |= query.kind_positions
        elif len(partial.reached) < len(level):
            level = {key: level[key] for key in partial.reached}
        unused = misplaced = 0
        for noun in self._kind_mentions:
            if noun in partial.passed_kinds:
                pass
            elif self._has_passed(partial, noun):
                misplaced += 1
            else:
                unused += 1
                continue
            covered |= set(noun.span)
        strength -= partial.penalty + UNUSED_KIND_PENALTY * unused
        strength -= MISPLACED_KIND_PENALTY * misplaced
        if len(steps) > 1:
            strength -= WEAK_STEP_PENALTY * weak_steps + STEP_PENALTY * (len(steps) - 1)
        if self._echoes:
            strength += ECHO_BONUS if self._echoes <= partial.covered else -ECHO_BONUS
        strength *= min(1.0, query.covered_share(covered) / FULL_COVERAGE)
        if not level or strength <= MIN_CHAIN_STRENGTH:
            return None
        chain = Chain(
            self._mention,
            steps,
            (*partial.levels[:-1], self._mentioned_last(level)),
            frozenset(covered),
            min(1.0, strength),
            strength * coverage_factor(covered, query),
            passed=passed,
        )
        if all(_is_beyond_deck(chain.path_to(key)) for key in level):
            chain = chain._replace(fitness=chain.fitness * BEYOND_DECK_FACTOR)
        return chain

    def _mentioned_last(self, level: Level) -> Level:
        mentioned = {key: level[key] for key in self._mention.keys if key in level}
        return {k: v for k, v in level.items() if k not in mentioned} | mentioned

    def _has_passed(self, partial: PartialChain, noun: KindMention) -> bool:
        """Return True if the mention or a concept on the chain is of a kind that the noun names."""
        if self._graph.of_kind((), self._mention.keys, noun.kinds):
            return True
        return any(
            self._graph.of_kind(
                partial.steps[: n + 1], tuple(level)[:MAX_EXPANDED_CONCEPTS], noun.kinds
            )
            for n, level in enumerate(partial.levels)
        )
