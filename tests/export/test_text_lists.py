from __future__ import annotations

import csv
import io
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from kg.export.terminal import printable
from kg.export.text_lists import CSV_COLUMNS, as_csv, as_markdown, as_quizlet
from kg.learn.study import StudyItem, StudyList, study_all, study_list
from kg.model.attributes import Attributes, Limit
from kg.model.graph import Concept, ConceptId, cite
from kg.store import Store
from kg.text.phrasing import capitalise
from tests.samples import HOSTILE

FORMULAS = ("=", "+", "-", "@")


def listing(*items: StudyItem, topic: str = "Tea") -> StudyList:
    return StudyList(topic, topic, items)


def item(text: str) -> StudyItem:
    concept = Concept(ConceptId("x"), text, text, (), text, text, background=text)
    return StudyItem(concept, text, text)


def read(text: str) -> list[list[str]]:
    return [*csv.reader(io.StringIO(text, newline=""))]


def cells(one: StudyItem) -> list[str]:
    concept = one.concept
    texts = [concept.name, concept.kind, concept.summary, one.reason, one.place]
    return [*texts, str(one.minutes), concept.citation, concept.background]


@st.composite
def items(draw: st.DrawFn) -> StudyItem:
    text = st.text(max_size=8) | st.sampled_from(['a,"b"', "=1+1", "x\r\ny", ";", "'", "\t=2"])
    name, kind, summary, source, background, reason, place = (draw(text) for _ in range(7))
    concept = Concept(ConceptId("x"), name, kind, (), summary, source, background=background)
    return StudyItem(concept, reason, place, 7)


@given(st.lists(items()))
def test_csv_reads_back(listed: list[StudyItem]) -> None:
    header, *rows = read(as_csv(listing(*listed)))
    assert tuple(header) == CSV_COLUMNS
    assert len(rows) == len(listed)
    for n, (row, one) in enumerate(zip(rows, listed, strict=True), 1):
        assert row[0] == str(n)
        for got, cell in zip(row[1:], map(printable, cells(one)), strict=True):
            assert got == (f"'{cell}" if cell.startswith(FORMULAS) else cell)
        assert row[6] == "7"


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\x00=1+1", "\u200b=1", "=\0"])
def test_csv_has_no_formulas(cell: str) -> None:
    _, row = read(as_csv(listing(item(cell))))
    assert not any(got.startswith(FORMULAS) for got in row)


def test_csv_of_a_real_list(store: Store) -> None:
    listed = study_list("metrics", store)
    _, *rows = read(as_csv(listed))
    assert [row[1:] for row in rows] == [cells(one) for one in listed.items]


def test_csv_of_nothing_is_its_header() -> None:
    assert as_csv(listing()) == ",".join(CSV_COLUMNS) + "\n"


def seen(markdown: str) -> str:
    """The text that a reader of the Markdown sees; fails where there is more than the list."""
    texts = []
    for token in MarkdownIt("commonmark", {"html": True}).enable("table").parse(markdown):
        parts = token.children or [token]
        for part in parts:
            assert part.type in KNOWN, part
            texts.append("\n" if part.type == "softbreak" else part.content)
    return "".join(texts)


KNOWN = {
    *["heading_open", "heading_close", "bullet_list_open", "bullet_list_close", "list_item_open"],
    *["list_item_close", "paragraph_open", "paragraph_close", "inline", "text", "softbreak"],
    *["em_open", "em_close", "text_special", "link_open", "link_close"],
}


@given(st.text() | st.text(alphabet="<>*_`[]()!&;#~|\\- \n1.ab=+:/\"'"))
@example("- a")
@example("1. a")
@example("# a")
@example("```")
@example("| a |\n|---|")
@example("&lt;b&gt;")
@example("[x]: y")
@example("![x](y)")
@example("a  \nb")
@example("\\")
@example("---")
@example("<!--")
def test_markdown_shows_text_as_it_is(text: str) -> None:
    if not printable(text).strip():
        text = "x"
    shown = " ".join(printable(text).split())
    assert seen(as_markdown(listing(item(text), topic=text))) == "".join(
        [
            f"Study list: {shown}[ ] 1. {shown} ({shown}, 1 min)",
            f"1 concept, about 1 min.1. {shown}",
            shown,
            f"{shown} · {shown}{' '.join(printable(capitalise(cite(text))).split())}"
            f"Beyond the deck{shown}",
        ]
    )


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_markdown_of_hostile_names(text: str) -> None:
    shown = " ".join(printable(text).split())
    assert shown in seen(as_markdown(listing(item(text))))


