from pathlib import Path

import pytest
from rapidfuzz.distance import OSA  # noqa: TID251 - the oracle of what one edit is

from tests.bench.misspell import (
    EDITS,
    NEIGHBOURS,
    edited,
    edited_twice,
    read_misspellings,
    really_misspelt,
)


@pytest.mark.parametrize("edit", EDITS)
def test_an_edit_is_one_edit_and_always_the_same(edit: str) -> None:
    text = "Mean squared error"
    made = {edited(text, edit, str(seed)) for seed in range(40)}
    assert len(made) > 1
    for changed in made:
        assert changed is not None
        assert OSA.distance(text, changed) == 1
    assert edited(text, edit, "1") == edited(text, edit, "1")


def test_no_place_for_an_edit() -> None:
    assert edited("Recall", "dropped space", "1") is None
    assert edited("42", "deletion", "1") is None
    assert edited("aa", "transposition", "1") is None


def test_two_edits() -> None:
    made = [edited_twice("Mean squared error", str(seed)) for seed in range(40)]
    distances = [OSA.distance("Mean squared error", text) for text in made if text]
    assert max(distances) == 2
    assert distances.count(2) > 30


def test_neighbours_lie_side_by_side() -> None:
    assert set(NEIGHBOURS["s"]) == set("weadzx")
    assert all(c in NEIGHBOURS[d] for c, near in NEIGHBOURS.items() for d in near)


def test_real_misspellings(tmp_path: Path) -> None:
    file = tmp_path / "list"
    file.write_text("recal->recall\nacuracy->accuracy\nteh->the, ten\nerorr->error\neror->error\n")
    wrong_of = read_misspellings(file)
    assert wrong_of == {"accuracy": ["acuracy"], "error": ["eror", "erorr"], "recall": ["recal"]}
    assert really_misspelt("Recall error", wrong_of) == [
        "recal error",
        "Recall eror",
        "Recall erorr",
    ]
