from __future__ import annotations

import json
from pathlib import Path

from tests.cli.conftest import Run
from tests.conftest import write_graph
from tests.learn.brews import BREWS


def test_next_lists_concepts_whose_prerequisites_are_known(tea: Run) -> None:
    result = tea("next")
    assert result.out.splitlines()[0] == "Picking (step, 1 min)"
    assert "unlocks Steaming and Withering · leads to 6 concepts" in result.out
    after = json.loads(tea("next", "--known", "picking", "--json").out)
    assert [one["name"] for one in after] == ["Withering", "Steaming", "Café crème"]
    assert after[0]["builds_on"] == ["Picking"]
    assert after[0]["unlocks"] == ["Oxidation"]
    assert list(after[0]) == [
        *["id", "name", "kind", "builds_on", "unlocks", "leads_to", "circle", "summary"],
        *["background", "source", "minutes"],
    ]


def test_next_uses_progress_and_reports_how_many_more_there_are(tea: Run) -> None:
    tea("known", "add", "picking")
    result = tea("next", "-n", "1")
    assert result.out.splitlines()[0] == "Withering (step, 2 min)"
    assert "2 more are ready; -n 3 shows all" in result.err
    assert tea("next", "--profile", "other").out.startswith("Picking")


def test_next_is_empty_when_all_is_known(tea: Run) -> None:
    everything = [item["name"] for item in json.loads(tea("study", "--all", "--json").out)["items"]]
    result = tea("next", "--known", ",".join(everything))
    assert (result.code, result.out) == (0, "")
    assert "you know every concept of this graph" in result.err


def test_background_stands_under_its_heading(kg: Run, tmp_path: Path) -> None:
    folder = write_graph(tmp_path / "brews", BREWS)
    text = kg("next", "-n", "99", "--graph", folder).out
    assert "   Beyond the deck: A fungus that eats sugar.\n" in text
    assert "Honey" not in text  # mead builds on yeast
    ready = json.loads(kg("next", "-n", "99", "--graph", folder, "--json").out)
    (yeast,) = (one for one in ready if one["name"] == "Yeast")
    assert (yeast["summary"], yeast["background"]) == ("", "A fungus that eats sugar.")
