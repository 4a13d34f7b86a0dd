"""The ways from one mention of a question through the words around it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property

from kg._typing import NamedTuple
from kg.answer.chain import Chain, Step
from kg.model.vocabulary import Side
from kg.question import Cue, KindMention, Mention, Query
from kg.question.cue_matching import STRONG
from kg.store import Key, Store, StoredEdge

MOST = 6
"""Words and phrases on either side of a mention that are tried as steps, nearest first."""

BEAM = 16
"""Unfinished chains that are followed at once."""

HUB = 400
"""Concepts from which no step is taken that the question does not ask for."""

ASKED, FITTING = 0.6, 0.4
"""Shares of a chain's strength: the relations asked for, and the kind asked for at its end."""

PASSED_OVER = 0.3
"""What a chain loses when it passes over words that ask for a relation, by their strength."""

TURNED = 0.6
"""What is left of an ask when the question wants the other side of its relation."""

OUT_OF_TURN = 0.06
"""What a chain loses when it takes words after the mention before those in front of it."""

UNMET = 0.05
"""What a chain loses for each kind that the question names and it does not pass."""

FURTHER = 0.03
"""What a chain loses for each step after the first."""

WEAK = 0.15
"""What a chain of several steps loses by one that nothing but a preposition or a kind asks for."""

ECHO = 0.1
"""What a chain gains by turning back where the question says "same", "also" or "together", and
loses by not doing so."""

STATED = 0.05
"""What a chain gains when its last relation joins none but the kind asked for."""

LIKELIER = 0.9
"""What is left of an ask that may want either side, for the side that word order speaks against."""

LIKELY = 0.99
"""The same where no edge leads to the other side: what is left decides between relations only."""

ENOUGH = 0.5
"""Share of a question's words that a chain must account for, or it is worth less by that much."""

LEAST = 0.05
"""Strength that a chain must exceed."""

_OTHER: Mapping[Side, Side] = {"subject": "object", "object": "subject"}


def covered_by(told: Collection[int], query: Query) -> float:
    """0.5-1: the more of what the question says is told, in words, the more."""
    return 0.5 + 0.5 * query.share(told)


class _State(NamedTuple):
    """A chain under way; `met` are the nouns whose kind it has passed."""

    steps: tuple[Step, ...]
    levels: tuple[Mapping[Key, Sequence[StoredEdge]], ...]
    keys: tuple[Key, ...]
    told: frozenset[int]
    lost: float
    met: frozenset[KindMention]


