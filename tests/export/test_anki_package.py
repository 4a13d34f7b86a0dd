from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from anki.collection import Collection, ImportAnkiPackageOptions, ImportAnkiPackageRequest

from kg.export.anki_notes import make_note_types
from kg.export.anki_package import as_package
from kg.learn.study import StudyList, study_all, study_list
from kg.store import Store
from tests.samples import CANARY, grounded_store, hostile_store, make_store

NOW = datetime(2026, 11, 24, tzinfo=UTC)


class Anki:
    """A real collection of Anki's."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.collection = Collection(str(folder / "collection.anki2"))

    def take(self, package: bytes) -> tuple[int, int, int]:
        """Import a package; how many notes were new, updated and left as they were."""
        file = self.folder / "x.apkg"
        file.write_bytes(package)
        request = ImportAnkiPackageRequest(
            package_path=str(file), options=ImportAnkiPackageOptions(with_scheduling=False)
        )
        log = self.collection.import_anki_package(request).log
        return len(log.new), len(log.updated), len(log.duplicate)

    def notes(self, kind: str = "") -> list[dict[str, str]]:
        """The notes of a type, as fields by name."""
        query = f'"note:deckgraph {kind}"' if kind else ""
        found = [self.collection.get_note(n) for n in sorted(self.collection.find_notes(query))]
        return [dict(note.items()) for note in found]


def names_of_deck(listed: StudyList) -> list[str]:
    """The names of a list's concepts, without those that are wholly beyond the deck."""
    concepts = [item.concept for item in listed.items]
    return [concept.name for concept in concepts if not concept.is_beyond_deck]


@pytest.fixture
def anki(tmp_path: Path) -> Iterator[Anki]:
    found = Anki(tmp_path)
    yield found
    found.collection.close()


def test_anki_imports_a_package_again_without_duplicates(anki: Anki, store: Store) -> None:
    listed = study_list("metrics", store)
    package = as_package(listed, store, NOW)
    new, updated, same = anki.take(package)
    notes = anki.collection.note_count()
    assert (new, updated, same) == (notes, 0, 0)
    terms, questions, clozes = (anki.notes(kind) for kind in ("term", "question", "cloze"))
    assert [note["Name"] for note in terms] == names_of_deck(listed)
    assert len(terms) + len(questions) + len(clozes) == notes
    # A term is asked both ways, a question once, a cloze once a gap.
    gaps = sum(note["Text"].count("{{c") for note in clozes)
    assert anki.collection.card_count() == 2 * len(terms) + len(questions) + gaps
    assert anki.take(package) == (0, 0, notes)
    assert anki.take(as_package(listed, store, NOW + timedelta(days=1)))[0] == 0
    assert anki.collection.note_count() == notes


def test_new_cards_come_in_learning_order(anki: Anki, store: Store) -> None:
    listed = study_list("metrics", store)
    anki.take(as_package(listed, store, NOW))
    cards = [anki.collection.get_card(n) for n in anki.collection.find_cards("is:new")]
    cards = [card for card in cards if card.note_type()["name"] == "deckgraph term"]
    cards.sort(key=lambda card: card.due)
    names = list(dict.fromkeys(card.note()["Name"] for card in cards))
    assert names == names_of_deck(listed)


def test_a_note_is_the_same_in_every_list(anki: Anki, store: Store) -> None:
    anki.take(as_package(study_list("recall", store), store, NOW))
    before = {note["Name"]: note for note in anki.notes("term")}
    anki.take(as_package(study_list("precision", store), store, NOW + timedelta(days=1)))
    after = {note["Name"]: note for note in anki.notes("term")}
    assert before.items() <= after.items()


def test_lists_of_the_same_graph_share_a_deck(anki: Anki, store: Store) -> None:
    anki.take(as_package(study_list("recall", store), store, NOW))
    before = anki.collection.note_count()
    new, _, same = anki.take(as_package(study_list("precision", store), store, NOW))
    assert same > 0
    assert anki.collection.note_count() == before + new
    decks = [deck.name for deck in anki.collection.decks.all_names_and_ids()]
    assert "Developing Machine Learning Solutions" in decks
    assert len(decks) == 2  # beside Anki's own


