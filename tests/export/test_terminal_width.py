from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.export.terminal import printable
from kg.export.terminal_width import cell_width, wrap_cells

WORDS = st.sampled_from(["a", "word", "unbreakably-long-word", "機械学習", "e\u0301le\u0301", "🦊"])
TEXT = st.lists(WORDS).map(" ".join) | st.text().map(printable)


@given(TEXT, st.integers(2, 30))
def test_lines_fit_and_keep_all_text(text: str, width: int) -> None:
    lines = list(wrap_cells(text, width))
    assert all(lines)
    assert max(map(cell_width, lines), default=0) <= width
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")


@given(st.lists(st.sampled_from(["a", "bb", "ccc"]), min_size=1), st.integers(3, 12))
def test_lines_are_as_full_as_possible(words: list[str], width: int) -> None:
    lines = list(wrap_cells(" ".join(words), width))
    assert " ".join(lines).split() == words
    for line, following in itertools.pairwise(lines):
        assert len(line) + 1 + len(following.split()[0]) > width


@pytest.mark.parametrize(
    ("text", "size"), [("", 0), ("abc", 3), ("機械", 4), ("e\u0301", 1), ("ﬁ", 1), ("🦊", 2)]
)
def test_width_in_cells(text: str, size: int) -> None:
    assert cell_width(text) == size
