"""The public names of the package, and that none of them costs time until it is used."""

import subprocess
import sys

import pytest

import kg

PUBLIC = """
    Answer Concept DataError Edge Graph Hit KgError NotFoundError OutputError Reason Store
    StudyList UsageError default_cache find load_graph map_page open_store respond shipped_graph
    study_list
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


def test_asking_imports_nothing_heavy() -> None:
    code = (
        "import sys, kg\n"
        "with kg.open_store(kg.shipped_graph(), None) as store:\n"
        "    assert kg.respond('which tool tunes hyperparameters', store).hits\n"
        "print(*sorted({'networkx', 'pyvis', 'rich', 'numpy', 'typer'} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        env={"PYTHONPATH": ":".join(p for p in sys.path if p)},
    )
    assert done.stdout.strip() == ""
