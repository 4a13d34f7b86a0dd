"""No reader takes longer than in step with its input, whatever that repeats."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from kg.errors import DataError
from kg.extract import Proposal
from kg.graph_files.check import errors, warnings
from kg.graph_files.read_source import read_source

REPEATS = (2_000, 4_000, 8_000, 16_000)

MAX_GROWTH = 2.8
"""Growth of time, at most, when a text is doubled; in step with its length it is 2, and 4 in step
with its square. Memory that is asked for, and other programs, add to the longer times."""

UNNOTICED_SECONDS = 1.0
"""Time of this process for the longest text below which its growth is not measured: nobody waits,
and what grows with the square takes many times as long."""

FRAGMENTS = [
    "a", " ", "\t", "\n", "\n\n", "\r\n", "-", "- ", "* ", "# ", "#a ", "> ", "`", "```", "```\n",
    "~~~\n", "*", "**", "__", "*a*", "**a**", "_a_ ", "__a__", "~~", "==", "$", "$$", "$a$",
    "\\(", "\\)", "\\[", "\\]", "[", "]", "[[", "]]", "[[a]]", "[[a", "[a](b)", "[a](", "![a](b)",
    "![[a]]", "<", ">", "<a>", "<b>a</b>", "<b", "<!--", "-->", "<!-- a -->", "<br>",
    "<div><div>", "&", "&amp;", "&#", "&lt;", "{", "}", "{{", "}}", "{{c1::a}}", "{{c1::",
    "{{c1::a::b}}", "::", "a::b", ":::", "a::", ":", "a: ", ";", ",", "a,", ",,", "\",\"", "\"",
    "\"\"", "\"a\"", "\"a,", "'", "''", "(\"", "(", ")", "((a))", "(a) ", "a (b) ", ".", ". ",
    "a. ", "?", "a? ", "a?\n", "!", "Q: a\n", "Q: a\nA: b\n", "??\n", "1. a\n", "- a\n",
    "  - a\n", "|", "| a | b |\n", "|-|-|\n", "---\n", "--- ", "%%", "#tag ", "a/b ", "http://a ",
    "http://a.b/c ", "1", "1 ", "1,", "1.5 ", "i.e. ", "a is a b. ", "a and b ", "a or b ",
    "a, b and c ", "not ", "is a ", "such as ", "a such as b ", "also known as ", "the ",
    "a of b ", "which ", "if ", "\u00e9", "\u65e5", "\u306e", "\ud83d\ude42", "\u200d", "\u0301",
    "\u202e", "\u00a0", "\u001b", "\u0000", "A", "ABC ", "A-B ", "a'b ", "it's ",
    "<details><summary>a</summary>b</details>", "<summary>", "<img src=a>", "[sound:a]",
    "[latex]", "<table>", "<tr><td>", "<ul><li>a", "<span ", "style=\"a\" ", "==>", "->", "-> ",
    "a -> b ", "a\tb\n", "a,b\n", "a;b\n", "\"a\",\"b\"\n", "a - b\n", "a: b\n", "\ta", "\n  ",
    "x\n\n", "[Term]\n", "id: a\n", "name: a\n", "is_a: b\n", "synonym: \"a\" EXACT []\n",
    "<a> <b> <c> .\n", "_:a <b> \"c\" .\n", "@prefix a: <b> .\n", "a:b a:c a:d .\n", "\"\"\"a",
    "#separator:tab\n", "#html:true\n", "tags: a\n", "~", "+a ", "C++ ", "&nbsp;", "\ufeff",
    "\u2028", "\u3000", "0.0.", "1-1", "a1", "{\"a\":", "[1,", "<a b=\"c\">", "<node id=\"a\"/>",
    "<![CDATA[", "<?a", "\\| a ", "{{c1::a", "((a", "a]] ", "a::[[b]], ", " \t",
]  # fmt: skip


def one_line(text: str) -> str:
    return text.replace("\n", " ").replace("\r", " ").replace("\t", " ")


SKOS = "@prefix s: <http://www.w3.org/2004/02/skos/core#> .\n<http://a> s:prefLabel "
GRAPHML = '<graphml xmlns="http://graphml.graphdrawing.org/xmlns"><graph><node id="a"/>'
OBO = "format-version: 1.2\n\n[Term]\nid: A:1\nname: a\n"

PLACES: dict[str, tuple[str, str | None, Callable[[str], str]]] = {
    "unknown": ("deck.txt", None, lambda s: s),
    "back": ("deck.tsv", "delimited", lambda s: f"front\t{one_line(s)}\nb\tc\nd\te\n"),
    "front": ("deck.tsv", "delimited", lambda s: f"{one_line(s)}\tback\nb\tc\nd\te\n"),
    "csv": ("deck.csv", "delimited", lambda s: s),
    "markdown": ("deck.md", "markdown", lambda s: s),
    "answer": ("deck.md", "markdown", lambda s: f"Q: a\nA: {s}\n\nQ: b\nA: c\n"),
    "section": ("deck.md", "markdown", lambda s: f"# T\n\n## a\n\n{s}\n"),
    "quizlet": ("deck.txt", "quizlet", lambda s: f"Terms in this set (2)\na\n{s}\nb\nc\n"),
    "triples": ("deck.txt", "triples", lambda s: f"a|is a|b\n{s}\n"),
    "obo": ("deck.obo", "obo", lambda s: f"{OBO}{s}\n"),
    "turtle": ("deck.ttl", "rdf", lambda s: f'{SKOS}"a" .\n{s}'),
    "literal": ("deck.ttl", "rdf", lambda s: f"{SKOS}{json.dumps(s)} .\n"),
    "graphml": ("deck.graphml", "graphml", lambda s: f"{GRAPHML}{s}</graph></graphml>"),
    "json": ("deck.json", "nodelink", lambda s: json.dumps(
        {"nodes": [{"id": "a", "label": s}, {"id": "b"}], "links": [{"source": "a", "target": "b"}]}
    )),
}  # fmt: skip
"""Where a text may stand: a file's name, its format, and the file with the text in it."""


