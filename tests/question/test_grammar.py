"""The words that shape questions have their stems written down in kg/stems.txt.

`python -m tests.question.test_grammar` writes that file anew.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from Stemmer import Stemmer

import kg
from kg.question import cues, grammar, shape

STEMS = Path(kg.__file__).with_name("stems.txt")
HEAD = "# Words that shape questions, with their stems; tests/question/test_grammar.py writes it.\n"


def words_in(value: Any) -> Iterator[str]:
    """The words in a constant of the grammar, however deep."""
    if isinstance(value, str):
        yield from value.split()
    elif isinstance(value, frozenset | tuple | dict):
        for one in value:
            yield from words_in(one)


def written() -> str:
    """What the file should hold."""
    constants = [
        value for module in (grammar, cues, shape) for name, value in vars(module).items()
        if name.isupper()
    ]  # fmt: skip
    english = Stemmer("english")
    words = sorted({word for value in constants for word in words_in(value)} | set(PHRASES.split()))
    return HEAD + "".join(f"{word} {english.stemWord(word)}\n" for word in words)


PHRASES = """
    different from related relate relation relationship connection connected connect link linked
    path route to do with way start starts begin begins end ends finish finishes what is are s whats
    define definition meaning mean means explain describe tell me about stand for stands who purpose
    of know does
"""
"""The words of the grammar's phrases, which it keeps as stems."""


def test_stems_are_those_of_the_stemmer() -> None:
    assert STEMS.read_text(encoding="utf-8") == written()


if __name__ == "__main__":
    STEMS.write_text(written(), encoding="utf-8")
