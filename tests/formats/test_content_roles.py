"""Tests of `kg.formats.tables.content_roles`: which columns are front, back and tags."""

from __future__ import annotations

import pytest

from kg.formats.tables.content_roles import find_roles

ROWS = range(1, 6)


@pytest.mark.parametrize(
    ("column", "is_text"),
    [
        ([f"{n}" for n in ROWS], False),
        ([f"{n}." for n in ROWS], False),
        (["1914", "1945", "1789", "1066", "1492"], True),
        ([f"0f8e7d6c5b4a3f2e{n}" for n in ROWS], False),
        (["y", "", "n", "y", ""], False),
        ([f"https://e.org/{n}" for n in ROWS], False),
        (["2024-01-01"] * 5, False),
        ([f"a{n}.png" for n in ROWS], False),
        (["tea", "cup", "pot", "tray", "leaf"], True),
    ],
)
def test_a_column_that_says_nothing_is_no_front(column: list[str], *, is_text: bool) -> None:
    rows = [[cell, f"term {n}", f"meaning {n}"] for n, cell in enumerate(column)]
    roles = find_roles(["", "", ""], rows)
    assert (roles.front, roles.back) == ((0, 1) if is_text else (1, 2))


def test_usual_names_go_before_content() -> None:
    rows = [["1", f"an oven {n}", f"kiln {n}"] for n in ROWS]
    roles = find_roles(["nr", "Antwort", "Frage"], rows)
    assert (roles.front, roles.back, roles.ignored) == (2, 1, (0,))


def test_short_texts_that_recur_are_tags() -> None:
    rows = [[f"term {n}", f"meaning {n}", "wet" if n % 2 else "dry"] for n in range(6)]
    assert find_roles(["", "", ""], rows).tags == 2
    rows = [[f"term {n}", f"meaning {n}", f"a longer remark {n}"] for n in range(6)]
    assert find_roles(["", "", ""], rows).tags is None


def test_a_column_of_topics_is_no_front() -> None:
    rows = [[str(n), "Clay", f"a text {n}", f"name {n}"] for n in range(1, 10)]
    roles = find_roles(["id", "theme", "explanation", "image"], rows)
    assert (roles.front, roles.back, roles.deck) == (2, 3, 1)
