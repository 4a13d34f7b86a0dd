"""Write the map of a graph as one HTML page that loads nothing."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from jinja2 import Environment, FunctionLoader
from pyvis.network import Network  # noqa: TID251 - this module is its home

from kg.map.bundle import (
    BOOT_SCRIPT,
    EARLY_THEME_SCRIPT,
    STYLE_SHEETS,
    bundle_modules,
    compress,
    content_policy,
    read_asset,
    read_minisearch,
    read_vis,
)
from kg.map.labels import visible
from kg.map.scene import make_scene
from kg.map.scene_table import table_rows
from kg.model.attributes import STATUSES
from kg.store import Key, Store

MAX_WRITTEN_ROWS = 400
"""Maximum number of concepts whose table is written as HTML, which needs no JavaScript.

With more, the page makes the rows when they are looked at; as HTML they would be larger than the
rest of the page.
"""

# Characters that could end a script element or a line of script, as JSON escapes.
_ESCAPES = {ord(c): f"\\u{ord(c):04x}" for c in "<>&\u2028\u2029"}


def map_page(
    store: Store,
    keys: Sequence[Key] | None = None,
    *,
    focus: Key | None = None,
    hops: int = 1,
    view: str | None = None,
    title: str | None = None,
    pages: Mapping[Key, str] | None = None,
) -> str:
    """Return the map of a graph as an HTML page, which can be opened as a file.

    Args:
        store: the graph.
        keys: concepts to show, with the edges among them, in any order; None for all.
        focus: concept that is selected when the page opens.
        hops: rings around a concept that are drawn at first, from 1 to 3.
        view: view that is shown at first, one of `VIEWS`; None, or one that the graph does not
            have, for the default.
        title: heading of the page; the graph's own title if None.
        pages: relative link to each concept's own page; None if there are none.

    Returns:
        HTML, to be written as UTF-8. The same graph gives the same text.
    """
    scene = make_scene(store, keys, focus=focus, hops=hops, view=view, pages=pages)
    styles = [read_asset(name) for name in STYLE_SHEETS]
    scripts = [read_asset(EARLY_THEME_SCRIPT), bundle_modules(BOOT_SCRIPT)]
    packed = {"app": bundle_modules(), "vis": read_vis(), "minisearch": read_minisearch()}
    net = Network(
        directed=True,
        cdn_resources="in_line",
        heading=visible(store.title if title is None else title, "Map"),
    )
    # Set directly, as add_edge compares every new edge with all before it.
    net.nodes, net.edges = scene.nodes, scene.edges
    net.templateEnv = Environment(autoescape=True, loader=FunctionLoader(read_asset))
    net.templateEnv.filters.update(as_json=as_json, as_rows=_as_rows)
    net.templateEnv.globals.update(
        about=scene.about,
        layouts=scene.layouts,
        rows=table_rows(scene) if len(scene.nodes) <= MAX_WRITTEN_ROWS else (),
        csp=content_policy(styles, [*scripts, *packed.values()]),
        styles=styles,
        scripts=scripts,
        packed={name: compress(text) for name, text in packed.items()},
    )
    net.path = "templates/map.html"
    return str(net.generate_html())


def _as_rows(edges: Sequence[dict[str, Any]]) -> list[list[Any]]:
    """Return edges as lists: subject, object, relation, citation, number of status, qualifiers.

    What is empty or 0 at the end of a list is left out.
    """
    rows = []
    for edge in edges:
        row = [edge["subject"], edge["object"], edge["relation"], edge["citation"]]
        row += [STATUSES.index(edge["status"]), edge["qualifiers"]]
        while len(row) > 3 and not row[-1]:
            row.pop()
        rows.append(row)
    return rows


def as_json(value: Any) -> str:
    """Return a value as JSON that can't end the HTML element that contains it."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return text.translate(_ESCAPES)
