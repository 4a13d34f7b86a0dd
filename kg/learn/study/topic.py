"""Topic: which concepts the words after `kg study` stand for."""

from __future__ import annotations

from dataclasses import dataclass

from kg.errors import NotFoundError
from kg.linking.exact import lookup
from kg.linking.fuzzy import link
from kg.store import Key, Store, ends
from kg.text.normal_forms import normalise

MIN_SEED_SCORE_SHARE = 0.7
"""Share of the best hit's score from which a hit on a question belongs to its topic."""


@dataclass(frozen=True, slots=True)
class Topic:
    """What a topic stands for: concepts with how much each matters, and how it was understood."""

    text: str
    interpretation: str
    seeds: dict[Key, float]


def interpret_topic(text: str, store: Store) -> Topic:
    """The concepts that a topic stands for.

    In this order: a concept that is called so; a kind, by its name or plural; a relation, by its
    name or wording, which stands for all that it joins; a concept's name with a slip in it; a
    question, which stands for its answers.

    Raises:
        NotFoundError: the graph has nothing on the topic.
    """
    is_name = store.key_named(text) or store.key_of(text) or lookup(store, text)
    # Before slips are looked for, which takes longer than all else.
    topic = None if is_name else _kind(text, store) or _relation(text, store)
    if topic is not None:
        return topic
    try:
        found = link(store, text)
    except NotFoundError as error:
        topic = _kind(text, store) or _relation(text, store)
        return topic or _answers(text, store, error.suggestions)
    name = store.concept(found.key).name
    said = f"{text} read as {name}" if found.match_type == "typo" else name
    return Topic(text, said, {found.key: 1.0})


def _kind(text: str, store: Store) -> Topic | None:
    wanted = normalise(text)
    for kind in store.vocabulary.kinds.values():
        if wanted and wanted in map(normalise, (kind.name, kind.plural)):
            keys = store.keys([kind.name])
            if keys:
                return Topic(text, f"all {kind.plural}", dict.fromkeys(keys, 1.0))
    return None


def _relation(text: str, store: Store) -> Topic | None:
    wanted = normalise(text)
    for relation in store.vocabulary.relations.values():
        wordings = (relation.name, relation.out, relation.into, relation.says, relation.back)
        if wanted and wanted in map(normalise, wordings):
            joined = sorted(ends(store.edges(relation.name)))
            if joined:
                said = f"all that is joined by {relation.says}"
                return Topic(text, said, dict.fromkeys(joined, 1.0))
    return None


def _answers(text: str, store: Store, suggestions: tuple[str, ...]) -> Topic:
    from kg.answer import respond  # imported late: a name needs none of it

    answer = respond(text, store)
    if not answer.hits:
        raise NotFoundError(text, answer.suggestions or suggestions)
    least = MIN_SEED_SCORE_SHARE * answer.hits[0].score
    weights = {h.concept.id: max(h.score, 0.01) for h in answer.hits if h.score >= least}
    keys = {store.key_of(identifier): weight for identifier, weight in weights.items()}
    seeds = {key: weight for key, weight in keys.items() if key is not None}
    return Topic(text, answer.interpretation, seeds)
