"""The public names of the package, and that none of them costs time until it is used."""

import subprocess
import sys
from pathlib import Path

import pytest

import kg

PUBLIC = """
    Answer Concept DataError Edge Graph Hit KgError NotFoundError OutputError Question Reason Store
    StudyList UsageError default_cache link load_graph make_question map_page open_store ready_next
    respond shipped_graph study_all study_list unlocked_by
"""


def test_public_names_are_these() -> None:
    assert sorted(kg.__all__) == sorted(["__version__", *PUBLIC.split()])
    assert sorted(kg._HOMES) == sorted(PUBLIC.split())


@pytest.mark.parametrize("name", kg._HOMES)
def test_a_public_name_comes_from_its_home(name: str) -> None:
    value = getattr(kg, name)
    assert value.__name__ == name
    assert value.__module__.startswith(kg._HOMES[name])


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'nonsense'"):
        _ = kg.nonsense


def _printed(code: str) -> str:
    """What a fresh interpreter prints by a piece of code."""
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        env={"PYTHONPATH": ":".join(p for p in sys.path if p)},
    )
    return done.stdout.strip()


HEAVY = {"networkx", "pyvis", "rich", "numpy", "typer", "jinja2", "fsrs", "filelock", "genanki"}


@pytest.mark.parametrize(
    "statement",
    [
        "assert kg.respond('which tool tunes hyperparameters', store).hits",
        "assert kg.study_list('how to evaluate a classifier', store).items",
        "assert kg.study_list('recall', store).items",
        "assert kg.ready_next(store)",
    ],
    ids=["ask", "study", "study-name", "next"],
)
def test_asking_and_studying_import_nothing_heavy(statement: str) -> None:
    code = (
        "import sys, kg\n"
        "with kg.open_store(kg.shipped_graph(), None) as store:\n"
        f"    {statement}\n"
        f"print(*sorted({HEAVY} & set(sys.modules)))"
    )
    assert _printed(code) == ""


def test_a_compiled_deck_is_opened_without_reading_it_out(tmp_path: Path) -> None:
    deck = tmp_path / "deck.tsv"
    deck.write_text("Osmosis\tOsmosis is a kind of diffusion.\nDiffusion\tA mixing of particles.\n")
    code = (
        "import pathlib, sys, kg\n"
        f"deck, cache = pathlib.Path({str(deck)!r}), pathlib.Path({str(tmp_path)!r})\n"
        "with kg.open_store(deck, cache) as store:\n"
        "    assert kg.respond('what is osmosis', store).hits\n"
        "print('kg.extract' in sys.modules)"
    )
    assert [_printed(code) for _ in range(2)] == [
        "True",
        "False",
    ]  # compiling the deck's graph does, opening it does not
