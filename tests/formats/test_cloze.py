from __future__ import annotations

import pytest

from kg.formats.markup.cloze import count_cloze_cards, fill_blanks, has_blanks


@pytest.mark.parametrize(
    ("source", "text", "blanks", "cards"),
    [
        ("{{c1::tea}} is {{c2::hot::how}}", "tea is hot", ("tea", "hot"), 2),
        ("{{c1::a {{c2::b}}}}", "a b", ("b", "a b"), 2),
        ("{{csrf_token}} and {{count}}", "{{csrf_token}} and {{count}}", (), 0),
        ("{{c1::image-occlusion:rect:left=.1}}", "", (), 1),
    ],
)
def test_clozes_are_filled_and_counted(
    source: str, text: str, blanks: tuple[str, ...], cards: int
) -> None:
    assert fill_blanks(source) == (text, blanks)
    assert count_cloze_cards(source) == cards
    assert has_blanks(source) is (cards > 0)
