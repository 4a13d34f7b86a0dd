"""kg stats."""

from __future__ import annotations

import sys

from kg.export.terminal import Screen
from kg_cli.graphs import opened
from kg_cli.options import GraphOption, JsonOption
from kg_cli.output import print_json


def stats(json: JsonOption = False, graph: GraphOption = None) -> None:
    """Count concepts and edges, by kind and by relation."""
    with opened(graph) as store:
        kinds = {name: n for name, n in store.count_kinds().items() if n}
        relations = {name: n for name, n in store.count_relations().items() if n}
        if json:
            print_json(
                {
                    "title": store.title,
                    "concepts": sum(kinds.values()),
                    "edges": sum(relations.values()),
                    "kinds": kinds,
                    "relations": relations,
                }
            )
            return
        screen = Screen(sys.stdout)
        counts = f"{sum(kinds.values())} concepts, {sum(relations.values())} edges"
        screen.heading(store.title, counts)
        screen.table(("kind", "concepts"), kinds.items())
        screen.table(("relation", "edges"), relations.items())
