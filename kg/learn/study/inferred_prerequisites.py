"""Inferred prerequisites: what builds on what, read from what concepts' summaries mention."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence

from kg.store import ConceptFields, Key, Store
from kg.text.normal_forms import Stem

MAX_MENTION_WORDS = 6
"""Words of a name at most that is looked for in a summary."""

NAME_MENTION_WEIGHT, DEFINITION_MENTION_WEIGHT, SUMMARY_MENTION_WEIGHT = 4, 2, 1
"""How much it tells where a concept is mentioned: in another's name, definition, or later on."""


def infer_prerequisites(store: Store, keys: Collection[Key]) -> dict[Key, set[Key]]:
    """For each concept those that its text needs: it mentions them, more than they mention it.

    Whoever explains a term by others takes these for known. Of two that mention each other, the
    one that is mentioned in the other's name or definition comes first; where both do alike,
    neither does.
    """
    said = weigh_mentions(store, keys)
    bases = {base for mentioned in said.values() for base in mentioned}
    said |= weigh_mentions(store, bases - said.keys())
    return {
        key: {base for base, weight in said[key].items() if weight > said[base].get(key, 0)}
        for key in keys
    }


def weigh_mentions(store: Store, keys: Collection[Key]) -> dict[Key, dict[Key, int]]:
    """The concepts that the names and summaries of others mention, by name or alias.

    Returns:
        For every key, those mentioned with the greatest weight with which they are; never itself.
    """
    passages = store.concept_fields(keys)
    spans: defaultdict[str, dict[Key, int]] = defaultdict(dict)
    every = {mark for passage in passages.values() for part in _parts(passage) for mark in part[1]}
    spelt = store.stems_of_codes(every)
    for key, passage in passages.items():
        for weight, marks in _parts(passage):
            stems = [spelt[mark] for mark in marks]
            for span in _spans(stems):
                spans[span][key] = max(weight, spans[span].get(key, 0))
    found: dict[Key, dict[Key, int]] = {key: {} for key in keys}
    for span, forms in sorted(store.name_matches(spans).items()):
        called = {form.key for form in forms if form.match_type in ("name", "alias", "stem")}
        if len(called) != 1:
            continue  # a name of several concepts tells of none
        (base,) = called
        for key, weight in spans[span].items():
            if key != base:
                found[key][base] = max(weight, found[key].get(base, 0))
    return found


def _parts(passage: ConceptFields) -> Iterator[tuple[int, str]]:
    yield NAME_MENTION_WEIGHT, passage.name
    yield DEFINITION_MENTION_WEIGHT, passage.definition
    yield SUMMARY_MENTION_WEIGHT, passage.summary


def _spans(stems: Sequence[Stem]) -> Iterator[str]:
    """Every run of words that may be a name, by stems as `Store.called` knows them."""
    for start in range(len(stems)):
        for end in range(start + 1, min(start + MAX_MENTION_WORDS, len(stems)) + 1):
            yield " ".join(stems[start:end])
