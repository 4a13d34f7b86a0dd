from __future__ import annotations

import csv
import io
import json
import sys
from datetime import date
from pathlib import Path

import pytest
from icalendar import Calendar  # noqa: TID251 - reads back what was written

from tests.cli.conftest import Run
from tests.conftest import TINY, write_graph
from tests.learn.brews import BREWS

ITEM = ["id", "name", "kind", "reason", "place", "summary", "background", "source", "minutes"]


def test_study_text_comes_in_learning_order(tea: Run) -> None:
    result = tea("study", "oxidation", "-n", "3")
    lines = result.out.splitlines()
    assert (result.code, result.err) == (0, "")
    assert lines[0] == "Topic: Oxidation; about 6 min"
    order = [line.split(". ")[1].split(" (")[0] for line in lines if line[:2] in ("1.", "2.", "3.")]
    assert len(order) == 3
    assert any("the topic · " in line for line in lines)


def test_study_json(tea: Run) -> None:
    result = tea("study", "oxidation", "--json")
    data = json.loads(result.out)
    assert list(data) == ["topic", "reading", "items"]
    assert data["topic"] == "oxidation"
    assert all(list(item) == ITEM for item in data["items"])
    assert "oxidation" in [item["id"] for item in data["items"]]
    assert tea("study", "oxidation", "--format", "json") == result


def test_study_csv(tea: Run) -> None:
    rows = list(csv.reader(io.StringIO(tea("study", "oolong", "-n", "2", "--format", "csv").out)))
    assert rows[0] == [
        "place",
        "name",
        "kind",
        "summary",
        "why",
        "builds on",
        "minutes",
        "deck lines",
        "beyond the deck",
    ]
    assert [row[0] for row in rows[1:]] == ["1", "2"]


def test_study_markdown(tea: Run) -> None:
    lines = tea("study", "oolong", "-n", "2", "--format", "md").out.splitlines()
    assert lines[0] == "# Study list: oolong"
    assert sum(line.startswith("- [ ] ") for line in lines) == 2


@pytest.mark.parametrize("form", ["text", "md", "csv", "json"])
def test_study_writes_the_same_to_a_file(tea: Run, tmp_path: Path, form: str) -> None:
    printed = tea("study", "oolong", "--format", form).out
    assert tea("study", "oolong", "--format", form, "-o", "list") == (0, "", "")
    assert (tmp_path / "list").read_text(encoding="utf-8") == printed
    assert tea("study", "oolong", "--format", form, "-o", "-").out == printed


@pytest.mark.parametrize(
    ("args", "code", "message"),
    [
        pytest.param(["zyxw", "vutsr"], 1, "no concept is called 'zyxw vutsr'", id="unknown"),
        pytest.param([""], 2, "study what?", id="empty"),
        pytest.param([], 2, "study what?", id="none"),
        pytest.param(["oolong", "-n", "0"], 2, "not in the range", id="n-0"),
        pytest.param(["oolong", "--format", "pdf"], 2, "'pdf' is not one of", id="format"),
        pytest.param(
            ["oolong", "--format", "md", "--json"],
            2,
            "--json and --format md differ; give one of them",
            id="two-formats",
        ),
        pytest.param(["oolong", "-o", "no/list"], 2, "no/list: can't be written", id="no-folder"),
    ],
)
def test_study_wrong_usage(tea: Run, args: list[str], code: int, message: str) -> None:
    result = tea("study", *args)
    assert (result.code, result.out) == (code, "")
    assert message in result.err


@pytest.mark.parametrize("form", ["text", "md", "csv", "json"])
def test_study_prints_no_control_characters(tea: Run, tmp_path: Path, form: str) -> None:
    drinks = TINY["drinks.toml"].replace('"Oolong"', '"Oolong \\u001b[31m\\u0007\\u009b2J"')
    folder = write_graph(tmp_path / "graph", {**TINY, "drinks.toml": drinks})
    result = tea("study", "green tea", "--format", form, "--graph", folder)
    assert result.code == 0
    assert "Oolong" in result.out
    assert not {"\x1b", "\x07", "\x9b"} & set(result.out)


def names(out: str) -> list[str]:
    """Return the names of a list's items, as its text shows them."""
    heads = [line for line in out.splitlines() if line.split(". ")[0].isdigit()]
    return [head.split(". ", 1)[1].rpartition(" (")[0] for head in heads]


