"""Turn a scene into a table: one row for each concept, with its edges in words."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from kg.map.scene import Scene
from kg.map.statements import edge_note
from kg.model.graph import cited_lines
from kg.text.normal_forms import normalise


def table_rows(scene: Scene) -> list[dict[str, Any]]:
    """Return the rows of the table, sorted by name.

    Returns:
        For each concept the values of its node, but `kind` by name, `source` as printed, and
        `groups` of its edges: each has the index of the `relation`, its `title` as read from the
        concept, and for the other `ends` their `id`, `name` and a `note` on the edge.
    """
    nodes = {node["id"]: node for node in scene.nodes}
    relations = scene.about["relations"]
    groups: defaultdict[int, dict[tuple[int, int], dict[str, Any]]] = defaultdict(dict)
    for edge in scene.edges:
        number = edge["relation"]
        relation = relations[number]
        for inward, (here, there) in enumerate(
            ((edge["subject"], edge["object"]), (edge["object"], edge["subject"]))
        ):
            if inward and here == there:
                continue
            key = (0 if relation["symmetric"] else inward, number)
            title = relation["into"] if inward else relation["out"]
            group = groups[here].setdefault(key, {"relation": number, "title": title, "ends": []})
            note = edge_note(edge["status"], edge["qualifiers"])
            end = {"id": there, "name": nodes[there]["name"], "note": note}
            group["ends"].append(end)
    return [
        {
            "aliases": (),
            "summary": "",
            "background": "",
            **node,
            "kind": scene.about["kinds"][node["kind"]]["name"],
            "source": typeset_citation(node.get("source", "")),
            "facts": [text for text, _ in node.get("attributes", ())],
            "flags": [text for text, _ in node.get("flags", ())],
            "groups": [group for _, group in sorted(groups[node["id"]].items())],
        }
        for node in sorted(scene.nodes, key=lambda node: (normalise(node["name"]), node["id"]))
    ]


def typeset_citation(citation: str) -> str:
    """Return a citation with en dashes and spaces, as in print; one of another form unchanged."""
    try:
        cited_lines(citation)
    except ValueError:
        return citation
    return ", ".join(part.strip().replace("-", "–") for part in citation.split(","))
