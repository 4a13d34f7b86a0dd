from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import DataError
from kg.formats.markdown.notes import read, read_note, recognises
from kg.formats.registry import find_format
from kg.model.deck import Deck


def deck(folder: Path, text: str) -> Deck:
    file = folder / "notes.md"
    file.write_text(text, encoding="utf-8")
    assert recognises(text.encode())
    return read(file)


TWO = [("What is sencha?", "A green tea."), ("What is oolong?", "Half oxidised.")]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(
            "Q: What is sencha?\nA: A green tea.\n\nQ: What is oolong?\nA: Half oxidised.\n",
            id="q and a",
        ),
        pytest.param(
            "**Q:** What is sencha?\n**A:** A green tea.\n\n**Q:** What is oolong?\n"
            "**A:** Half oxidised.\n",
            id="bold q and a",
        ),
        pytest.param(
            "- **What is sencha?** :: A green tea.\n<!--SR:!2025-11-03,180,264-->\n"
            "What is oolong?::Half oxidised.\n",
            id="colons",
        ),
        pytest.param(
            "What is sencha?\n?\nA green tea.\n\nWhat is oolong?\n?\nHalf oxidised.\n\nMore prose.",
            id="question marks",
        ),
        pytest.param(
            "| Front | Back |\n|---|---|\n| What is sencha? | A green tea. |\n"
            "| What is oolong? | Half oxidised. |\n",
            id="a table",
        ),
        pytest.param(
            "---\ncard_id: a\n---\nWhat is **sencha**?\n---\nA green tea.\n---\ncard_id: b\n---\n"
            "What is oolong?\n---\nHalf oxidised.\n",
            id="mochi",
        ),
        pytest.param(
            "# Tea\n\n## What is sencha?\n\nA *green* tea.\n\n"
            "## What is oolong?\n\nHalf oxidised.\n",
            id="headings",
        ),
        pytest.param(
            "What is sencha?\n: A green tea.\n\nWhat is oolong?\n: Half oxidised.\n",
            id="definition lists",
        ),
        pytest.param(
            "What is sencha? : A green tea. ⚡️\nWhat is oolong? : Half oxidised. #flashcard\n",
            id="neuracache",
        ),
        pytest.param(
            "- **What is sencha?**: A green tea.\n- **What is oolong?** — Half oxidised.\n",
            id="bold terms",
        ),
    ],
)
def test_forms_of_the_same_two_cards(tmp_path: Path, text: str) -> None:
    assert [(card.front, card.back) for card in deck(tmp_path, text).cards] == TWO


def test_cards_have_lines_trails_and_tags(tmp_path: Path) -> None:
    found = deck(
        tmp_path,
        "# Tea\n#flashcards/Drinks/Hot\n\n## Green\n\nSencha::steamed #japan\n\n"
        "Matcha\n?\n- ground\n- whisked\n\nend\n",
    )
    first, second = found.cards
    assert found.title == "Tea"
    assert (first.first, first.last, first.trail) == (6, 6, ("Tea", "Green"))
    assert first.tags == ("Drinks/Hot",)
    assert (second.first, second.last, second.back) == (8, 11, "- ground\n- whisked")


def test_three_colons_make_a_card_that_is_asked_both_ways(tmp_path: Path) -> None:
    assert deck(tmp_path, "Sencha ::: a green tea\n").questions == 2


@pytest.mark.parametrize(
    ("text", "front", "blanks"),
    [
        ("C: The [capsid] of a [virus].\n", "The capsid of a virus.", ("capsid", "virus")),
        ("# T\nThe {{c1::capsid}} of it\n", "The capsid of it", ("capsid",)),
        ("#flashcards\n\nThe ==capsid== of it :: x\n", "The ==capsid== of it", ()),
        ("#flashcards\n# T\nThe ==capsid== of it\n", "The capsid of it", ("capsid",)),
    ],
)
def test_blanks_of_clozes(tmp_path: Path, text: str, front: str, blanks: tuple[str, ...]) -> None:
    (card,) = deck(tmp_path, text).cards
    assert (card.front, card.blanks) == (front, blanks)


@pytest.mark.parametrize(
    "line",
    ["std::vector<int> x;", "`a :: b` is code", "relation:: [[Target]]", "see https://a.b::8080/"],
)
def test_colons_in_code_fields_and_addresses_make_no_card(line: str) -> None:
    assert read_note(f"# T\n\nSome prose.\n{line}\n", "a.md").cards[0].front == "T"


