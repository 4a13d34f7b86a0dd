from __future__ import annotations

import io
import re
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kg.answer import Answer, Hit, Reason, respond
from kg.export.answer_text import show_answer
from kg.export.terminal import Screen, printable
from kg.model.graph import Concept, ConceptId
from kg.store import Store
from tests.samples import HOSTILE

STYLE = re.compile(r"\x1b\[[0-9;]*m")
ATTACKS = (
    "\x1b[2J\x1b[H",
    "\x1b]0;owned\x07",
    "\x1b]8;;https://example.org\x1b\\link\x1b]8;;\x1b\\",
    "\x9b31mred",
    "a\rb",
    "a\nb",
    "a\bb",
    "\u202eabc",
    "\u2066abc",
    "\x00",
    "\x7f",
    "\x85",
    "[bold red]markup[/]",
    "[link=https://example.org]x[/link]",
    ":smile:",
    "\ud800",
    *HOSTILE,
)


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture
def _plain_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("NO_COLOR", "FORCE_COLOR", "TTY_COMPATIBLE", "TTY_INTERACTIVE", "COLORTERM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("LINES", "24")


def controls(text: str) -> set[str]:
    """The characters of a text that steer a terminal; a line's end does so by right."""
    return {c for c in text if unicodedata.category(c) in ("Cc", "Cf", "Cs")} - set(
        "\n\u200c\u200d"
    )


def hostile_answer(text: str) -> Answer:
    concept = Concept(ConceptId("x"), text, text, (text,), text, text)
    because = (
        Reason("typo", text),
        Reason("edge", text, text, text),
        Reason("kind", text),
        Reason("card", text, citation=text),
    )
    return Answer(text, "answer", text, True, (Hit(concept, 1.0, because),) * 3, (text,))


def show_all(screen: Screen, text: str) -> None:
    screen.heading(text, text)
    screen.line(text)
    screen.line(text, 0, dim=True)
    screen.table(["one", "two"], [(text, 1), (text, text)])
    show_answer(screen, hostile_answer(text))


@given(st.text())
@example("\u2028\u2029")
@example("\x0b\x0c\x1c\x1d\x1e\x85")
def test_printable_is_one_line_without_controls(text: str) -> None:
    shown = printable(text)
    assert not controls(shown)
    assert len(shown.splitlines()) <= 1
    assert printable(shown) == shown
    assert shown.encode().decode() == shown


@pytest.mark.parametrize(
    "text",
    [
        "plain",
        "Café crème",
        "機械学習",
        "🦊",
        "👨\u200d👩\u200d👧",
        "می\u200cخواهم",
        "a=b [c] <d>",
        "مرحبا",
    ],
)
def test_printable_keeps_visible_characters(text: str) -> None:
    assert printable(text) == text


def test_printable_accepts_any_value() -> None:
    assert (printable(3), printable(None), printable("a\tb\nc")) == ("3", "None", "a b c")


@pytest.mark.parametrize("text", ATTACKS, ids=range(len(ATTACKS)))
def test_a_pipe_gets_no_control_characters(text: str) -> None:
    out = io.StringIO()
    show_all(Screen(out), text)
    assert controls(out.getvalue()) == {"\t"}


@pytest.mark.usefixtures("_plain_terminal")
@pytest.mark.parametrize("text", ATTACKS, ids=range(len(ATTACKS)))
def test_a_terminal_gets_no_control_characters_except_styles(text: str) -> None:
    out = Terminal()
    show_all(Screen(out), text)
    assert not controls(STYLE.sub("", out.getvalue()))
    assert not {c for c in STYLE.findall(out.getvalue()) if re.search(r"3\d|4\d", c)}


@pytest.mark.usefixtures("_plain_terminal")
@pytest.mark.parametrize("text", ["[bold red]markup[/]", ":smile:", "[/]", "a [b] c"])
def test_a_terminal_shows_markup_as_text(text: str) -> None:
    out = Terminal()
    screen = Screen(out)
    screen.heading(text)
    screen.line(text, 0)
    screen.table(["one"], [[text]])
    assert STYLE.sub("", out.getvalue()).count(text) == 3


def test_a_table_in_a_pipe_has_tabs_and_no_header() -> None:
    out = io.StringIO()
    Screen(out).table(["name", "count"], [("a\tb", 1), ("c\nd", 2)])
    assert out.getvalue() == "a b\t1\nc d\t2\n"


@pytest.mark.usefixtures("_plain_terminal")
def test_a_table_on_a_terminal_has_its_header_and_fits() -> None:
    out = Terminal()
    Screen(out).table(["name", "count"], [("long " * 50, 1)])
    lines = STYLE.sub("", out.getvalue()).splitlines()
    assert "name" in "".join(lines)
    assert max(map(len, lines)) <= 80
    assert " ".join(lines).count("long") == 50


@pytest.mark.usefixtures("_plain_terminal")
def test_no_color_turns_colours_off(monkeypatch: pytest.MonkeyPatch, store: Store) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    out = Terminal()
    show_answer(Screen(out), respond("precision", store))
    assert not {c for c in STYLE.findall(out.getvalue()) if re.search(r"3\d|4\d", c)}


@pytest.mark.usefixtures("_plain_terminal")
def test_a_dumb_terminal_gets_no_styles(monkeypatch: pytest.MonkeyPatch, store: Store) -> None:
    monkeypatch.setenv("TERM", "dumb")
    out = Terminal()
    show_answer(Screen(out), respond("precision", store))
    assert "\x1b" not in out.getvalue()


@pytest.mark.usefixtures("_plain_terminal")
def test_a_terminal_shows_styles_within_its_width(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "24")
    out = Terminal()
    screen = Screen(out)
    screen.heading("Recall", "metric")
    screen.heading("A name that is long", "of a kind")
    screen.line("The share of positives that are found", dim=True)
    assert out.getvalue().splitlines() == [
        "\x1b[1mRecall\x1b[0m  \x1b[2mmetric\x1b[0m",
        "\x1b[1mA name that is long\x1b[0m",
        "  \x1b[2mof a kind\x1b[0m",
        "  \x1b[2mThe share of positives\x1b[0m",
        "  \x1b[2mthat are found\x1b[0m",
    ]


@pytest.mark.usefixtures("_plain_terminal")
@pytest.mark.parametrize("columns", ["", "0", "-1", "x", "٣"])
def test_an_invalid_width_means_80_columns(monkeypatch: pytest.MonkeyPatch, columns: str) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    out = Terminal()
    Screen(out).line("word " * 40, 0)
    assert max(map(len, out.getvalue().splitlines())) == 79
