"""The output of `kg show`, shared by the Typer command and the fast path."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence

from kg.export.terminal import Screen
from kg.model.concept import cite
from kg.store import Key, Store, StoredEdge, ends
from kg_cli.graphs import find_concept, open_graph
from kg_cli.output import print_json


def print_concept(words: Sequence[str], graph: str | None, *, is_json: bool) -> None:
    """Print one concept: its summary, its source and its links.

    Args:
        words: the words of its name, of an alias, an acronym or its identifier.
        graph: the value of --graph; None reads the graph that ships.
        is_json: print JSON instead of text.

    Raises:
        NotFoundError: no concept has this name, or several do.
        UsageError: the name is empty.
    """
    with open_graph(graph) as store:
        key = find_concept(store, " ".join(words))
        concept = store.concept(key)
        edges = store.edges_of([key])
        outgoing = [edge for edge in edges if edge.subject == key]
        incoming = [edge for edge in edges if edge.subject != key]
        if is_json:
            print_json(
                {
                    "id": concept.id,
                    "name": concept.name,
                    "kind": concept.kind,
                    "aliases": list(concept.aliases),
                    "summary": concept.summary,
                    "sources": [s.strip() for s in concept.citation.split(",") if s.strip()],
                    "out": _as_objects(store, [(edge.relation, edge.object) for edge in outgoing]),
                    "in": _as_objects(store, [(edge.relation, edge.subject) for edge in incoming]),
                }
            )
            return
        screen = Screen(sys.stdout)
        screen.heading(concept.name, concept.kind)
        if concept.summary:
            screen.line(concept.summary)
        if concept.aliases:
            screen.line(f"also called: {', '.join(concept.aliases)}")
        if concept.citation:
            screen.line(f"source: {cite(concept.citation)}")
        for heading, names in _names_by_relation(store, outgoing, incoming):
            screen.line(f"{heading}: {', '.join(names)}")


def _as_objects(store: Store, neighbours: list[tuple[str, Key]]) -> list[dict[str, str]]:
    """Return pairs of a relation and a neighbour as JSON objects."""
    concepts = store.concepts(key for _, key in neighbours)
    return [
        {"relation": relation, "id": concepts[key].id, "name": concepts[key].name}
        for relation, key in neighbours
    ]


def _names_by_relation(
    store: Store, outgoing: list[StoredEdge], incoming: list[StoredEdge]
) -> Iterator[tuple[str, list[str]]]:
    """Yield each relation's wording with the names it leads to, outgoing edges first."""
    concepts = store.concepts(ends([*outgoing, *incoming]))
    for relation in store.vocabulary.relations.values():
        name = relation.name
        objects = [concepts[edge.object].name for edge in outgoing if edge.relation == name]
        subjects = [concepts[edge.subject].name for edge in incoming if edge.relation == name]
        if relation.symmetric:
            objects, subjects = objects + subjects, []
        if objects:
            yield relation.out, objects
        if subjects:
            yield relation.into, subjects
