"""Answers that edges alone give: what is reached from what was mentioned, step by step."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from kg.answer.chain import Chain, Step
from kg.answer.chain_search import FURTHER, Walk, covered_by
from kg.answer.description_linking import described
from kg.model.vocabulary import Side
from kg.question import KindMention, Mention, Query
from kg.store import Key, Store, StoredEdge

MEANT = 24
"""Mentions that chains are followed from, the last: a question stands behind its story."""

JOINED = 6
"""Chains of a mention that are joined with those of others, the fittest."""


def chains(query: Query, store: Store) -> list[Chain]:
    """What edges say to the question from each thing that it mentions, the fittest first.

    Every chain has answers. A question that mentions nothing, or asks for neither a relation nor
    a kind, has no chains. The question's words alone decide how long a chain is.
    """
    if not (query.cues or query.kind_mentions or query.answer_kinds):
        return []
    best: dict[tuple[Mention, tuple[tuple[str, Side], ...]], Chain] = {}
    meant = [*query.mentions[-MEANT:], *described(query, store)]
    for reading in _readings(query):
        for mention in meant:
            for chain in Walk(reading, mention, store).chains():
                key = mention, tuple((step.relation, step.side) for step in chain.steps)
                if key not in best or chain.fitness > best[key].fitness:
                    best[key] = chain
    found = sorted(best.values(), key=_fitness)
    found = sorted([*found, *_joined(found, query), *_listed(found, query)], key=_fitness)
    given = {key for mention in query.mentions for key in mention.keys}
    return [c for c in found if not c.ends.keys() <= given and not _defies(c, query, store)]


def _defies(chain: Chain, query: Query, store: Store) -> bool:
    """Whether a chain goes through what the question excludes."""
    excluded = query.negated_at & chain.covered
    return bool(excluded) and len(query.mentions) > 1 and not chain.denies(store)


def _readings(query: Query) -> Iterator[Query]:
    """The question as it is, and where it may be, as one that asks by its verb alone.

    "What is the service that provides models used for" asks for no service.
    """
    yield query
    start = min(query.kind_positions, default=0)
    if query.answer_kinds and start and query.words[start - 1] in ("the", "a"):
        noun = KindMention(start, max(query.kind_positions) + 1, query.answer_kinds)
        yield query._replace(
            answer_kinds=(), kind_positions=frozenset(), kind_mentions=(*query.kind_mentions, noun)
        )


def _joined(found: Sequence[Chain], query: Query) -> Iterator[Chain]:
    """Chains from two mentions that lead to the same answers, or to one's without the other's."""
    first = [
        chain
        for mention in query.mentions
        for chain in [chain for chain in found if chain.mention == mention][:JOINED]
    ]
    for one, other in combinations(first, 2):
        if (
            one.mention.keys == other.mention.keys
            or one.covered >= other.covered - query.kind_positions
        ):
            continue
        without = [chain for chain in (one, other) if chain.mention.start in query.negated_at]
        keep = one if not without else other if without == [one] else one
        if len(without) == 2 or (without and not query.answer_kinds):
            continue
        among = (other if keep is one else one).ends
        level = {k: v for k, v in keep.ends.items() if (k in among) != bool(without)}
        if level:
            told = one.covered | other.covered
            best = max((one, other), key=lambda chain: chain.fitness)
            yield keep._replace(
                levels=(*keep.levels[:-1], level),
                covered=told,
                strength=best.strength,
                fitness=best.fitness * covered_by(told, query) / covered_by(best.covered, query)
                - FURTHER * (len(keep.steps) - 1),
                joined=() if without else (other,),
                negated=bool(without),
            )


def _listed(found: Sequence[Chain], query: Query) -> Iterator[Chain]:
    """Chains that lead by the same steps from each of a list, "Spain and Germany".

    Only where nothing is an answer for two of them, else that is what is asked for.
    """
    if "both" in query.words:
        return
    ways: dict[tuple[Step, ...], list[Chain]] = {}
    for chain in sorted(found, key=lambda chain: chain.mention.start):
        ways.setdefault(chain.steps, []).append(chain)
    for among in ways.values():
        run = among[:1]
        for chain in among[1:]:
            start, end = run[-1].mention.end, chain.mention.start
            if start <= end and query.words[start:end] in ((), ("and",), ("or",)):
                run.append(chain)
        ends = [key for chain in run for key in chain.ends]
        if len(run) > 1 and len(set(ends)) == len(ends):
            yield _all_of(run, query)


def _all_of(run: Sequence[Chain], query: Query) -> Chain:
    """The answers of several chains of the same steps as those of one."""
    told = frozenset(n for chain in run for n in chain.covered)
    least = min(run, key=lambda chain: chain.fitness)
    levels: list[dict[Key, Sequence[StoredEdge]]] = [{} for _ in least.levels]
    through: dict[Key, Sequence[StoredEdge]] = {}
    for chain in run:
        through |= chain.through
        for level, own in zip(levels, chain.levels, strict=True):
            level |= own
    return least._replace(
        mention=run[0].mention._replace(keys=tuple(k for c in run for k in c.mention.keys)),
        levels=tuple(levels),
        covered=told,
        fitness=least.fitness * covered_by(told, query) / covered_by(least.covered, query),
        through=through,
    )


def _fitness(chain: Chain) -> tuple[object, ...]:
    return (
        -round(chain.fitness, 6),
        -len(chain.covered),
        len(chain.steps),
        chain.mention.start,
        chain.steps,
    )
