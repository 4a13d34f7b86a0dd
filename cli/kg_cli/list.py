"""The command `kg list`: list concepts, or the links of one relation."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from kg.errors import UsageError
from kg.export.terminal import Screen
from kg.store import Store, ends
from kg_cli.graphs import find_kind, open_graph
from kg_cli.options import GraphOption, JsonOption, KindOption
from kg_cli.output import print_json


def command(
    kind: KindOption = None,
    relation: Annotated[
        str | None, typer.Option(metavar="NAME", help="List the links of this relation instead.")
    ] = None,
    json: JsonOption = False,
    graph: GraphOption = None,
) -> None:
    """List concepts, or the links of one relation."""
    with open_graph(graph) as store:
        kind = None if kind is None else find_kind(store, kind)
        if relation is None:
            _list_concepts(store, kind, is_json=json)
        else:
            _list_links(store, relation, kind, is_json=json)


def _list_concepts(store: Store, kind: str | None, *, is_json: bool) -> None:
    concepts = store.concepts(store.keys(None if kind is None else [kind]))
    rows = [concepts[key] for key in sorted(concepts)]
    if is_json:
        print_json([{"id": c.id, "name": c.name, "kind": c.kind} for c in rows])
    else:
        table = ((c.name, c.kind, c.definition) for c in rows)
        Screen(sys.stdout).table(("concept", "kind", "summary"), table)


def _list_links(store: Store, relation: str, kind: str | None, *, is_json: bool) -> None:
    """List the links of a relation; with a kind, those that have a concept of it at either end."""
    relations = store.vocabulary.relations
    if relation not in relations:
        raise UsageError(f"unknown relation {relation!r}; choose from {', '.join(relations)}")
    edges = store.edges(relation)
    concepts = store.concepts(ends(edges))
    rows = [
        (concepts[edge.subject], concepts[edge.object], edge.citation)
        for edge in edges
        if kind is None or kind in (concepts[edge.subject].kind, concepts[edge.object].kind)
    ]
    if is_json:
        print_json(
            [
                {"subject": a.id, "relation": relation, "object": b.id, "source": source}
                for a, b, source in rows
            ]
        )
    else:
        says = relations[relation].says
        table = ((a.name, says, b.name, source) for a, b, source in rows)
        Screen(sys.stdout).table(("from", "relation", "to", "source"), table)
