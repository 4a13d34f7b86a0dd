from __future__ import annotations

import pytest

from tests.extract.decks import edges_of, propose


@pytest.mark.parametrize(
    ("text", "name", "is_mentioned"),
    [
        ("Fine-tune it.", "tune", False),
        ("A predicted value.", "prediction", False),
        ("The Port of Denmark Strait.", "Denmark", False),
        ("In Denmark it rains.", "Denmark", True),
        ("It controls the flow.", "controller", False),
        ("The controllers agree.", "controller", True),
        ("Training takes long.", "train", True),
        ("An API of ours.", "API", True),
        ("An api of ours.", "API", False),
        ("The @Route method.", "@Route", True),
        ("En route to it.", "@Route", False),
    ],
)
def test_names_are_found_in_texts(text: str, name: str, is_mentioned: bool) -> None:
    edges = edges_of(propose((name, "x"), ("Subject of all", text)))
    assert (f"Subject of all mentions {name}" in edges) is is_mentioned
