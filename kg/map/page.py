"""Page: the map of a graph as one HTML file that needs nothing but itself."""

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
from kg.store import Key, Store

# What could end a script element, or a line of script, is written as JSON's own escapes.
_ESCAPES = {ord(c): f"\\u{ord(c):04x}" for c in "<>&\u2028\u2029"}

MAX_WRITTEN_ROWS = 400
"""Concepts up to which the table is written out, to be read without scripts; of more, the page
makes the rows that are looked at, as all of them would take more room than everything else."""


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
    """The map of a graph: one HTML text that loads nothing and may be opened from a file.

    Args:
        store: the graph.
        keys: the concepts to show, with the edges among them; None for all. Order is no matter.
        focus: the concept that is selected when the page opens.
        hops: rings around a concept that are drawn at first, 1-3.
        view: what is shown at first, one of `VIEWS`; the page's usual one when None, or when the
            graph has none of that name.
        pages: where each concept has a page of its own, as a relative link; none when None.
        title: what the page is headed by; the graph's own title when None.

    Returns:
        The HTML text, to be written as UTF-8. The same graph gives the same text.
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
    # Filled as they are: add_edge compares every new edge with all before it.
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
    """Edges by place instead of by name, without the source where there is none."""
    return [
        [edge["from"], edge["to"], edge["relation"], *filter(None, [edge["source"]])]
        for edge in edges
    ]


def as_json(value: Any) -> str:
    """Write a value as JSON that can't end the element it stands in."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return text.translate(_ESCAPES)
