"""All chains for a question: searched from each mention, then joined with each other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from kg.answer.chain import Chain, Step
from kg.answer.chain_score import STEP_PENALTY, coverage_factor
from kg.answer.chain_search import ChainSearch
from kg.answer.description_linking import link_descriptions
from kg.model.vocabulary import Side
from kg.question import KindMention, Mention, Query
from kg.store import Key, Store, StoredEdge
from kg.text.language import language

MAX_MENTIONS = 24
"""Number of mentions that chains start from: the last, as a question stands after its story."""

MAX_JOINED_CHAINS = 6
"""Number of chains of each mention, fittest first, that are joined with those of others."""


def find_chains(query: Query, store: Store) -> list[Chain]:
    """Find the chains of edges that may answer a question, fittest first.

    Empty when the question mentions nothing or asks for neither a relation nor a kind. Every
    chain has answers. Only the words of the question decide how long a chain is.
    """
    if not (query.cues or query.kind_mentions or query.answer_kinds):
        return []
    best: dict[tuple[Mention, tuple[tuple[str, Side], ...]], Chain] = {}
    mentions = [*query.mentions[-MAX_MENTIONS:], *link_descriptions(query, store)]
    for reading in _readings(query):
        for mention in mentions:
            for chain in ChainSearch(reading, mention, store).search():
                key = mention, tuple((step.relation, step.side) for step in chain.steps)
                if key not in best or chain.fitness > best[key].fitness:
                    best[key] = chain
    found = sorted(best.values(), key=_sort_key)
    found = sorted(
        [*found, *_intersections(found, query), *_enumerations(found, query)], key=_sort_key
    )
    mentioned = query.mentioned_keys
    return [
        chain
        for chain in found
        if not chain.answers.keys() <= mentioned and not _ignores_negation(chain, query, store)
    ]


def _ignores_negation(chain: Chain, query: Query, store: Store) -> bool:
    """Return True if a positive chain uses a mention that the question negates."""
    negated = query.negated_positions & chain.covered
    return bool(negated) and len(query.mentions) > 1 and not chain.is_negative(store)


def _readings(query: Query) -> Iterator[Query]:
    """Yield the query and, if its kind may be part of a description, one without the kind.

    "What is the service that provides models used for" asks for no service.
    """
    yield query
    start = min(query.kind_positions, default=0)
    articles = language().words.description_articles
    if query.answer_kinds and start and query.words[start - 1] in articles:
        noun = KindMention(start, max(query.kind_positions) + 1, query.answer_kinds)
        yield query._replace(
            answer_kinds=(), kind_positions=frozenset(), kind_mentions=(*query.kind_mentions, noun)
        )


def _intersections(found: Sequence[Chain], query: Query) -> Iterator[Chain]:
    """Join chains of two mentions: yield their common answers, or one's without the other's."""
    fittest = [
        chain
        for mention in query.mentions
        for chain in [chain for chain in found if chain.mention == mention][:MAX_JOINED_CHAINS]
    ]
    for one, other in combinations(fittest, 2):
        if (
            one.mention.keys == other.mention.keys
            or one.covered >= other.covered - query.kind_positions
        ):
            continue
        negated = [c for c in (one, other) if c.mention.start in query.negated_positions]
        if len(negated) == 2 or (negated and not query.answer_kinds):
            continue
        kept, removed_or_common = (other, one) if negated == [one] else (one, other)
        level = {
            key: edges
            for key, edges in kept.answers.items()
            if (key in removed_or_common.answers) != bool(negated)
        }
        if level:
            covered = one.covered | other.covered
            best = max((one, other), key=lambda chain: chain.fitness)
            yield kept._replace(
                levels=(*kept.levels[:-1], level),
                covered=covered,
                strength=best.strength,
                fitness=_scaled_fitness(best, covered, query)
                - STEP_PENALTY * (len(kept.steps) - 1),
                joined=() if negated else (other,),
                negated=bool(negated),
            )


def _enumerations(found: Sequence[Chain], query: Query) -> Iterator[Chain]:
    """Merge chains with the same steps from each mention of a list, as in "Spain and Germany".

    Nothing is merged where two of the chains have an answer in common: that one is asked for.
    """
    common = language().words
    if not common.both.isdisjoint(query.words):
        return
    by_steps: dict[tuple[Step, ...], list[Chain]] = {}
    for chain in sorted(found, key=lambda chain: chain.mention.start):
        by_steps.setdefault(chain.steps, []).append(chain)
    for alike in by_steps.values():
        run = alike[:1]
        for chain in alike[1:]:
            start, end = run[-1].mention.end, chain.mention.start
            between = query.words[start:end]
            is_joined = not between or (len(between) == 1 and between[0] in common.conjunctions)
            if start <= end and is_joined:
                run.append(chain)
        answers = [key for chain in run for key in chain.answers]
        if len(run) > 1 and len(set(answers)) == len(answers):
            yield _merged(run, query)


def _merged(run: Sequence[Chain], query: Query) -> Chain:
    """Return one chain with the answers of several that have the same steps."""
    covered = frozenset(n for chain in run for n in chain.covered)
    least_fit = min(run, key=lambda chain: chain.fitness)
    levels: list[dict[Key, Sequence[StoredEdge]]] = [{} for _ in least_fit.levels]
    passed: dict[Key, Sequence[StoredEdge]] = {}
    for chain in run:
        passed |= chain.passed
        for level, own in zip(levels, chain.levels, strict=True):
            level |= own
    return least_fit._replace(
        mention=run[0].mention._replace(keys=tuple(k for c in run for k in c.mention.keys)),
        levels=tuple(levels),
        covered=covered,
        fitness=_scaled_fitness(least_fit, covered, query),
        passed=passed,
    )


def _scaled_fitness(chain: Chain, covered: frozenset[int], query: Query) -> float:
    """Return the chain's fitness if it accounted for the words at these positions."""
    return chain.fitness * coverage_factor(covered, query) / coverage_factor(chain.covered, query)


def _sort_key(chain: Chain) -> tuple[object, ...]:
    return (
        -round(chain.fitness, 6),
        -len(chain.covered),
        len(chain.steps),
        chain.mention.start,
        [step.order for step in chain.steps],
    )
