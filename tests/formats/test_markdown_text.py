from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.formats.markup.markdown_text import from_markdown
from kg.formats.markup.plain_text import PlainText, tidy


@pytest.mark.parametrize(
    ("source", "text", "links"),
    [
        ("See [[Tea|the tea]].", "See the tea.", ["Tea"]),
        ("Use `[[ $a == $b ]]`.", "Use [[ $a == $b ]].", []),
        ("```\nif [[ -f x ]]\n```\n[[Tea]]", "if [[ -f x ]]\nTea", ["Tea"]),
        ("&#xE000;5&#xE001;", "", []),
        ("$a_i$ *x*", "$a_i$ x", []),
    ],
)
def test_text_and_links_of_markdown(source: str, text: str, links: list[str]) -> None:
    found = from_markdown(source)
    assert found.text == text
    assert [link.object for link in found.links] == links


@given(st.text(max_size=200))
def test_any_text_can_be_read_as_markdown(source: str) -> None:
    found = from_markdown(source)
    assert isinstance(found, PlainText)
    assert found.text == tidy(found.text)