def test_fenced_code_is_text(tmp_path: Path) -> None:
    (card,) = deck(tmp_path, "## Loop\n\n```python\na :: b\n# no heading\n```\n").cards
    assert card.front == "Loop"
    assert "# no heading" in card.back


def test_fields_with_links_give_relations() -> None:
    note = read_note("made-by:: [[Steaming]], [[Drying]]\n\nSee [[Tea|teas]].\n", "a.md")
    assert [(link.relation, link.object) for link in note.links] == [
        ("made-by", "Steaming"),
        ("made-by", "Drying"),
        ("", "Tea"),
    ]


@pytest.mark.parametrize(
    ("name", "cards"),
    [
        ("h2_databases_botre.md", 38),
        ("mochi_optimizers.md", 67),
        ("neuracache_example.md", 7),
        ("obsidian_hci_doublecolon.md", 174),
        ("qa_statistics_cocosberlucens.md", 20),
        ("table_aws_devendar.md", 76),
    ],
)
def test_real_decks_are_read_whole(test_data: Path, name: str, cards: int) -> None:
    found = read(test_data / "decks" / name)
    assert len(found.cards) == cards
    assert all(card.front for card in found.cards)


@pytest.mark.parametrize(
    ("text", "code", "word"),
    [
        pytest.param("---\na: &x 1\nb: *x\n---\n# T\n", "E505", "anchor", id="an anchor"),
        pytest.param("---\na: !!python/object:os.system x\n---\n", "E505", "tag", id="a tag"),
        pytest.param(f"---\na: {'x' * 70_000}\n---\n# T\n", "E505", "front matter", id="long"),
        pytest.param("x" * 50_000_000, "E507", "characters", id="one line of 50 MB"),
    ],
)
def test_hostile_notes_are_refused(tmp_path: Path, text: str, code: str, word: str) -> None:
    file = tmp_path / "notes.md"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(DataError) as caught:
        read(file)
    (finding,) = caught.value.findings
    assert (finding.path, finding.code) == (str(file), code)
    assert word in finding.message


def test_front_matter_that_is_not_yaml_is_ignored(tmp_path: Path) -> None:
    found = deck(tmp_path, '---\nname = "Statistics"\n---\n\nQ: a?\nA: b\n')
    assert [(card.front, card.first) for card in found.cards] == [("a?", 5)]


text = st.text(st.sampled_from("abQA:?#|-=*_ \n$`[]{}\t>.⚡1\\"), max_size=200)


@given(text)
def test_any_text_is_read_and_every_card_has_lines(source: str) -> None:
    note = read_note(source, "a.md")
    lines = source.count("\n") + 1
    assert [card.number for card in note.cards] == list(range(1, len(note.cards) + 1))
    assert all(1 <= card.first <= card.last <= lines for card in note.cards)
    assert read_note(source, "a.md") == note


@pytest.mark.parametrize(
    ("text", "cards"),
    [
        ("kanji:: character\n\nkana ::syllable\n", [("kanji", "character"), ("kana", "syllable")]),
        ("ser::to be (permanent)\n", [("ser", "to be (permanent)")]),
        ("haber::to have <!--SR:!2024-01-01,3,250-->\n", [("haber", "to have")]),
        ("Foo::bar :: a static call\n", [("Foo::bar", "a static call")]),
        ("a :: b\n\nuse std::sort(a) here\n", [("a", "b")]),
        ("Q: What is printed?\n```\n# say hi\n---\n```\nA: hi\n\nQ: next?\nA: yes\n",
         [("What is printed?\n# say hi\n---", "hi"), ("next?", "yes")]),
        ("Q: How?\nA:\n```\n# list\nls\n```\n\nQ: next?\nA: yes\n",
         [("How?", "# list\nls"), ("next?", "yes")]),
        ("How?\n?\n```\n# define\n\nx = 1\n```\n\nNext\n?\nyes\n",
         [("How?", "# define\nx = 1"), ("Next", "yes")]),
        ("- Q: What is tort?\n  A: A wrong.\n- Q: And mens rea?\n  A: A mind.\n",
         [("What is tort?", "A wrong."), ("And mens rea?", "A mind.")]),
        ("**Q: What is entropy?**\nA: Disorder\n", [("What is entropy?", "Disorder")]),
        ("### Q: What is GIL?\nA: A lock.\n", [("What is GIL?", "A lock.")]),
        ("q: what?\na: that\n", [("what?", "that")]),
        ("**Q:** What? **A:** That\n", [("What?", "That")]),
        ("Q1) What?\nA1) That\n", [("What?", "That")]),
        ("Q: What?\nA: That\n\ncat :: animal\n", [("What?", "That"), ("cat", "animal")]),
        ("Q: Which?\nA: Assam\nC) Ceylon\n", [("Which?", "Assam\nC) Ceylon")]),
        ("Q: CSRF in Django?\nA: {{csrf_token}}\n", [("CSRF in Django?", "{{csrf_token}}")]),
        ("---\ncard_id: a\n---\n{{Paris}} is in {{2::France}}\n", [("Paris is in France", "")]),
    ],
)  # fmt: skip
def test_forms_of_cards_as_people_write_them(
    tmp_path: Path, text: str, cards: list[tuple[str, str]]
) -> None:
    file = tmp_path / "deck.md"
    file.write_text(text, encoding="utf-8")
    assert find_format(file).name == "markdown"
    assert [(card.front, card.back) for card in read(file).cards] == cards
    assert all(card.sides >= 1 for card in read(file).cards)


