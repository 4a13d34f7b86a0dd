from __future__ import annotations

import re
from importlib.resources import as_file, files

import pytest

from kg.map import bundle
from kg.map.bundle import (
    APP_SCRIPT,
    BOOT_SCRIPT,
    EARLY_THEME_SCRIPT,
    MINISEARCH_SCRIPT,
    SEARCH_SCRIPT,
    bundle_modules,
)

LEAF = "export const one = 1;\nexport async function two() {}\n"


@pytest.fixture
def modules(monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """Modules by name, read instead of the page's own."""
    texts: dict[str, str] = {}
    monkeypatch.setattr(bundle, "read_asset", texts.__getitem__)
    return texts


def test_imports_become_bindings_across_folders(modules: dict[str, str]) -> None:
    modules["app.js"] = 'import {\n  one,\n  two as other,\n} from "./a/b.js";\nother(one);\n'
    modules["a/b.js"] = 'import { one as first } from "../c.js";\n' + LEAF
    modules["c.js"] = LEAF
    script = bundle.bundle_modules("app.js")
    assert re.findall(r"const (\$\w+) =", script) == ["$c", "$a_b", "$app"]
    assert "const { one: first } = $c;\n" in script
    assert "const { one, two: other } = $a_b;\n" in script
    assert script.count("return { one, two };\n") == 2


def test_comments_on_lines_of_their_own_are_left_out(modules: dict[str, str]) -> None:
    modules["app.js"] = (
        "// A\n/** B */\n/**\n * C\n */\nconst url = 'x//D';\n"
        "  // E\nuse(\n  /** @type {F} */ url,\n  /** G */\n);\n"
    )
    script = bundle.bundle_modules("app.js")
    assert "const url = 'x//D';\nuse(\n  /** @type {F} */ url,\n);\n" in script
    assert not re.search(r"\b[ABCEG]\b", script)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ('import one from "./c.js";\n', "unsupported form"),
        ('import * as c from "./c.js";\n', "unsupported form"),
        ('import "./c.js";\n', "unsupported form"),
        ('import { one } from "c";\n', "unsupported form"),
        ("export default 1;\n", "unsupported form"),
        ("export { one };\n", "unsupported form"),
        ("export let one = 1;\n", "unsupported form"),
        ('import { three } from "./c.js";\n', "c.js does not export three"),
        ('import { one } from "./app.js";\nexport const one = 1;\n', "imports itself"),
        ('import { app } from "./d.js";\nexport const one = 1;\n', "imports itself through"),
    ],
)
def test_what_cannot_be_joined_is_refused_with_a_reason(
    modules: dict[str, str], text: str, reason: str
) -> None:
    modules.update(
        {"app.js": text, "c.js": LEAF, "d.js": 'import { one } from "./app.js";\n' + LEAF}
    )
    with pytest.raises(ValueError, match=reason):
        bundle.bundle_modules("app.js")


def test_each_module_is_bundled_once_after_its_imports() -> None:
    script = bundle_modules()
    assert not re.search(r"^(import|export)\b", script, re.MULTILINE)
    for name in ("function make(", "function mountCanvas(", "function findHighlight("):
        assert script.count(name) == 1
    assert script.index("function make(") < script.index("function mountDetails(")


def test_every_module_of_the_page_is_used() -> None:
    bundles = "".join(map(bundle_modules, (APP_SCRIPT, BOOT_SCRIPT, SEARCH_SCRIPT)))
    with as_file(files("kg_site")) as folder:
        modules = {file.relative_to(folder).as_posix() for file in folder.rglob("*.js")}
    assert len(modules) > 30
    for name in modules - {EARLY_THEME_SCRIPT, MINISEARCH_SCRIPT}:
        scope = re.sub(r"\W", "_", name.removesuffix(".js"))
        assert f"const ${scope} = " in bundles, name
