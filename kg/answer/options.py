"""Choosing among given answers."""

from __future__ import annotations

from collections.abc import Sequence

from kg.answer.chains import chains
from kg.answer.explain import card, edges, matched
from kg.answer.rank import rank
from kg.answer.result import Hit, Reason
from kg.errors import NotFoundError
from kg.match import find
from kg.question import Query, understand
from kg.store import Key, Store


def choose(query: Query, options: Sequence[str], store: Store) -> list[Hit]:
    """The concepts that options call, the likeliest answer first; those that call none are out."""
    called: dict[Key, str] = {}
    for option in options:
        for key in keys_of(option, store):
            called.setdefault(key, option)
    best = rank(query, chains(query, store), store, among=called) if called else []
    concepts = store.concepts(r.key for r in best)
    hits = []
    for r in best:
        why = [Reason("exact", f"called by the option {called[r.key]!r}")]
        why += [*matched(query, concepts[r.key]), *edges(store, r.way)]
        hits.append(Hit(concepts[r.key], r.score, (*why, *card(concepts[r.key]))))
    return hits


def keys_of(option: str, store: Store) -> list[Key]:
    """The concept that an option calls: by its whole text, or the longest name within it."""
    try:
        return [find(store, option).key]
    except NotFoundError:
        mentions = understand(option, store).mentions
    if not mentions:
        return []
    longest = max(mentions, key=lambda m: (len(m.span), -m.start))
    return list(longest.keys[:1])
