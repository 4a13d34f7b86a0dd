"""What show says, however it is called."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence

from kg.export.terminal import Screen
from kg.model.concept import cite
from kg.store import Key, Store, StoredEdge, ends
from kg_cli.graphs import named, opened
from kg_cli.output import print_json


def describe(words: Sequence[str], graph: str | None, *, is_json: bool) -> None:
    """Print one concept: what it is, where it is from, and its edges in words.

    Args:
        words: of its name, an alias, acronym or identifier.
        graph: to look in; None for the one that ships.
        is_json: print JSON.
    """
    with opened(graph) as store:
        key = named(store, " ".join(words))
        concept = store.concept(key)
        links = store.edges_of([key])
        out = [link for link in links if link.subject == key]
        into = [link for link in links if link.subject != key]
        if is_json:
            print_json(
                {
                    "id": concept.id,
                    "name": concept.name,
                    "kind": concept.kind,
                    "aliases": list(concept.aliases),
                    "summary": concept.summary,
                    "sources": [s.strip() for s in concept.citation.split(",") if s.strip()],
                    "out": _ends(store, [(link.relation, link.object) for link in out]),
                    "in": _ends(store, [(link.relation, link.subject) for link in into]),
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
            label = "deck" if cite(concept.citation) == concept.citation else "deck lines"
            screen.line(f"{label}: {concept.citation}")
        for heading, names in _grouped(store, out, into):
            screen.line(f"{heading}: {', '.join(names)}")


def _ends(store: Store, ends: list[tuple[str, Key]]) -> list[dict[str, str]]:
    concepts = store.concepts(key for _, key in ends)
    return [
        {"relation": relation, "id": concepts[key].id, "name": concepts[key].name}
        for relation, key in ends
    ]


def _grouped(
    store: Store, out: list[StoredEdge], into: list[StoredEdge]
) -> Iterator[tuple[str, list[str]]]:
    """Headings with the names under them: relation by relation, outgoing edges first."""
    names = store.concepts(ends([*out, *into]))
    for relation in store.vocabulary.relations.values():
        ahead = [names[link.object].name for link in out if link.relation == relation.name]
        back = [names[link.subject].name for link in into if link.relation == relation.name]
        if relation.symmetric:
            ahead, back = ahead + back, []
        if ahead:
            yield relation.out, ahead
        if back:
            yield relation.into, back
