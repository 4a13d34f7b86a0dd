from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extract.card_reading import CardReading
from kg.extract.classify_card import read_card
from kg.model.deck import Card


def read(front: str, back: str = "", *, loose: bool = False) -> CardReading:
    return read_card(Card(1, front, back), loose=loose)


@pytest.mark.parametrize(
    ("front", "back", "role", "name"),
    [
        ("Sencha", "A green tea.", "term", "Sencha"),
        ("the capsid", "A coat.", "term", "capsid"),
        ("What is sencha?", "A green tea.", "term", "sencha"),
        ("What are the enzymes?", "Proteins.", "term", "enzymes"),
        ("Define osmosis", "Water moves.", "term", "osmosis"),
        ("What does the term osmosis mean?", "Water moves.", "term", "osmosis"),
        ("AMI stands for?", "Amazon Machine Image", "term", "Amazon Machine Image"),
        ("What does EMR stand for?", "Elastic MapReduce", "term", "Elastic MapReduce"),
        ("Which service labels data?", "Ground Truth", "answer", "Ground Truth"),
        ("Which tea is shaded?", "Gyokuro — for three weeks.", "answer", "Gyokuro"),
        ("Who wrote Emma?", "Jane Austen", "answer", "Jane Austen"),
        ("a protein coat that surrounds a virus", "capsid", "answer", "capsid"),
        ("Why is tea steamed?", "To stop it oxidising.", "question", "Why is tea steamed?"),
        (
            "What is the purpose of a kettle?",
            "Heat.",
            "question",
            "What is the purpose of a kettle?",
        ),
        ("How many cups?", "4", "question", "How many cups?"),
        ("Which port does HTTPS use?", "443", "question", "Which port does HTTPS use?"),
        ("Is tea hot?", "Yes", "question", "Is tea hot?"),
        ("When to use a kettle", "For tea.", "question", "When to use a kettle"),
        ("Sencha is a", "green tea.", "term", "Sencha"),
        ("Customers can use Amazon EMR to", "process data.", "term", "Amazon EMR"),
        ("Regression metric: R squared", "A fraction.", "term", "R squared"),
        ("All is well that ends well. So it is.", "", "statement", None),
    ],
)
def test_the_role_and_name_of_a_card(front: str, back: str, role: str, name: str | None) -> None:
    reading = read(front, back)
    assert reading.role == role
    assert reading.name == (front if name is None else name)


def test_abbreviations_are_aliases() -> None:
    assert read("AMI stands for?", "Amazon Machine Image").aliases == ("AMI",)
    assert read("mean squared error (MSE)", "An average.").aliases == ("MSE",)


def test_the_halves_of_a_broken_sentence_are_joined() -> None:
    reading = read("Sencha is a", "green tea. It is steamed.")
    assert reading.text == "Sencha is a green tea. It is steamed."


@pytest.mark.parametrize(
    ("front", "back", "pattern", "of", "items"),
    [
        ("Tea types", "- green\n- black", "types list", "Tea", ["green", "black"]),
        ("Weight Metrics", "- Recall\n- F1", "metrics list", "Weight", ["Recall", "F1"]),
        ("Two pillars of tea", "- Leaf\n- Water", "principles list", "tea", ["Leaf", "Water"]),
        ("Two payment options", "- Cash\n- Cheque", "options list", "payment", ["Cash", "Cheque"]),
        ("What are the stages of mitosis?", "Prophase, metaphase, anaphase and telophase",
         "stages list", "mitosis", ["Prophase", "metaphase", "anaphase", "telophase"]),
        ("ACID", "- Atomic\n- Durable", "plain list", "ACID", ["Atomic", "Durable"]),
    ],
)  # fmt: skip
def test_lists_have_a_heading_and_items(
    front: str, back: str, pattern: str, of: str, items: list[str]
) -> None:
    reading = read(front, back)
    assert reading.heading is not None
    assert (reading.heading.name, reading.belongs_to) == (pattern, of)
    assert [item.name for item in reading.items] == items


def test_items_have_definitions_and_parts() -> None:
    first, second = read(
        "Tea life cycle", "- Growing (planting, pruning)\n- Drying: in the sun"
    ).items
    assert (first.name, first.parts) == ("Growing", ("planting", "pruning"))
    assert (second.name, second.text) == ("Drying", "in the sun")


def test_sentences_and_single_items_are_not_lists() -> None:
    assert not read("Sencha", "A tea, green, and not black at all since it is steamed.").items
    assert not read("Sencha", "- only one").items


def test_a_question_may_compare_names() -> None:
    reading = read("What is the difference between white tea and green tea?", "Steam.")
    assert reading.compared == ("white tea", "green tea")


def test_a_long_front_gives_a_short_name_and_the_whole_text() -> None:
    front = f"{'Once upon a time there was a teapot. ' * 8}Which one?"
    reading = read(front, "The blue one, of course it was.")
    assert len(reading.name) < 160
    assert front in reading.text


@given(st.text(max_size=120), st.text(max_size=120), st.booleans())
def test_any_card_has_a_role(front: str, back: str, loose: bool) -> None:
    reading = read(front or "x", back, loose=loose)
    assert reading.role in ("term", "answer", "question", "statement")
