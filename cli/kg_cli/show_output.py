"""The output of `kg show`, shared by the Typer command and the fast path."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence

from kg._typing import TYPE_CHECKING, Any
from kg.export.terminal import BEYOND_DECK, MARKS, Screen
from kg.model.attributes import STATUSES
from kg.model.concept import Concept, cite
from kg.store import Key, Store, StoredEdge, ends
from kg.text.normal_forms import words
from kg_cli.graphs import find_concept, open_graph
from kg_cli.output import print_json

if TYPE_CHECKING:
    from kg.store.card_queries import StoredCard


def print_concept(name_words: Sequence[str], graph: str | None, *, is_json: bool) -> None:
    """Print one concept: what the deck says, what is known beyond it, its source and its links.

    Args:
        name_words: the words of its name, of an alias, an acronym or its identifier.
        graph: the value of --graph; None reads the graph that ships.
        is_json: print JSON instead of text.

    Raises:
        NotFoundError: no concept has this name, or several do.
        UsageError: the name is empty.
    """
    with open_graph(graph) as store:
        key = find_concept(store, " ".join(name_words))
        concept = store.concept(key)
        edges = store.edges_of([key])
        outgoing = [edge for edge in edges if edge.subject == key]
        incoming = [edge for edge in edges if edge.subject != key]
        cards = store.cards_of(key)
        if is_json:
            print_json(
                {
                    "id": concept.id,
                    "name": concept.name,
                    "kind": concept.kind,
                    "aliases": list(concept.aliases),
                    "summary": concept.summary,
                    "background": concept.background,
                    **concept.attributes.to_json(),
                    "flags": [flag._asdict() for flag in concept.flags],
                    "sources": [s.strip() for s in concept.citation.split(",") if s.strip()],
                    "out": _as_objects(store, outgoing, key),
                    "in": _as_objects(store, incoming, key),
                    **({"cards": [c.card.to_json() for c in cards]} if cards else {}),
                }
            )
            return
        screen = Screen(sys.stdout)
        screen.heading(concept.name, concept.kind)
        if cards:
            from kg.export.card_text import show_cards  # imported late: few graphs have cards

            show_cards(screen, [stored.card for stored in cards], concept.name)
        if concept.summary and not _is_on_cards(concept, cards):
            screen.line(concept.summary)
        for text in concept.attributes.texts():
            screen.line(text)
        if concept.background:
            screen.line(f"{BEYOND_DECK}: {concept.background}")
        if concept.aliases:
            screen.line(f"also called: {', '.join(concept.aliases)}")
        if concept.citation and not cards:
            screen.line(f"source: {cite(concept.citation)}")
        for flag in concept.flags:
            screen.line(f"note: {flag.text}")
        for heading, names in _names_by_relation(store, outgoing, incoming):
            screen.line(f"{heading}: {', '.join(names)}")


def _is_on_cards(concept: Concept, cards: Sequence[StoredCard]) -> bool:
    """Return True if the cards of a concept say all that its summary says."""
    texts = (t for c in cards for t in (c.card.front_text, c.card.back_text, *c.card.more))
    said = set(words(" ".join([concept.name, *concept.aliases, *concept.hidden, *texts])))
    return bool(cards) and said.issuperset(words(concept.summary))


def _as_objects(store: Store, edges: list[StoredEdge], key: Key) -> list[dict[str, Any]]:
    """Return the edges of a concept as JSON objects, each with its other end."""
    concepts = store.concepts(ends(edges))
    return [
        {
            "relation": edge.relation,
            "id": concepts[edge.other_end(key)].id,
            "name": concepts[edge.other_end(key)].name,
            "source": edge.citation,
            "status": edge.status,
            **edge.qualifiers.to_json(),
        }
        for edge in edges
    ]


def _names_by_relation(
    store: Store, outgoing: list[StoredEdge], incoming: list[StoredEdge]
) -> Iterator[tuple[str, list[str]]]:
    """Yield each relation's wording with the names it leads to, outgoing edges first.

    What the deck states comes before what follows from it, and that before what is beyond it.
    """
    concepts = store.concepts(ends([*outgoing, *incoming]))
    outgoing, incoming = (
        sorted(edges, key=lambda edge: STATUSES.index(edge.status))
        for edges in (outgoing, incoming)
    )

    def named(edge: StoredEdge, end: Key) -> str:
        """Return the name at an end of an edge, and how far and on what ground the edge holds."""
        text = edge.qualifiers.text()
        return f"{concepts[end].name}{f' ({text})' if text else ''}{MARKS[edge.status]}"

    for relation in store.vocabulary.relations.values():
        name = relation.name
        objects = [named(edge, edge.object) for edge in outgoing if edge.relation == name]
        subjects = [named(edge, edge.subject) for edge in incoming if edge.relation == name]
        if relation.symmetric:
            objects, subjects = objects + subjects, []
        if objects:
            yield relation.out, objects
        if subjects:
            yield relation.into, subjects
