"""kg list."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from kg.errors import UsageError
from kg.export.terminal import Screen
from kg.store import Store, ends
from kg_cli.graphs import kind_named, opened
from kg_cli.options import GraphOption, JsonOption
from kg_cli.output import print_json


def list_(
    kind: Annotated[str | None, typer.Option(help="Only concepts of this kind.")] = None,
    relation: Annotated[str | None, typer.Option(help="The edges of this relation.")] = None,
    json: JsonOption = False,
    graph: GraphOption = None,
) -> None:
    """List concepts, or the edges of a relation."""
    with opened(graph) as store:
        wanted = None if kind is None else [kind_named(store, kind)]
        if relation is not None:
            _list_edges(store, relation, wanted, json=json)
            return
        concepts = store.concepts(store.keys(wanted))
        rows = [concepts[key] for key in sorted(concepts)]
        if json:
            print_json([{"id": c.id, "name": c.name, "kind": c.kind} for c in rows])
        else:
            table = ((c.name, c.kind, c.definition) for c in rows)
            Screen(sys.stdout).table(("concept", "kind", "summary"), table)


def _list_edges(store: Store, relation: str, kinds: list[str] | None, *, json: bool) -> None:
    relations = store.vocabulary.relations
    if relation not in relations:
        raise UsageError(f"no relation {relation!r}; there are {', '.join(relations)}")
    links = store.edges(relation)
    concepts = store.concepts(ends(links))
    rows = [
        (concepts[link.subject], concepts[link.object], link.citation)
        for link in links
        if kinds is None or {concepts[link.subject].kind, concepts[link.object].kind} & set(kinds)
    ]
    if json:
        print_json(
            [
                {"subject": a.id, "relation": relation, "object": b.id, "source": source}
                for a, b, source in rows
            ]
        )
    else:
        says = relations[relation].says
        table = ((a.name, says, b.name, source) for a, b, source in rows)
        Screen(sys.stdout).table(("from", "relation", "to", "deck lines"), table)
