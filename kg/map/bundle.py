"""Join the page's scripts, read its style sheets, and write the policy that admits them.

The modules are joined here, at the moment a page is made, because that happens on the user's
machine, where Node need not be installed; a JavaScript bundler would need Node for every install
from source, or a built file kept in the repository. They use one form of import and two of export
(site/README.md), so no parser is needed, and anything else raises an error that names the line.
"""

from __future__ import annotations

import base64
import gzip
import hashlib
import posixpath
import re
from collections.abc import Iterable
from functools import cache
from importlib.resources import files

STYLE_SHEETS = ("styles/colours.css", "styles/page.css", "styles/panels.css", "styles/table.css")
EARLY_THEME_SCRIPT = "early_theme.js"
BOOT_SCRIPT = "boot.js"
APP_SCRIPT = "app.js"
SEARCH_SCRIPT = "search_page.js"
MINISEARCH_SCRIPT = "vendor/minisearch/minisearch.js"
VIS_SCRIPT = "templates/lib/vis-9.1.2/vis-network.min.js"

_IMPORT = re.compile(r'^import \{([^{}]*)\} from "(\.[^"]*)";\n', re.MULTILINE)
_EXPORT = re.compile(r"^export ((?:async )?function|const) (\w+)", re.MULTILINE)
_COMMENT = re.compile(r"^ *(?://[^\n]*|/\*\*(?:(?!\*/).)*\*/)\n", re.MULTILINE | re.DOTALL)
_OTHER_FORM = re.compile(r"^(?:import|export)\b.*", re.MULTILINE)


def read_asset(name: str) -> str:
    """Return the text of one of the page's files."""
    return (files("kg_site") / name).read_text(encoding="utf-8")


def read_colours() -> str:
    """Return the colours for pages without a theme button, which follow the system."""
    colours = read_asset("styles/colours.css")
    dark = colours.replace("@media screen {", "@media screen and (prefers-color-scheme: dark) {")
    return dark.replace(':root[data-theme="dark"]', ":root")


def bundle_modules(entry: str = APP_SCRIPT) -> str:
    """Join a module and all that it imports into one script.

    Each module becomes a function that is called once, after the modules it imports, and returns
    what it exports. Comments on lines of their own are left out: the page carries the script.

    Raises:
        ValueError: modules import each other in a circle, import a name that is not exported, or
            use a form of import or export that is not supported here.
    """
    exports: dict[str, set[str]] = {}
    scopes: list[str] = []

    def add(module: str, importers: tuple[str, ...]) -> None:
        if module in importers:
            raise ValueError(f"{module} imports itself through {', '.join(importers)}")
        if module in exports:
            return
        text = _COMMENT.sub("", read_asset(module))
        body = _EXPORT.sub(r"\1 \2", _IMPORT.sub("", text))
        other = _OTHER_FORM.search(body)
        if other:
            raise ValueError(f"{module}: unsupported form of import or export: {other[0]}")
        bindings = ""
        for names, path in _IMPORT.findall(text):
            imported = posixpath.normpath(posixpath.join(posixpath.dirname(module), path))
            add(imported, (*importers, module))
            pairs = [name.split() for name in names.split(",") if name.strip()]
            unknown = {pair[0] for pair in pairs} - exports[imported]
            if unknown:
                raise ValueError(f"{module}: {imported} does not export {', '.join(unknown)}")
            bound = ", ".join(": ".join(dict.fromkeys((pair[0], pair[-1]))) for pair in pairs)
            bindings += f"const {{ {bound} }} = {_scope(imported)};\n"
        exported = [name for _, name in _EXPORT.findall(text)]
        exports[module] = set(exported)
        scopes.append(
            f"const {_scope(module)} = (() => {{\n{bindings}{body}"
            f"return {{ {', '.join(exported)} }};\n}})();\n"
        )

    add(entry, ())
    return '(() => {\n"use strict";\n' + "".join(scopes) + "})();\n"


def _scope(module: str) -> str:
    """Return the variable that holds a module's exports: `$graph_route` for `graph/route.js`."""
    return "$" + re.sub(r"\W", "_", module.removesuffix(".js"))


def read_vis() -> str:
    """Read vis-network as pyvis brings it."""
    return _without_map((files("pyvis") / VIS_SCRIPT).read_text(encoding="utf-8"))


def read_minisearch() -> str:
    """Read MiniSearch, which searches in the page."""
    return _without_map(read_asset(MINISEARCH_SCRIPT))


def _without_map(script: str) -> str:
    """Return a script without the reference to its source map, which the page does not have."""
    return re.sub(r"\n//# sourceMappingURL=.*", "", script)


@cache
def compress(text: str) -> str:
    """Return a text as base64 of gzip, about a third as long, which the page unpacks.

    The same text gives the same result, as no time is written into it.
    """
    return base64.b64encode(gzip.compress(text.encode(), 9, mtime=0)).decode()


def content_policy(
    styles: Iterable[str], scripts: Iterable[str], *, has_neighbours: bool = False
) -> str:
    """Return a content security policy that admits these inline texts and nothing else.

    Nothing may be loaded from anywhere. `img-src data:` is for the empty icon; without one a
    browser asks for an icon. A page that `has_neighbours` may use their style sheets and send forms
    to them. Not every browser counts a file as 'self', so the policy names both.
    """
    siblings = "'self' file:"
    return "; ".join(
        (
            "default-src 'none'",
            "script-src " + (" ".join(map(_hash_source, scripts)) or "'none'"),
            "style-src " + (siblings if has_neighbours else " ".join(map(_hash_source, styles))),
            "img-src data:",
            "base-uri 'none'",
            "form-action " + (siblings if has_neighbours else "'none'"),
        )
    )


def _hash_source(text: str) -> str:
    """Return the expression by which a policy admits a text."""
    digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
    return f"'sha256-{digest}'"
