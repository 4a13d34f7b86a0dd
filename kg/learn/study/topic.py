"""Find the concepts that a topic, as in `kg study TOPIC`, stands for."""

from __future__ import annotations

from dataclasses import dataclass

from kg.answer import respond
from kg.errors import NotFoundError
from kg.linking.exact import lookup
from kg.linking.fuzzy import link
from kg.store import Key, Store, ends
from kg.text.normal_forms import normalise

MIN_SEED_SCORE_SHARE = 0.7
"""Lowest score of a hit that belongs to a question's topic, as a share of the best hit's score."""


@dataclass(frozen=True, slots=True)
class Topic:
    """The concepts that a topic stands for.

    Attributes:
        text: the topic as it was asked for.
        reading: how it was understood, in words.
        seeds: the concepts with their weights, all above 0.
    """

    text: str
    reading: str
    seeds: dict[Key, float]


def interpret_topic(text: str, store: Store) -> Topic:
    """Find the concepts that a topic stands for.

    The topic is tried as a concept's name or identifier; as the name or plural of a kind, which
    stands for its concepts; as the name or wording of a relation, which stands for all concepts
    that it links; as a misspelt name; and as a question, which stands for its answers.

    Raises:
        NotFoundError: the graph has nothing on the topic.
    """
    is_name = store.key_named(text) or store.key_of(text) or lookup(store, text)
    # Before the search for misspelt names, which takes longer than everything else.
    topic = None if is_name else _kind(text, store) or _relation(text, store)
    if topic is not None:
        return topic
    try:
        found = link(store, text)
    except NotFoundError as error:
        topic = _kind(text, store) or _relation(text, store)
        return topic or _answers(text, store, error.suggestions)
    name = store.concept(found.key).name
    reading = f"{text} read as {name}" if found.match_type == "typo" else name
    return Topic(text, reading, {found.key: 1.0})


def _kind(text: str, store: Store) -> Topic | None:
    """Return a topic of all concepts of a kind, if the text names one."""
    wanted = normalise(text)
    for kind in store.vocabulary.kinds.values():
        if wanted and wanted in map(normalise, (kind.name, kind.plural)):
            keys = store.keys([kind.name])
            if keys:
                return Topic(text, f"all {kind.plural}", dict.fromkeys(keys, 1.0))
    return None


def _relation(text: str, store: Store) -> Topic | None:
    """Return a topic of all concepts that a relation links, if the text names one."""
    wanted = normalise(text)
    for relation in store.vocabulary.relations.values():
        wordings = (relation.name, relation.out, relation.into, relation.says, relation.back)
        if wanted and wanted in map(normalise, wordings):
            linked = sorted(ends(store.edges(relation.name)))
            if linked:
                reading = f'all concepts linked by "{relation.says}"'
                return Topic(text, reading, dict.fromkeys(linked, 1.0))
    return None


def _answers(text: str, store: Store, suggestions: tuple[str, ...]) -> Topic:
    """Return a topic of a question's best answers, weighted by their scores.

    Raises:
        NotFoundError: there is no answer; `suggestions` are used if the answer has none.
    """
    answer = respond(text, store)
    if not answer.hits:
        raise NotFoundError(text, answer.suggestions or suggestions)
    min_score = MIN_SEED_SCORE_SHARE * answer.hits[0].score
    weights = {h.concept.id: max(h.score, 0.01) for h in answer.hits if h.score >= min_score}
    keys = {store.key_of(identifier): weight for identifier, weight in weights.items()}
    seeds = {key: weight for key, weight in keys.items() if key is not None}
    return Topic(text, answer.reading, seeds)
