"""Node-link JSON: nodes and links, as networkx and D3 write them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from kg.formats.anki.crowdanki import read_json
from kg.formats.graphs.graphml import draft_from_rows
from kg.formats.source import decode_start, fault
from kg.model.draft import Draft

_ENDS = ("links", "edges")


def recognises(start: bytes) -> bool:
    """Whether this is JSON with nodes."""
    text = decode_start(start).lstrip()
    return text.startswith("{") and '"nodes"' in text


def read(path: Path, encoding: str | None = None) -> Draft:
    """The nodes and links of a file.

    A node is an object with an `id`, its other values as in `draft_from_rows`; a link has a `source`
    and a `target`, each the id of a node, and says its relation.

    Raises:
        DataError: it is of another form (E501, E502, E505, E507).
    """
    data = read_json(path, encoding)
    nodes = data.get("nodes") if isinstance(data, dict) else None
    links = next((data[key] for key in _ENDS if key in data), None) if nodes is not None else None
    if not isinstance(nodes, list) or not isinstance(links, list):
        raise fault(path, "E505", 'no node-link graph: it has no lists of "nodes" and "links"')
    rows: list[tuple[str, dict[str, str]]] = []
    # Nodes without an id are counted from 0, and links tell the numbers, as in D3's first examples.
    are_counted = all(isinstance(n, dict) and "id" not in n for n in nodes) and all(
        isinstance(k, dict) and isinstance(k.get("source"), int) for k in links
    )
    for n, node in enumerate(nodes, 1):
        key = node.get("id", node.get("name")) if isinstance(node, dict) else None
        if not _is_key(key):
            raise fault(path, "E505", f'node {n} has no "id" that is text or a number')
        rows.append((str(n - 1) if are_counted else str(key), _texts(node)))
    arcs: list[tuple[str, str, dict[str, str]]] = []
    for n, link in enumerate(links, 1):
        ends = (link.get("source"), link.get("target")) if isinstance(link, dict) else (None, None)
        if not all(map(_is_key, ends)):
            raise fault(path, "E505", f'link {n} has no "source" and "target"')
        arcs.append((str(ends[0]), str(ends[1]), _texts(link)))
    return draft_from_rows(path, "", rows, arcs)


def _is_key(value: object) -> bool:
    return isinstance(value, str | int | float) and not isinstance(value, bool) and value != ""


def _texts(row: dict[str, Any]) -> dict[str, str]:
    found = {}
    for key, value in row.items():
        if isinstance(value, list):
            value = "|".join(str(v) for v in value if isinstance(v, str | int | float))
        if isinstance(value, str | int | float) and not isinstance(value, bool):
            found[str(key).lower()] = str(value)
    return found
