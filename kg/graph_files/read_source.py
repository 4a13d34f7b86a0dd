"""Intake: what is no graph of ours, taken in as one: a deck is read out, a network goes over."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from kg.extract import Proposal, extract
from kg.formats.registry import read_file
from kg.formats.source import fault
from kg.model.deck import Card, Deck, Skipped
from kg.model.draft import NOWHERE, Draft, DraftConcept, DraftEdge
from kg.model.graph import Graph, concept_id
from kg.model.network import graph_of
from kg.model.vocabulary import FIELDS, Vocabulary, relation_key
from kg.text.normal_forms import normalise


def propose(
    path: Path,
    vocabulary: Vocabulary,
    plain: Vocabulary,
    *,
    form: str | None = None,
    encoding: str | None = None,
    step: Callable[[int, int], None] | None = None,
    skip: Callable[[Skipped], None] | None = None,
    jobs: int = 1,
) -> Proposal | Graph:
    """What a file or folder of somebody's cards or graph holds.

    Args:
        path: the file or folder.
        vocabulary: kinds and relations for a graph made of a deck.
        plain: those for a network, which has relations of its own.
        form: its format by name; without one its content tells.
        encoding: of its text; without one its first bytes tell.
        step: told how many cards are gone through, of how many.
        skip: told of each row of a network that nothing could be made of; a proposal holds those of
            a deck.
        jobs: processes that read the cards of a deck.

    Returns:
        A proposal, with the grounds of everything, for a deck; a graph for a network.

    Raises:
        DataError: it can't be read, or holds nothing.
        KgError: one of those processes was ended.
        UsageError: there is nothing at path, or no such format.
    """
    found = read_file(path, form, encoding)
    if not isinstance(found, Deck):
        if skip is not None:
            for row in found.skipped:
                skip(row)
        graph = graph_of(found, plain)
        if not graph.concepts:
            raise fault(path, "E506", "no concept in it")
        return graph
    found = _with_names(found)
    if not found.cards:
        reason = f"; {found.skipped[0].place}: {found.skipped[0].reason}" if found.skipped else ""
        raise fault(path, "E506", f"no card in it{reason}")
    return extract(found, vocabulary, step, jobs)


def _with_names(deck: Deck) -> Deck:
    """The deck, cards turned round whose front has no letter or digit: "🐶" asks for "dog".

    A concept can't be called by marks alone, so a card that has none on either side is skipped.
    """
    cards: list[Card] = []
    skipped = list(deck.skipped)
    for card in deck.cards:
        if normalise(card.front):
            cards.append(card)
        elif normalise(card.back):
            cards.append(replace(card, front=card.back, back=card.front))
        else:
            skipped.append(Skipped(card.place, "no letter or digit on it"))
    return replace(deck, cards=tuple(cards), skipped=tuple(skipped))


def draft_of(graph: Graph) -> Draft:
    """A graph as it would be written, each name borne by one concept only.

    Of concepts with the same name the later have their identifier's mark behind it; an alias
    that is another's name is left out. A relation called as another key of a table has a longer
    name.
    """
    names: dict[str, str] = {}
    taken: set[str] = set()
    for concept in graph.concepts.values():
        name = concept.name
        if concept_id(name) in taken or not normalise(name):
            name = f"{name} ({concept.id.rpartition('-')[2]})"
        taken |= {concept_id(name), normalise(name)}
        names[concept.id] = name
    edges: dict[str, list[DraftEdge]] = {i: [] for i in graph.concepts}
    for edge in graph.edges:
        relation = _written(edge.relation)
        edges[edge.subject].append(DraftEdge(relation, names[edge.object], edge.citation, NOWHERE))
    concepts = []
    for i, concept in graph.concepts.items():
        aliases = []
        for alias in concept.aliases:
            if normalise(alias) and normalise(alias) not in taken:
                taken.add(normalise(alias))
                aliases.append(alias)
        own = tuple(edges[i])
        told = (concept.kind, tuple(aliases), concept.summary, concept.citation)
        concepts.append(DraftConcept(names[i], *told, own, NOWHERE))
    relations = {
        _written(name): relation._replace(name=_written(name))
        for name, relation in graph.vocabulary.relations.items()
    }
    vocabulary = Vocabulary(graph.vocabulary.kinds, relations)
    return Draft(vocabulary, tuple(concepts), title=graph.title)


def _written(relation: str) -> str:
    return relation_key(relation) if relation in FIELDS else relation
