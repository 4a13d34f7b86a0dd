"""Read node-link JSON, with lists of nodes and links, as networkx and D3 write it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from kg.formats.graphs.attribute_rows import draft_from_attributes
from kg.formats.json_file import read_json
from kg.formats.source import decode_start, fault
from kg.model.draft import Draft

_LINK_LISTS = ("links", "edges")
"""Names of the list of links."""


def recognises(start: bytes) -> bool:
    """Return True if a file that begins with these bytes is JSON with nodes."""
    text = decode_start(start).lstrip()
    return text.startswith("{") and '"nodes"' in text


def read(path: Path, encoding: str | None = None) -> Draft:
    """Read the nodes and links of a file.

    A node is an object with an `id` or `name`; a link is one with a `source` and a `target`, each
    the id of a node. Their other values are attributes as in `draft_from_attributes`.

    Raises:
        DataError: the file has another structure (E501, E502, E505).
    """
    data = read_json(path, encoding)
    nodes = data.get("nodes") if isinstance(data, dict) else None
    links = None
    if nodes is not None:
        links = next((data[name] for name in _LINK_LISTS if name in data), None)
    if not isinstance(nodes, list) or not isinstance(links, list):
        raise fault(path, "E505", 'not a node-link graph: it has no lists of "nodes" and "links"')
    # Without ids, links give the positions of nodes, counted from 0, as in D3's first examples.
    are_counted = all(isinstance(n, dict) and "id" not in n for n in nodes) and all(
        isinstance(k, dict) and isinstance(k.get("source"), int) for k in links
    )
    node_rows: list[tuple[str, dict[str, str]]] = []
    for n, node in enumerate(nodes, 1):
        key = node.get("id", node.get("name")) if isinstance(node, dict) else None
        if not _is_key(key):
            raise fault(path, "E505", f'node {n} has no "id" that is text or a number')
        node_rows.append((str(n - 1) if are_counted else str(key), _read_attributes(node)))
    link_rows: list[tuple[str, str, dict[str, str]]] = []
    for n, link in enumerate(links, 1):
        ends = (link.get("source"), link.get("target")) if isinstance(link, dict) else (None, None)
        if not all(map(_is_key, ends)):
            raise fault(path, "E505", f'link {n} has no "source" and "target"')
        link_rows.append((str(ends[0]), str(ends[1]), _read_attributes(link)))
    return draft_from_attributes(path, node_rows, link_rows)


def _is_key(value: object) -> bool:
    return isinstance(value, str | int | float) and not isinstance(value, bool) and value != ""


def _read_attributes(row: dict[str, Any]) -> dict[str, str]:
    """Return the values of an object that are text, numbers or lists of them, as text."""
    attributes = {}
    for name, value in row.items():
        if isinstance(value, list):
            value = "|".join(str(v) for v in value if isinstance(v, str | int | float))
        if isinstance(value, str | int | float) and not isinstance(value, bool):
            attributes[str(name).lower()] = str(value)
    return attributes
