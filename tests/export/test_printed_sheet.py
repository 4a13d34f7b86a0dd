from __future__ import annotations

from kg.export.printed_sheet import as_sheet
from kg.learn.study import study_all
from tests.samples import grounded_store


def test_a_sheet_has_background_in_a_paragraph_of_its_own_after_the_summary() -> None:
    with grounded_store() as store:
        sheet = as_sheet(study_all(store))
    entry = sheet.split("<bdi>Tea</bdi>", 1)[1].split("</li>", 1)[0]
    parts = [
        '<p dir="auto">A drink of leaves. It is hot.</p>',
        "from 0 to 100 °C; caffeine up to 50 mg; lower is better</p>",
        "Deck lines 1–2.</p>",
        '<div class="beyond"><b>Beyond the deck</b><p dir="auto">It crossed the ocean.</p></div>',
    ]
    assert sorted(parts, key=entry.index) == parts
    assert "zebra" not in sheet
    assert sheet.count("Beyond the deck") == sheet.count("ocean") == 2


def test_a_concept_beyond_the_deck_has_no_paragraph_of_the_deck() -> None:
    with grounded_store() as store:
        sheet = as_sheet(study_all(store))
    entry = sheet.split("<bdi>Powder</bdi>", 1)[1].split("</li>", 1)[0]
    assert entry.count("<p ") == 2  # why it is here, and its background
