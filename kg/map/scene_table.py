"""Rows: the scene as a table, one concept a row with its edges in words both ways."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from kg.map.scene import Scene
from kg.model.graph import cited_lines
from kg.text.normal_forms import normalise


def table_rows(scene: Scene) -> list[dict[str, Any]]:
    """The table's rows, by name.

    Returns:
        For each concept its node's values, its `kind` by name, and `groups` of edges; each group
        has the `relation`'s number, a `title` as read from the concept, and the `ends`.
    """
    nodes = {node["id"]: node for node in scene.nodes}
    relations = scene.about["relations"]
    groups: defaultdict[int, dict[tuple[int, int], dict[str, Any]]] = defaultdict(dict)
    for edge in scene.edges:
        number = edge["relation"]
        relation = relations[number]
        for inward, (here, there) in enumerate(
            ((edge["from"], edge["to"]), (edge["to"], edge["from"]))
        ):
            if inward and here == there:
                continue
            key = (0 if relation["symmetric"] else inward, number)
            title = relation["into"] if inward else relation["out"]
            group = groups[here].setdefault(key, {"relation": number, "title": title, "ends": []})
            group["ends"].append(nodes[there])
    return [
        {
            "aliases": (),
            "summary": "",
            **node,
            "kind": scene.about["kinds"][node["kind"]]["name"],
            "source": typeset_citation(node.get("source", "")),
            "groups": [group for _, group in sorted(groups[node["id"]].items())],
        }
        for node in sorted(scene.nodes, key=lambda node: (normalise(node["name"]), node["id"]))
    ]


def typeset_citation(source: str) -> str:
    """A source as it is set in print, where it cites lines; else as it is."""
    try:
        cited_lines(source)
    except ValueError:
        return source
    return ", ".join(part.strip().replace("-", "–") for part in source.split(","))