def test_a_changed_card_is_updated(anki: Anki) -> None:
    for n, summary in enumerate(("Before.", "After.")):
        with make_store(["Tea"], summaries={"Tea": summary}) as store:
            listed = study_list("tea", store)
            counts = anki.take(as_package(listed, store, NOW + timedelta(days=n)))
    assert counts == (0, 1, 0)
    assert [note["Meaning"] for note in anki.notes("term")] == ["After."]


def test_the_whole_deck_has_cards_and_tags(anki: Anki, store: Store) -> None:
    anki.take(as_package(study_all(store), store, NOW))
    assert len(anki.notes("term")) == len(names_of_deck(study_all(store)))
    metrics = anki.collection.find_notes('tag:kind::metric "note:deckgraph term"')
    assert len(metrics) == store.count_kinds()["metric"]
    staged = anki.collection.find_notes('tag:stage::Model-monitoring "note:deckgraph term"')
    assert len(staged) >= 3
    assert not anki.collection.find_cards("is:suspended")


@pytest.fixture
def grounded(anki: Anki) -> Anki:
    """A collection with the cards of a graph that has all kinds of statement."""
    with grounded_store() as store:
        anki.take(as_package(study_all(store), store, NOW))
    return anki


def test_a_term_has_its_background_apart_from_its_meaning(grounded: Anki) -> None:
    terms = {note["Name"]: note for note in grounded.notes("term")}
    assert terms["Tea"]["Meaning"] == (
        "A drink of leaves. It is hot. (also chai)"
        " From 0 to 100 °C; caffeine up to 50 mg; lower is better."
    )
    assert terms["Tea"]["Why"] == (
        "Builds on Drink and Winter; Deck lines 1-2<br><br>"
        "Note&#58; The card breaks off after leaves."
        "<br><br><b>Beyond the deck</b><br>It crossed the ocean."
    )
    assert terms["Snow"]["Why"] == "Deck line 6"


def test_no_card_asks_for_what_is_beyond_the_deck(grounded: Anki) -> None:
    assert "Powder" not in {note["Name"] for note in grounded.notes("term")}
    for note in grounded.notes():
        for name, text in note.items():
            assert "zebra" not in text
            assert "Powder" not in text
            assert name == "Why" or "ocean" not in text


def test_questions_and_gaps_say_how_far_an_edge_holds(grounded: Anki) -> None:
    answers = {note["Question"]: note["Answer"] for note in grounded.notes("question")}
    assert answers["Which drink kind of Drink?"] == "Tea and Matcha"
    assert answers["Which drink fits Winter?"] == "Tea (ideal; when&#58; Snow)"
    texts = [note["Text"] for note in grounded.notes("cloze")]
    assert any("Tea fits {{c2::Winter (ideal; when&#58; Snow)}}" in text for text in texts)


def test_note_types_have_the_fields_that_imported_decks_have() -> None:
    types = make_note_types()
    fields = [
        [field["name"] for field in model.fields]
        for model in (types.term, types.question, types.cloze)
    ]
    assert fields == [
        ["Name", "Kind", "Meaning", "Asked", "Why"],
        ["Question", "Answer", "Why"],
        ["Text", "Why"],
    ]


def test_no_card_of_a_hostile_graph_has_markup_of_its_own(anki: Anki) -> None:
    with hostile_store() as store:
        anki.take(as_package(study_all(store), store, NOW))
    notes = anki.notes()
    assert notes
    for note in notes:
        for text in note.values():
            assert "<script" not in text
            assert "<img" not in text
            assert "[sound:" not in text
            assert "<" not in text.replace("<br>", "")
    for identifier in anki.collection.find_cards(""):
        card = anki.collection.get_card(identifier)
        shown = card.question() + card.answer()
        assert f"<script>{CANARY}" not in shown
        assert not card.question_av_tags()
        assert not card.answer_av_tags()


def test_braces_and_colons_do_not_break_gaps(anki: Anki) -> None:
    names = ["A}} x", "{{c9::B}}", "C::D"]
    with make_store(names, [(names[0], "has", names[1]), (names[1], "has", names[2])]) as store:
        anki.take(as_package(study_all(store), store, NOW))
    cards = [
        anki.collection.get_card(n) for n in anki.collection.find_cards("note:deckgraph*cloze")
    ]
    assert len(cards) == 2
    assert all(card.ord == 0 for card in cards)


def test_the_same_list_and_time_give_the_same_bytes(store: Store) -> None:
    listed = study_list("bias", store)
    assert as_package(listed, store, NOW) == as_package(listed, store, NOW)