def test_markdown_has_a_checklist(store: Store) -> None:
    listed = study_list("bias", store)
    lines = as_markdown(listed).splitlines()
    assert lines[0] == "# Study list: bias"
    boxes = [line for line in lines if line.startswith("- [ ] ")]
    assert len(boxes) == len(listed.items)
    for n, (box, one) in enumerate(zip(boxes, listed.items, strict=True), 1):
        assert box.startswith(f"- [ ] {n}\\. [{one.concept.name}](#{n}-")
        assert box.endswith(f"({one.concept.kind}, {one.minutes} min)")


def headings_and_links(markdown: str) -> tuple[list[str], list[str]]:
    """The names that a reader such as GitHub gives to headings, and where links lead."""
    tokens = MarkdownIt("commonmark").parse(markdown)
    names, links = [], []
    for before, token in pairwise(tokens):
        if before.type == "heading_open":
            text = "".join(part.content for part in token.children or [])
            kept = (c for c in text.lower() if c.isalnum() or c in "-_ ")
            names.append("".join(kept).replace(" ", "-"))
        links += [str(part.attrs["href"]) for part in token.children or [] if "href" in part.attrs]
    return names, links


@pytest.mark.parametrize("topic", ["how to evaluate a classifier", "MLOps", "R squared"])
def test_every_link_leads_to_a_heading(store: Store, topic: str) -> None:
    listed = study_list(topic, store)
    names, links = headings_and_links(as_markdown(listed))
    assert len(links) == len(listed.items) + sum(len(one.builds_on) for one in listed.items)
    assert {link.removeprefix("#") for link in links} <= set(names)


def test_markdown_has_chapters(store: Store) -> None:
    listed = study_all(store)
    text = as_markdown(listed)
    titles = list(dict.fromkeys(one.chapter for one in listed.items))
    assert [line[3:] for line in text.splitlines() if line.startswith("## ")] == titles


def test_markdown_without_summary_or_source_leaves_no_gaps() -> None:
    concept = Concept(ConceptId("x"), "X", "drink")
    text = as_markdown(listing(StudyItem(concept, "the topic", "no prerequisites in this list", 2)))
    assert text == (
        "# Study list: Tea\n"
        "\n"
        "- [ ] 1\\. [X](#1-x) (drink, 2 min)\n"
        "\n"
        "1 concept, about 2 min.\n"
        "\n"
        "### 1. X\n"
        "\n"
        "*the topic · no prerequisites in this list*\n"
    )


@given(st.lists(items(), min_size=1))
def test_quizlet_text_has_a_line_with_one_tab_for_each_item(listed: list[StudyItem]) -> None:
    lines = as_quizlet(listing(*listed)).split("\n")
    assert lines.pop() == ""
    assert len(lines) == len(listed)
    for line, one in zip(lines, listed, strict=True):
        term, definition = line.split("\t")
        assert term.strip() == " ".join(printable(one.concept.name).split())
        text = one.concept.summary or one.reason
        assert definition.strip() == " ".join(printable(text).split())
        assert not any(cell.startswith(FORMULAS) for cell in (term, definition))


def test_markdown_has_background_last_under_a_heading_of_its_own() -> None:
    attributes = Attributes((Limit("", 0, 100, "°C"),), "lower")
    concept = Concept(
        *(ConceptId("x"), "Tea", "drink", ("chai",), "A drink.", "3"),
        hidden=("zebra",),
        background="1. It is old.",
        attributes=attributes,
    )
    lines = as_markdown(listing(StudyItem(concept, "the topic", "first", 2))).splitlines()
    assert lines[lines.index("### 1. Tea") :] == [
        *("### 1. Tea", "", "A drink.", "", "From 0 to 100 °C; lower is better", ""),
        *("*the topic · first*", "", "Deck line 3", ""),
        *("#### Beyond the deck", "", r"1\. It is old."),
    ]


def test_quizlet_has_no_background() -> None:
    concept = Concept(ConceptId("x"), "Tea", "drink", background="It is old.")
    assert as_quizlet(listing(StudyItem(concept, "the topic", "first"))) == "Tea\tthe topic\n"
