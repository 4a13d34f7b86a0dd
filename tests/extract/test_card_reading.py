from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extract.card_reading import Reading
from kg.extract.classify_card import read_card
from kg.extract.concept_names import clean_name, is_name, key_of, split_aliases, split_run
from kg.model.deck import Card


def read(front: str, back: str = "", *, loose: bool = False) -> Reading:
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
def test_fronts(front: str, back: str, role: str, name: str | None) -> None:
    reading = read(front, back)
    assert reading.role == role
    assert reading.name == (front if name is None else name)


def test_what_a_term_is_short_for_is_its_alias() -> None:
    assert read("AMI stands for?", "Amazon Machine Image").aliases == ("AMI",)
    assert read("mean squared error (MSE)", "An average.").aliases == ("MSE",)


def test_a_broken_sentence_is_joined() -> None:
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
def test_lists(front: str, back: str, pattern: str, of: str, items: list[str]) -> None:
    reading = read(front, back)
    assert reading.heading is not None
    assert (reading.heading.name, reading.of) == (pattern, of)
    assert [item.name for item in reading.items] == items


def test_items_with_definitions_and_parts() -> None:
    first, second = read(
        "Tea life cycle", "- Growing (planting, pruning)\n- Drying: in the sun"
    ).items
    assert (first.name, first.inner) == ("Growing", ("planting", "pruning"))
    assert (second.name, second.text) == ("Drying", "in the sun")


def test_what_is_no_list() -> None:
    assert not read("Sencha", "A tea, green, and not black at all since it is steamed.").items
    assert not read("Sencha", "- only one").items


def test_compared_names() -> None:
    reading = read("What is the difference between white tea and green tea?", "Steam.")
    assert reading.compared == ("white tea", "green tea")


def test_long_fronts_keep_their_whole_text() -> None:
    front = f"{'Once upon a time there was a teapot. ' * 8}Which one?"
    reading = read(front, "The blue one, of course it was.")
    assert len(reading.name) < 160
    assert front in reading.text


# Names


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Sencha", True),
        ("it", False),
        ("yes", False),
        ("42", False),
        ("Sencha is", False),
        ("One. Two", False),
        ("Is it? It is", False),
        ("Dr. No", True),
        ("St. Petersburg", True),
        ("U.S. Navy", True),
        ("Batman vs. Superman", True),
        ("a b c d e f g h i", False),
        ("", False),
        ("!?", False),
    ],
)
def test_is_name(text: str, expected: bool) -> None:
    assert is_name(text) is expected


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("hyper-parameters", "Hyper Parameter"),
        ("pre-processing", "preprocessing"),
        ("Cities", "city"),
        ("buses", "buse"),
        ("The Café", "the cafe"),
    ],
)
def test_spellings_of_one_name(one: str, other: str) -> None:
    assert key_of(one) == key_of(other)


def test_spellings_of_two_names() -> None:
    assert key_of("bus") != key_of("bu")
    assert key_of("virus") != key_of("viru")
    assert key_of("C++") != key_of("C")


@given(st.text(max_size=60))
def test_cleaning_a_name_twice_changes_nothing(text: str) -> None:
    assert clean_name(clean_name(text)) == clean_name(text)
    name, aliases = split_aliases(text)
    assert isinstance(name, str)
    assert all(isinstance(alias, str) for alias in aliases)


@given(st.text(max_size=120), st.text(max_size=120), st.booleans())
def test_any_card_reads_as_something(front: str, back: str, loose: bool) -> None:
    reading = read(front or "x", back, loose=loose)
    assert reading.role in ("term", "answer", "question", "statement")


@given(st.lists(st.sampled_from("alpha beta gamma delta".split()), min_size=2, max_size=4))
def test_runs_of_names_come_apart(names: list[str]) -> None:
    assert list(split_run(f"{', '.join(names[:-1])}, and {names[-1]}")) == names
