from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.linking.near_duplicates import MIN_COMPARED_CHARS, near_duplicates
from kg.text.normal_forms import normalise
from tests.linking.oracles import edits


@pytest.mark.parametrize(
    ("one", "other", "is_near"),
    [
        pytest.param("Oxidation", "Oxidaton", True, id="letter lost"),
        pytest.param("Oxidation", "Oxidaiton", True, id="letters swapped"),
        pytest.param("Feature store", "Featurestore", True, id="space lost"),
        pytest.param("Oxidation", "OXIDATION", False, id="the same when normalised"),
        pytest.param("Oxidation", "Reduction", False, id="other words"),
        pytest.param("sales tax", "sale tax", False, id="both real words"),
        pytest.param("Version 1.0", "Version 2.0", False, id="another number"),
        pytest.param("Vitamin A", "Vitamin B", False, id="another letter"),
        pytest.param("Salpe", "Salpa", False, id="short"),
    ],
)
def test_near_duplicates(one: str, other: str, is_near: bool) -> None:
    assert near_duplicates([one, "Something else", other]) == ([(0, 2)] if is_near else [])


@given(st.lists(st.text("zqx ", min_size=5, max_size=9), max_size=6))
def test_near_duplicates_are_one_edit_apart(names: list[str]) -> None:
    norms = list(map(normalise, names))
    found = near_duplicates(names)
    assert found == sorted(set(found))
    for one, other in found:
        assert one < other
        assert edits(norms[one], norms[other]) == 1
        assert max(len(norms[one]), len(norms[other])) >= MIN_COMPARED_CHARS
