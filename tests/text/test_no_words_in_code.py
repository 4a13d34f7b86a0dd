"""No list of English words stands in code that reads questions: they are in the language's file."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import TypeGuard

import pytest

import kg
from kg.text.language import language
from kg.text.word_list import frequencies

ROOT = Path(kg.__file__).parent
SPEAKING = {"reading.py"}
"""Modules that do nothing but put into words what the program says."""

FILES = sorted(
    file
    for folder in ("question", "answer", "text")
    for file in (ROOT / folder).rglob("*.py")
    if file.name not in SPEAKING
)

MAX_WORDS = 3
"""English words that a collection or a text in code may have."""

MIN_FREQUENCY = 1000
"""Times that a word stands in the list of English words, so that it counts as one."""

SPOKEN = {"Reason", "KgError", "ValueError"}
"""What is given sentences that the program speaks."""

COLLECTIONS_ALLOWED = {
    ("reasons.py", "the name an alias summary"): "the program says where a word matched",
    ("respond.py", "list path order count"): "forms of answer",
    (
        "position_patterns.py",
        "choose ox between relative number occurrence middle at oo many",
    ): "forms of questions, signs and groups",
    ("quantities.py", "time data length mass share"): "dimensions",
    (
        "sequence_answers.py",
        "at whole middle relative between sort choose number occurrence",
    ): "forms of questions",
    (
        "language_tables.py",
        "words form kind sequence verdict quantity request spelling error imbalance names",
    ): "names of tables",
}

COMPARISONS_ALLOWED = {
    ("edge_answers.py", "both"): "sides of a relation",
    ("position_marks.py", "be"): "signs",
    ("position_patterns.py", "both"): "the name of a group",
    ("position_patterns.py", "many"): "the name of a group",
    ("position_patterns.py", "on"): "signs",
    ("position_patterns.py", "way"): "the name of a group",
    ("reasons.py", "an"): "the program says where a word matched",
}


def test_code_that_reads_questions_has_no_lists_of_words() -> None:
    found = {
        (file.name, words) for file in FILES for words in collections_in(file.read_text("utf-8"))
    }
    assert found == COLLECTIONS_ALLOWED.keys()


def test_code_that_reads_questions_compares_with_no_words() -> None:
    found = {
        (file.name, word) for file in FILES for word in comparisons_in(file.read_text("utf-8"))
    }
    assert found == COMPARISONS_ALLOWED.keys()


@pytest.mark.parametrize(
    "code",
    [
        'WORDS = ("before", "after", "during", "since")',
        'WORDS = frozenset("before after during since".split())',
        'WORDS = {"before": "<", "after": ">", "during": "=", "since": ">"}',
        'PHRASES = [("the", "end"), ("the", "start", "of")]',
        'PATTERN = r"\\b(?:before|after|during|since)\\b"',
        'def f(word):\n    return word in {"before", "after", "during", "since"}',
    ],
)
def test_lists_of_words_are_found(code: str) -> None:
    assert len(list(collections_in(code))) == 1


@pytest.mark.parametrize(
    "code",
    [
        '"""Words before, after or during something, since then."""',
        'Form = Literal["before", "after", "during", "since"]',
        'reason = Reason("kind", "the deck says that before this")',
        'raise KgError("this is not what it was before")',
        'x = f"{a} is before the other one"',
        'def to_json(self):\n    return {"before": 1, "after": 2, "during": 3, "since": 4}',
    ],
)
def test_names_and_sentences_are_no_lists(code: str) -> None:
    assert list(collections_in(code)) == []


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ('if word == "or": pass', ["or"]),
        ('x = word in ("which", "what") or "when" in words', ["which", "what", "when"]),
        ('x = kind == "metric" and status != "stated" and sign in "kK"', []),
    ],
)
def test_comparisons_with_words_are_found(code: str, words: list[str]) -> None:
    assert list(comparisons_in(code)) == words


def collections_in(code: str) -> Iterator[str]:
    """Yield the English words of each collection or text with more than a few of them."""
    known = english_words()
    for node in expressions(ast.parse(code)):
        if isinstance(node, ast.Tuple | ast.List | ast.Set | ast.Dict | ast.Constant):
            words = [word for text in texts_in(node) for word in re.findall("[a-z]{2,}", text)]
            words = list(dict.fromkeys(word for word in words if word in known))
            if len(words) > MAX_WORDS:
                yield " ".join(words)


@cache
def english_words() -> frozenset[str]:
    return frozenset(word for word, count in frequencies().items() if count >= MIN_FREQUENCY)


def comparisons_in(code: str) -> Iterator[str]:
    """Yield the words of questions with which some code compares."""
    lang = language()
    wanted = (lang.contentless_words | lang.denials) - labels()
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Compare):
            for text in texts_in(node):
                yield from (word for word in text.split() if len(word) > 1 and word in wanted)


@cache
def labels() -> set[str]:
    """Return the names of forms, kinds, sides and the like: the texts of types."""
    trees = (ast.parse(file.read_text("utf-8")) for file in ROOT.rglob("*.py"))
    types = (
        n for tree in trees for n in ast.walk(tree) if is_type(n) and isinstance(n, ast.Subscript)
    )
    return {str(n.value) for kind in types for n in ast.walk(kind.slice) if is_text(n)}


def expressions(node: ast.AST) -> Iterator[ast.AST]:
    """Yield the outermost collections and texts of some code that are no sentences or types."""
    if isinstance(node, ast.Tuple | ast.List | ast.Set | ast.Dict | ast.Constant):
        yield node
        return
    for child in ast.iter_child_nodes(node):
        if not is_aside(child):
            yield from expressions(child)


def texts_in(node: ast.AST) -> Iterator[str]:
    if is_text(node):
        yield str(node.value)
    for child in ast.iter_child_nodes(node):
        if not is_aside(child):
            yield from texts_in(child)


def is_aside(node: ast.AST) -> bool:
    """Return True for a docstring, a type, a sentence that is spoken, and the writing of JSON."""
    if isinstance(node, ast.Expr):
        return isinstance(node.value, ast.Constant)
    is_spoken = isinstance(node, ast.Call) and name_of(node.func) in SPOKEN
    is_json = isinstance(node, ast.FunctionDef) and node.name == "to_json"
    return is_spoken or is_json or is_type(node) or isinstance(node, ast.JoinedStr)


def is_type(node: ast.AST) -> bool:
    return isinstance(node, ast.Subscript) and name_of(node.value) == "Literal"


def is_text(node: ast.AST) -> TypeGuard[ast.Constant]:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def name_of(node: ast.AST) -> str:
    return str(getattr(node, "id", getattr(node, "attr", "")))