class Walk:
    """The ways from one mention through the words around it."""

    def __init__(self, query: Query, mention: Mention, store: Store) -> None:
        self.query, self.mention, self.store = query, mention, store
        named = set(mention.span)
        self.cues = [cue for cue in query.cues if named.isdisjoint(cue.span)]
        self.nouns = [noun for noun in query.kind_mentions if named.isdisjoint(noun.span)]
        self.echoes = query.echoes - named
        self.taken: dict[tuple[tuple[Key, ...], str, Side], dict[Key, list[StoredEdge]]] = {}
        self.kinds: dict[Key, str] = {}

    @cached_property
    def implied(self) -> set[str]:
        """The relations that a bare mention asks for, by its kind."""
        kinds = self.store.vocabulary.kinds
        of = set(self.store.kinds_of(self.mention.keys).values())
        return {name for kind in of for name in kinds[kind].default_relations}

    def chains(self) -> Iterator[Chain]:
        """Every chain worth telling; the same may come by several orders of the words."""
        for order, lost in self._orders():
            states = [_State((), (), self.mention.keys, frozenset(), lost, frozenset())]
            for element in order:
                states = _best(after for s in states for after in self._past(s, element))
            for state in states:
                yield from self._finished(state)

    def _orders(self) -> Iterator[tuple[list[Cue | KindMention], float]]:
        """Orders in which to take the words around the mention, nearest first on either side."""
        elements: list[Cue | KindMention] = [*self.cues, *self.nouns]
        start, end = self.mention.start, self.mention.end
        before = sorted((e for e in elements if e.end <= start), key=lambda e: (-e.end, -e.start))
        after = sorted((e for e in elements if e.start >= end), key=lambda e: (e.start, e.end))
        before, after = before[:MOST], after[:MOST]
        # In "the stage that X belongs to", what stands after X binds more closely.
        relative = start > 0 and self.query.words[start - 1] in ("that", "which", "whose", "where")
        yield before + after, OUT_OF_TURN * relative
        # So it may in "the release dates of X directed films".
        for first in range(1, len(after) + 1) if before else ():
            yield after[:first] + before + after[first:], OUT_OF_TURN * (not relative)

    def _past(self, state: _State, element: Cue | KindMention) -> Iterator[_State]:
        """The chain after one more word or phrase of the question."""
        span = frozenset(element.span)
        if isinstance(element, KindMention):
            fitting = self._of_kind(state.steps, state.keys, element.kinds)
            if fitting:
                told, met = state.told | span, state.met | {element}
                state = state._replace(keys=fitting, told=told, met=met)
            elif not state.steps:
                yield from self._unsaid(state, element, span)
            yield state
            return
        near = self._is_near(element)
        lost = (
            PASSED_OVER * element.strength
            if near and not span <= self.query.kind_positions
            else 0.0
        )
        yield state._replace(lost=state.lost + lost)
        if state.steps and any(s.relation == state.steps[-1].relation for s in element.senses):
            yield state._replace(told=state.told | span)  # "the director who directed"
        for step in self._asked(state, element):
            for after in self._step(state, step):
                yield after._replace(told=after.told | span)

    def _unsaid(self, state: _State, noun: KindMention, span: frozenset[int]) -> Iterator[_State]:
        """From a mention to the kind of thing beside it, by a relation that no word asks for.

        So from a person to the films in "who directed films with her", and from a situation to
        what suits it in "what is the metric for spam filtering computed from".
        """
        for step in self._unasked(state):
            after = self._stepped(state, step)
            fitting = self._of_kind(after.steps, after.keys, noun.kinds) if after else ()
            if after and fitting:
                told, met = after.told | span, after.met | {noun}
                yield after._replace(keys=fitting, told=told, met=met)

    def _asked(self, state: _State, cue: Cue) -> Iterator[Step]:
        """The steps that a cue may mean, to either side, and how surely it means each."""
        sides = {(sense.relation, sense.side) for sense in cue.senses}
        is_behind = cue.start >= self.mention.end
        for relation in dict.fromkeys(sense.relation for sense in cue.senses):
            open_to = [
                side for side in _OTHER if self._reach(state.keys, Step(relation, side, 0.0))
            ]
            for side in open_to:
                asked = cue.strength
                if self.store.relation(relation).symmetric:
                    pass
                elif (relation, side) not in sides:
                    if self.store.relation(relation).sequence:
                        continue  # what comes after X is not before it
                    asked *= TURNED
                elif (relation, _OTHER[side]) in sides and (side == "object") != is_behind:
                    # "what does X detect" wants b, "what detects X" a
                    asked *= LIKELIER if len(open_to) == 2 else LIKELY
                yield Step(relation, side, asked)

    def _is_near(self, cue: Cue) -> bool:
        """Whether no other mention is nearer to the cue than this one, so that it is its own."""
        return all(
            _distance(cue.span, self.mention.span) <= _distance(cue.span, other.span)
            for other in self.query.mentions
        )

    def _step(self, state: _State, step: Step) -> Iterator[_State]:
        """The chain one step on, and turned back from there where the question says so."""
        if self.store.relation(step.relation).negative and not (
            self.query.negated or step.asked >= STRONG
        ):
            return
        after = self._stepped(state, step)
        if after is None:
            return
        yield after
        if self.echoes and not self.echoes <= state.told:
            back = self._stepped(after, step._replace(side=_OTHER[step.side]))
            if back is not None:
                yield back._replace(told=back.told | self.echoes)

    def _stepped(self, state: _State, step: Step) -> _State | None:
        level = self._reach(state.keys, step)
        if self.echoes and state.steps and state.steps[-1].relation == step.relation:
            # Back the way it came: to others, not to itself.
            level = {key: links for key, links in level.items() if key not in self.mention.keys}
        if not level:
            return None
        return state._replace(
            steps=(*state.steps, step), levels=(*state.levels, level), keys=tuple(level)
        )

    def _closed(
        self, level: Mapping[Key, Sequence[StoredEdge]], step: Step
    ) -> Mapping[Key, Sequence[StoredEdge]]:
        """With what comes first in a sequence, all that follows: a list of it is asked for."""
        closed = dict(level)
        keys = tuple(level)
        while keys:
            further = {k: v for k, v in self._reach(keys, step).items() if k not in closed}
            closed |= further
            keys = tuple(further)
        return closed

    def _reach(self, keys: tuple[Key, ...], step: Step) -> Mapping[Key, Sequence[StoredEdge]]:
        known = self.taken.get((keys, step.relation, step.side))
        if known is None:
            known = {}
            for link in self.store.edges_to(step.side, step.relation, keys):
                known.setdefault(
                    link.subject if step.side == "subject" else link.object, []
                ).append(link)
            known = dict(sorted(known.items()))
            self.taken[keys, step.relation, step.side] = known
        return known

    def _of_kind(
        self, steps: Sequence[Step], keys: Sequence[Key], kinds: Collection[str]
    ) -> tuple[Key, ...]:
        """Those of the concepts reached so that are of one of these kinds."""
        if steps:
            stated = self._stated(steps[-1])
            if stated and stated <= set(kinds):
                return tuple(keys)  # the edge itself says of what kind its end is
            if stated and stated.isdisjoint(kinds):
                return ()
        self.kinds |= self.store.kinds_of(key for key in keys if key not in self.kinds)
        return tuple(key for key in keys if self.kinds[key] in kinds)

    def _stated(self, step: Step) -> frozenset[str]:
        """The kinds that the relation of a step joins at its end; none where it joins any."""
        relation = self.store.relation(step.relation)
        return relation.from_kinds if step.side == "subject" else relation.to_kinds

    def _has_passed(self, state: _State, noun: KindMention) -> bool:
        """Whether anything on the way was of a kind that the noun names."""
        return bool(self._of_kind((), self.mention.keys, noun.kinds)) or any(
            self._of_kind(state.steps[: n + 1], tuple(level)[:HUB], noun.kinds)
            for n, level in enumerate(state.levels)
        )

    def _finished(self, state: _State) -> Iterator[Chain]:
        """The chain as it stands, and one unasked step further where a kind is asked for."""
        yield from self._chain(state)
        if self.query.answer_kinds and len(state.keys) <= HUB:
            for step in self._unasked(state):
                after = self._stepped(state, step)
                if after is not None:
                    yield from self._chain(after)

    def _unasked(self, state: _State) -> list[Step]:
        """Steps that no word asks for, so that only the kind at their end can speak for them."""
        keys = set(state.keys)
        found = set()
        for link in self.store.edges_of(keys):
            relation = self.store.relation(link.relation)
            if relation.negative and not self.query.negated:
                continue
            # Who describes a situation asks for what is suited to it.
            implied = not state.steps and link.relation in self.implied
            asked = 1.0 if relation.negative else STRONG if implied else 0.0
            if link.object in keys:
                found.add(Step(link.relation, "subject", asked))
            if link.subject in keys:
                found.add(Step(link.relation, "object", asked))
        last = state.steps[-1].relation if state.steps else None
        return sorted(
            (step for step in found if step.relation != last), key=lambda step: step.order
        )

    def _chain(self, state: _State) -> Iterator[Chain]:
        query = self.query
        if not state.steps:
            return
        weak = sum(step.asked < STRONG * TURNED for step in state.steps)
        if len(state.steps) > 1 and weak > 1:
            return
        level = state.levels[-1]
        through: Mapping[Key, Sequence[StoredEdge]] = {}
        if query.answer_form == "list" and self.store.relation(state.steps[-1].relation).sequence:
            level = through = self._closed(level, state.steps[-1])
            state = state._replace(keys=tuple(level))
        told = state.told | set(self.mention.span)
        strength = sum(s.asked for s in state.steps) / len(state.steps)
        if query.answer_kinds:
            strength = ASKED * strength + STATED * bool(self._stated(state.steps[-1]))
            fitting = set(self._of_kind(state.steps, state.keys, query.answer_kinds))
            level = {key: links for key, links in level.items() if key in fitting}
            strength += FITTING
            told |= query.kind_positions
        elif len(state.keys) < len(level):
            level = {key: level[key] for key in state.keys}
        unmet = 0
        for noun in self.nouns:
            if noun in state.met or self._has_passed(state, noun):
                told |= set(noun.span)
            else:
                unmet += 1
        strength -= state.lost + UNMET * unmet
        if len(state.steps) > 1:
            strength -= WEAK * weak + FURTHER * (len(state.steps) - 1)
        if self.echoes:
            strength += ECHO if self.echoes <= state.told else -ECHO
        strength *= min(1.0, query.share(told) / ENOUGH)
        if level and strength > LEAST:
            own = {key: level[key] for key in self.mention.keys if key in level}
            level = {k: v for k, v in level.items() if k not in own} | own  # itself comes last
            yield Chain(
                self.mention,
                state.steps,
                (*state.levels[:-1], level),
                frozenset(told),
                min(1.0, strength),
                strength * covered_by(told, self.query),
                through=through,
            )


def _distance(one: range, other: range) -> int:
    """Words from one span to another that it does not overlap."""
    return max(one.start, other.start) - min(one.stop, other.stop)


def _best(states: Iterable[_State]) -> list[_State]:
    """The likeliest few of unfinished chains, one of each kind."""
    ranked = sorted(
        states, key=lambda s: (s.lost - 0.1 * len(s.told), len(s.steps), [t.order for t in s.steps])
    )
    distinct: dict[object, _State] = {}
    for state in ranked:
        distinct.setdefault((state.steps, state.told, state.met), state)
    return list(distinct.values())[:BEAM]
