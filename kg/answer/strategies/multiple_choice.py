"""Choosing among given answers."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from kg.answer.chain import Chain
from kg.answer.explanation import edges, hit, matched
from kg.answer.ranking import rank
from kg.answer.result import Hit, Reason
from kg.errors import NotFoundError
from kg.linking.fuzzy import link
from kg.question import Mention, Query, understand
from kg.store import Key, Store
from kg.text.normal_forms import stem, words

# Names have capitals in mid-sentence; the first word has one anyhow.
_CAPITAL = r"(?<=[\w)] )[A-Z][\w-]*"


def choose(query: Query, found: Sequence[Chain], options: Sequence[str], store: Store) -> list[Hit]:
    """The concepts that options call, the likeliest answer first; those that call none are out."""
    called: dict[Key, str] = {}
    for option in options:
        for key in keys_of(option, store):
            called.setdefault(key, option)
    best = rank(query, found, store, among=called)
    concepts = store.concepts(r.key for r in best)
    hits = []
    for r in best:
        why = [Reason("exact", f"called by the option {called[r.key]!r}")]
        why += [*matched(query, concepts[r.key]), *edges(store, r.way)]
        hits.append(hit(concepts[r.key], r.score, why))
    return hits


def keys_of(option: str, store: Store) -> list[Key]:
    """The concept that an option calls: by its whole text, or the longest name within it.

    A longer proper name calls nothing else: "SageMaker Clarify" is not SageMaker.
    """
    try:
        return [link(store, option).key]
    except NotFoundError:
        query = understand(option, store)
    import re  # imported late: few questions come with options

    capitals = {norm for word in re.findall(_CAPITAL, option) for norm in words(word)}
    named = [
        mention
        for mention in query.mentions
        if not _goes_on(mention, query.words[mention.end :][:1], capitals, store)
    ]
    longest = max(named, key=lambda m: (len(m.span), -m.start), default=None)
    return [] if longest is None else list(longest.keys[:1])


def _goes_on(
    mention: Mention, following: Sequence[str], capitals: Collection[str], store: Store
) -> bool:
    """Whether a name goes on with a word that has a capital and is in no name of the concept."""
    passages = store.concept_fields(mention.keys).values()
    known = {mark for passage in passages for mark in passage.name + passage.aliases}
    marks = store.term_codes(map(stem, following))
    return any(word in capitals and marks.get(stem(word)) not in known for word in following)