def test_known_concepts_are_left_out_and_named_as_known(tea: Run, tmp_path: Path) -> None:
    assert {"Picking", "Withering"} <= set(names(tea("study", "black tea").out))
    result = tea("study", "black tea", "--known", "withering,plucking")
    assert not {"Picking", "Withering"} & set(names(result.out))
    assert "builds on Withering, which you know" in result.out
    (tmp_path / "names.txt").write_text("# mine\nwithering\n\nPicking\n", encoding="utf-8")
    assert tea("study", "black tea", "--known", "names.txt") == result
    tea("known", "add", "withering", "picking")
    assert "Picking" in tea("study", "black tea").out
    assert tea("study", "black tea", "--profile", "default") == result


def test_nothing_is_left_when_all_is_known(tea: Run) -> None:
    result = tea("study", "oolong", "--depth", "0", "--known", "oolong", "--json")
    assert (result.code, json.loads(result.out)["items"]) == (0, [])
    assert "nothing is left to study" in result.err


def test_depth_and_kind_narrow_a_list(tea: Run) -> None:
    assert names(tea("study", "oolong", "--depth", "0").out) == ["Oolong"]
    near = names(tea("study", "oolong", "--depth", "1").out)
    assert sorted(near) == ["Black tea", "Green tea", "Oolong", "Oxidation"]
    assert names(tea("study", "oolong", "--kind", "steps").out)[-1] == "Oxidation"
    assert "Oolong" not in names(tea("study", "oolong", "--kind", "step").out)


def test_by_rank_the_topic_comes_first(tea: Run) -> None:
    result = tea("study", "oolong", "--order", "rank")
    assert names(result.out)[0] == "Oolong"
    assert "the topic · rank 1" in result.out
    assert names(tea("study", "oolong").out)[0] != "Oolong"


@pytest.mark.parametrize("topic", ["steps", "step", "comes after", "follows"])
def test_a_kind_or_a_relation_is_a_topic(tea: Run, topic: str) -> None:
    assert names(tea("study", topic).out)[:2] == ["Picking", "Steaming"]


def test_all_lists_each_concept_once_in_chapters(kg: Run) -> None:
    data = json.loads(kg("study", "--all", "--json").out)
    ids = [item["id"] for item in data["items"]]
    assert len(ids) == len(set(ids)) == json.loads(kg("stats", "--json").out)["concepts"]
    chapters = list(dict.fromkeys(item["chapter"] for item in data["items"]))
    assert chapters[0] == "Business goal identification"
    assert [item["chapter"] for item in data["items"]] == sorted(
        (item["chapter"] for item in data["items"]), key=chapters.index
    )


def test_circles_are_reported_outside_the_list(kg: Run) -> None:
    result = kg("study", "jumpstart", "--json")
    assert (
        "SageMaker JumpStart, Pretrained models and Fine-tuning build on one another" in result.err
    )
    assert "circle" not in json.dumps(list(json.loads(result.out)))


def test_an_anki_package_and_a_sheet_are_written(tea: Run, tmp_path: Path) -> None:
    at = ("--now", "2026-11-24")
    assert tea("study", "oolong", "--format", "anki", "-o", "a.apkg", *at).code == 0
    assert tea("study", "oolong", "--format", "anki", "-o", "b.apkg", *at).code == 0
    assert (tmp_path / "a.apkg").read_bytes() == (tmp_path / "b.apkg").read_bytes()
    assert tea("study", "oolong", "--format", "html", "-o", "a.html").code == 0
    assert "<bdi>Oolong</bdi>" in (tmp_path / "a.html").read_text(encoding="utf-8")


PLAN = ("--plan", "--now", "2026-11-24", "--minutes", "6")


def test_a_plan_is_a_calendar(tea: Run) -> None:
    result = tea("study", "oolong", *PLAN, "--until", "2026-12-20")
    events = Calendar.from_ical(result.out).walk("VEVENT")
    days = [event.decoded("dtstart") for event in events]
    assert days[0] == date(2026, 11, 24)
    assert days == sorted(set(days))
    assert days[-1] <= date(2026, 12, 20)
    assert all("review" in str(event["summary"]) for event in events[3:])
    assert result == tea("study", "oolong", *PLAN, "--until", "2026-12-20", "--format", "ics")


