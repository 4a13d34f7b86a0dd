"""Names in `kg` mean one thing: no module, class or constant name stands in two modules."""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

KG = Path(__file__).resolve().parent.parent / "kg"
TREES = {
    path: ast.parse(path.read_text(encoding="utf-8"))
    for path in sorted(KG.rglob("*.py"))
    if path.name != "__init__.py"
}


def classes(tree: ast.Module) -> Iterator[str]:
    return (node.name for node in tree.body if isinstance(node, ast.ClassDef))


def constants(tree: ast.Module) -> Iterator[str]:
    for node in tree.body:
        if isinstance(node, ast.AnnAssign):
            targets: list[ast.expr] = [node.target]
        elif isinstance(node, ast.Assign):
            targets = node.targets
        else:
            continue
        for target in targets:
            for name in target.elts if isinstance(target, ast.Tuple) else [target]:
                if isinstance(name, ast.Name) and name.id.isupper():
                    yield name.id


@pytest.mark.parametrize("names_of", [classes, constants])
def test_no_name_stands_in_two_modules(names_of: Callable[[ast.Module], Iterator[str]]) -> None:
    homes: defaultdict[str, set[str]] = defaultdict(set)
    for path, tree in TREES.items():
        for name in names_of(tree):
            homes[name].add(path.relative_to(KG).as_posix())
    assert {name: paths for name, paths in homes.items() if len(paths) > 1} == {}


def test_no_two_modules_have_one_name() -> None:
    homes: defaultdict[str, set[str]] = defaultdict(set)
    for path in TREES:
        homes[path.stem].add(path.relative_to(KG).as_posix())
    assert {name: paths for name, paths in homes.items() if len(paths) > 1} == {}


def docstrings() -> Iterator[tuple[str, str]]:
    for path in sorted(KG.rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        texts = [
            ast.get_docstring(node)
            for node in ast.walk(tree)
            if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
        ]
        texts += [  # a text behind a constant describes it
            str(node.value.value)
            for node in tree.body[1:]
            if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
        ]
        for text in filter(None, texts):
            yield path.relative_to(KG).as_posix(), text.splitlines()[0]


def test_no_docstring_begins_with_a_question_word() -> None:
    words = {"What", "Whether", "Of", "Who", "How", "Where"}
    assert [row for row in docstrings() if row[1].split()[0] in words] == []