def seconds_to_read(file: Path, form: str | None, text: str) -> float:
    """Return the time of this process for reading and checking a file, refused or not."""
    file.write_text(text, encoding="utf-8", errors="replace", newline="")
    before = time.process_time()
    try:
        found = read_source(file, form=form)
        draft = found.draft if isinstance(found, Proposal) else found
        errors(draft)
        warnings(draft)
    except DataError:
        pass
    return time.process_time() - before


@pytest.mark.slow
@pytest.mark.parametrize("place", PLACES)
def test_time_grows_in_step_with_the_text(tmp_path: Path, place: str) -> None:
    name, form, within = PLACES[place]
    # Every fragment in one place; all in all places take most of an hour.
    some = slice(list(PLACES).index(place), None, len(PLACES))
    slow = []
    for fragment in FRAGMENTS if os.environ.get("KG_ALL_FRAGMENTS") else FRAGMENTS[some]:
        longest = seconds_to_read(tmp_path / name, form, within(fragment * REPEATS[-1]))
        if longest < UNNOTICED_SECONDS:
            continue
        # Noise only adds to a time, so the least of a few is nearest to the truth.
        times = [
            min(seconds_to_read(tmp_path / name, form, within(fragment * n)) for _ in range(3))
            for n in REPEATS
        ]
        growth = (times[-1] / times[0]) ** (1 / (len(REPEATS) - 1))
        if growth > MAX_GROWTH:
            slow.append((fragment, times))
    assert slow == []


@pytest.mark.parametrize("place", ["answer", "back", "markdown"])
@pytest.mark.parametrize("fragment", ["{{c1::", "a::", "a::b", "\n\n", " ", "\n  "])
def test_what_was_slow_once(tmp_path: Path, place: str, fragment: str) -> None:
    name, form, within = PLACES[place]
    text = within(f"x{fragment * REPEATS[-1]}y")
    assert min(seconds_to_read(tmp_path / name, form, text) for _ in range(2)) < 6