def test_a_plan_fits_its_minutes_and_keeps_the_order(tea: Run) -> None:
    args = ("study", "oolong", *PLAN, "--until", "2026-12-20")
    plan = json.loads(tea(*args, "--json").out)
    assert all(day["minutes"] <= 6 for day in plan["days"])
    listed = json.loads(tea("study", "oolong", "--json").out)
    learnt = [one for day in plan["days"] for one in day["learn"]]
    assert learnt == [item["id"] for item in listed["items"]]
    met: set[str] = set()
    for day in plan["days"]:
        assert set(day["review"]) <= met
        met |= set(day["learn"])
    assert tea(*args, "--format", "text").out.count("learn ") == len(learnt)


@pytest.mark.parametrize(
    ("args", "message"),
    [
        pytest.param(["oolong", "--all"], "leave out the topic", id="topic-and-all"),
        pytest.param(["--all", "-n", "3"], "leave out -n", id="all-and-n"),
        pytest.param(["oolong", "--plan"], "needs both --plan and --until", id="no-until"),
        pytest.param(["oolong", "--until", "2026-12-01"], "needs both", id="no-plan"),
        pytest.param(["oolong", "--minutes", "9"], "--minutes is for a plan", id="minutes-alone"),
        pytest.param(
            ["oolong", "--plan", "--until", "soon"], "--until soon: not a date", id="until-soon"
        ),
        pytest.param(["oolong", "--now", "noon"], "--now noon: not a time", id="now"),
        pytest.param(
            ["oolong", "--now", "9999-12-31"], "the year must be from 1970 to 2900", id="now-far"
        ),
        pytest.param(
            ["oolong", *PLAN, "--until", "2026-11-01"],
            "a plan needs 1 to 3660 days",
            id="until-before",
        ),
        pytest.param(
            ["oolong", *PLAN, "--until", "2026-11-24"], "allow 13 minutes a day", id="does-not-fit"
        ),
        pytest.param(
            ["oolong", *PLAN, "--until", "2026-12-24", "--format", "csv"],
            "a plan can be ics, text or json, not csv",
            id="plan-csv",
        ),
        pytest.param(["oolong", "--format", "ics"], "add --plan", id="ics-alone"),
        pytest.param(["oolong", "--format", "anki"], "name it with -o", id="anki-nowhere"),
        pytest.param(["oolong", "--kind", "cake"], "unknown kind 'cake'", id="kind"),
        pytest.param(["oolong", "--profile", "../x"], "is not a valid profile name", id="profile"),
    ],
)
def test_contradicting_options_are_reported(tea: Run, args: list[str], message: str) -> None:
    result = tea("study", *args)
    assert (result.code, result.out) == (2, "")
    assert message in result.err


@pytest.mark.parametrize(
    ("library", "args", "extra"),
    [
        ("genanki", ["--format", "anki", "-o", "x.apkg"], "deckgraph[anki]"),
        ("icalendar", ["--plan", "--until", "2030-01-01", "--now", "2029-12-01"], "[calendar]"),
    ],
)
def test_a_missing_extra_is_named(
    tea: Run, monkeypatch: pytest.MonkeyPatch, library: str, args: list[str], extra: str
) -> None:
    monkeypatch.setitem(sys.modules, library, None)
    result = tea("study", "oolong", *args)
    assert (result.code, result.out) == (2, "")
    assert extra in result.err


def test_every_unknown_name_in_a_file_is_reported(tea: Run, tmp_path: Path) -> None:
    (tmp_path / "names.txt").write_text("oolong\nmatcha\nblak tee\nxyzzy\n", encoding="utf-8")
    result = tea("study", "oolong", "--known", "names.txt")
    assert (result.code, result.out) == (3, "")
    assert [line.split(":")[1] for line in result.err.splitlines()] == ["2", "4"]
    assert tea("study", "oolong", "--known", "xyzzy").code == 1


def test_background_stands_under_its_heading(kg: Run, tmp_path: Path) -> None:
    """It stands for the definition where the deck has none; the JSON has all of it."""
    folder = write_graph(tmp_path / "brews", BREWS)
    args = ("study", "mead", "--graph", folder)
    text = kg(*args).out
    assert (
        "   Beyond the deck: Honey and water left to ferment for weeks. The oldest drink.\n" in text
    )
    assert "Mead is suited to Winter (beyond the deck)" in text or (
        "Winter calls for Mead (beyond the deck)" in text
    )
    assert "Turin" not in kg("study", "espresso", "--graph", folder).out
    (espresso,) = (
        item
        for item in json.loads(kg("study", "espresso", "--graph", folder, "--json").out)["items"]
        if item["name"] == "Espresso"
    )
    assert espresso["background"] == "It was invented in Turin."
    assert "Turin" not in espresso["summary"]
