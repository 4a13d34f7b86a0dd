"""Sources: the page's style sheets and scripts, and the policy that admits them."""

from __future__ import annotations

import base64
import gzip
import hashlib
import re
from collections.abc import Iterable
from functools import cache
from importlib.resources import files

STYLES = ("colours.css", "frame.css", "parts.css", "table.css")
START = "start.js"
BOOT = "boot.js"
APP = "app.js"
MINISEARCH = "vendor/minisearch/minisearch.js"
VIS = "templates/lib/vis-9.1.2/vis-network.min.js"

_IMPORT = re.compile(r'^import \{([^}]*)\} from "\./([\w.-]+)";\n', re.MULTILINE)
_EXPORT = re.compile(r"^export ((?:async )?function|const) (\w+)", re.MULTILINE)


def read_source(name: str) -> str:
    """The text of one of the page's files."""
    return (files("kg_site") / name).read_text(encoding="utf-8")


def read_colours() -> str:
    """The page's colours for pages without its switch: dark where the system is."""
    colours = read_source("colours.css")
    dark = colours.replace("@media screen {", "@media screen and (prefers-color-scheme: dark) {")
    return dark.replace(':root[data-theme="dark"]', ":root")


def bundle_modules(entry: str = APP) -> str:
    """A module and all it imports as one script; each file once, imported ones first.

    Every module keeps a scope of its own, and gives what it exports as an object's fields.
    """
    scopes: dict[str, str] = {}

    def visit(name: str, path: tuple[str, ...]) -> None:
        if name in path:
            raise ValueError(f"{name} imports itself by way of {', '.join(path)}")
        if name in scopes:
            return
        text = read_source(name)
        for _, imported in _IMPORT.findall(text):
            visit(imported, (*path, name))
        exported = ", ".join(found[1] for found in _EXPORT.findall(text))
        body = _EXPORT.sub(r"\1 \2", _IMPORT.sub(_bind, text))
        scopes[name] = f"const {_scope(name)} = (() => {{\n{body}return {{ {exported} }};\n}})();\n"

    visit(entry, ())
    return '(() => {\n"use strict";\n' + "".join(scopes.values()) + "})();\n"


def _bind(found: re.Match[str]) -> str:
    return f"const {{{found[1].replace(' as ', ': ')}}} = {_scope(found[2])};\n"


def _scope(name: str) -> str:
    return "$" + re.sub(r"\W", "_", name.removesuffix(".js"))


def read_vis() -> str:
    """Read vis-network as pyvis brings it."""
    return _without_map((files("pyvis") / VIS).read_text(encoding="utf-8"))


def read_minisearch() -> str:
    """Read MiniSearch, which searches in the page."""
    return _without_map(read_source(MINISEARCH))


def _without_map(script: str) -> str:
    """A script without the mention of a source map nobody has."""
    return re.sub(r"\n//# sourceMappingURL=.*", "", script)


@cache
def pack(text: str) -> str:
    """A text compressed, for the page to unpack: gzip as base64, about a third as long.

    The same text gives the same result: no time is written into it.
    """
    return base64.b64encode(gzip.compress(text.encode(), 9, mtime=0)).decode()


def content_policy(
    styles: Iterable[str], scripts: Iterable[str], *, has_neighbours: bool = False
) -> str:
    """A content security policy that admits these inline texts and nothing else.

    Nothing may be loaded from anywhere; `img-src data:` is for the empty icon, without which a
    browser asks for one. A page that `has_neighbours` may use their style sheets and send forms to
    them; a file is no 'self' to every browser, so files are named beside it.
    """
    near = "'self' file:"
    return "; ".join(
        (
            "default-src 'none'",
            "script-src " + (" ".join(map(_hash_source, scripts)) or "'none'"),
            "style-src " + (near if has_neighbours else " ".join(map(_hash_source, styles))),
            "img-src data:",
            "base-uri 'none'",
            "form-action " + (near if has_neighbours else "'none'"),
        )
    )


def _hash_source(text: str) -> str:
    digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
    return f"'sha256-{digest}'"