@pytest.mark.parametrize("line", ["a :: b", "# heading", "text", "a\n?", "```", "Q: x", "[[", "`"])
def test_many_lines_are_read_in_little_time(line: str) -> None:
    begun = time.process_time()
    read_note("\n".join([line] * 20_000), "many.md")
    assert time.process_time() - begun < 20


def test_a_question_without_text_makes_no_card() -> None:
    assert not read_note("text\n\nQ: \n\n", "empty.md").cards


def test_an_unclosed_fence_is_text() -> None:
    note = read_note("```\nQ: what?\nA: that\n", "open.md")
    assert [card.front for card in note.cards] == ["what?"]


def test_folded_blocks_are_cards(tmp_path: Path) -> None:
    text = (
        "## Clay\n\n<details> <summary> Kiln </summary><br>\nAn oven.\n</details>\n\n"
        "<details><summary><b>Slip</b></summary>\n\n- thin\n- wet\n</details>\n"
        "<details>\nno summary\n</details>\n"
    )
    note = read_note(text, tmp_path / "n.md")
    assert [(card.front, card.back, card.trail) for card in note.cards] == [
        ("Kiln", "An oven.", ("Clay",)),
        ("Slip", "- thin\n- wet", ("Clay",)),
    ]
    assert [row.reason for row in note.skipped] == ["<details> without a <summary>"]


@pytest.mark.parametrize(
    ("line", "front", "back", "sides"),
    [
        ("What is slip? ;; Thin clay", "What is slip?", "Thin clay", 1),
        ("slip;;;Schlicker", "slip", "Schlicker", 2),
        ("- [ ] first search;; linear", "first search", "linear", 1),
    ],
)
def test_semicolons_divide_a_card(
    line: str, front: str, back: str, sides: int, tmp_path: Path
) -> None:
    (card,) = read_note(line, tmp_path / "n.md").cards
    assert (card.front, card.back, card.sides) == (front, back, sides)


def test_semicolons_of_code_divide_nothing(tmp_path: Path) -> None:
    note = read_note("A loop `for (;;) x` and for (;;) y", tmp_path / "n.md")
    assert not note.cards


def test_a_row_with_more_cells_than_the_head_keeps_them(tmp_path: Path) -> None:
    note = read_note("| a | b |\n|---|---|\n| c | d | e |\n|f|\n", tmp_path / "n.md")
    assert [(card.front, card.back, card.more) for card in note.cards] == [
        ("c", "d", ("e",)),
        ("f", "", ()),
    ]


def test_a_line_of_many_colons_takes_no_longer_than_its_length(tmp_path: Path) -> None:
    started = time.perf_counter()
    read_note("x " + "{{c1::" * 20_000 + "\n", tmp_path / "n.md")
    assert time.perf_counter() - started < 5


def test_lines_with_a_list_below_them_are_cards_where_a_note_is_little_else(tmp_path: Path) -> None:
    pairs = "\n\n".join(f"What is {name}\n- a thing\n- number {n}" for n, name in enumerate("abcd"))
    note = read_note(f"# Questions\n\n{pairs}\n", tmp_path / "n.md")
    assert [card.front for card in note.cards] == [f"What is {name}" for name in "abcd"]
    assert note.cards[0].back == "- a thing\n- number 0"
    prose = read_note("# A\n\nSome prose.\n\nMore prose on it.\n- a\n- b\n", tmp_path / "n.md")
    assert [card.front for card in prose.cards] == ["A"]


def test_lines_of_a_program_are_no_cards(tmp_path: Path) -> None:
    note = read_note("std::cout << m * n;\nstd::string x = {\n", tmp_path / "n.md")
    assert not note.cards
