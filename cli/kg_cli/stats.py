"""The command `kg stats`: count concepts by kind and links by relation."""

from __future__ import annotations

import sys

from kg.export.terminal import Screen
from kg_cli.graphs import open_graph
from kg_cli.options import GraphOption, JsonOption
from kg_cli.output import print_json


def command(json: JsonOption = False, graph: GraphOption = None) -> None:
    """Count concepts by kind and links by relation."""
    with open_graph(graph) as store:
        title = store.title
        kinds = {name: n for name, n in store.count_kinds().items() if n}
        relations = {name: n for name, n in store.count_relations().items() if n}
    concepts, edges = sum(kinds.values()), sum(relations.values())
    if json:
        print_json(
            {
                "title": title,
                "concepts": concepts,
                "edges": edges,
                "kinds": kinds,
                "relations": relations,
            }
        )
        return
    screen = Screen(sys.stdout)
    screen.heading(title, f"{concepts} concepts, {edges} links")
    screen.table(("kind", "concepts"), kinds.items())
    screen.table(("relation", "links"), relations.items())
