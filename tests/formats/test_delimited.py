from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import DataError
from kg.formats.markup.plain_text import tidy
from kg.formats.read_options import ReadOptions
from kg.formats.registry import find_format
from kg.formats.tables.delimited import read, recognises
from kg.model.deck import Deck

Cards = list[tuple[str, str]]


def write(folder: Path, content: str) -> Path:
    file = folder / "deck.csv"
    file.write_text(content, encoding="utf-8")
    return file


def deck(folder: Path, content: str | bytes, name: str = "deck.txt") -> Deck:
    file = folder / name
    file.write_bytes(content.encode() if isinstance(content, str) else content)
    assert recognises(file.read_bytes()[:65_536])
    return read(file)


def pairs(found: Deck) -> Cards:
    return [(card.front, card.back) for card in found.cards]


TWO = [("Sencha", "a green tea"), ("Oolong", "half oxidised")]


@pytest.mark.parametrize(
    "content",
    [
        pytest.param("Sencha\ta green tea\nOolong\thalf oxidised\n", id="tabs"),
        pytest.param("Sencha,a green tea\nOolong,half oxidised\n", id="commas"),
        pytest.param("Sencha;a green tea\nOolong;half oxidised", id="semicolons"),
        pytest.param("Sencha|a green tea\nOolong|half oxidised\n", id="bars"),
        pytest.param("front,back\nSencha,a green tea\nOolong,half oxidised\n", id="a header"),
        pytest.param("Back\tFront\na green tea\tSencha\nhalf oxidised\tOolong\n", id="back first"),
        pytest.param('"Sencha","a green tea"\r\n"Oolong","half oxidised"\r\n', id="quotes, crlf"),
        pytest.param("\ufeffSencha\ta green tea\nOolong\thalf oxidised\n", id="bom"),
        pytest.param("Sencha\ta green tea\nOolong\thalf oxidised\n".encode("utf-16"), id="utf-16"),
        pytest.param(
            "Sencha\ta green tea\nOolong\thalf oxidised\n".encode("utf-16-be"), id="utf-16, no bom"
        ),
        pytest.param("Sencha,a green tea;Oolong,half oxidised;", id="quizlet, one line"),
        pytest.param("Sencha,a green tea;\nOolong,half oxidised;\n", id="quizlet, semicolons"),
        pytest.param(
            "#separator:Semicolon\n#html:true\nSencha;a <b>green</b> tea\n"
            "Oolong;half <i>oxidised</i>",
            id="anki's header",
        ),
        pytest.param(
            "# notes\n\nSencha\ta green tea\n# more\nOolong\thalf oxidised\n", id="comments"
        ),
        pytest.param("Sencha\ta green tea\r\nOolong\thalf oxidised\r", id="mixed newlines"),
    ],
)
def test_forms_of_the_same_two_cards(tmp_path: Path, content: str | bytes) -> None:
    assert pairs(deck(tmp_path, content)) == TWO


def test_a_line_without_a_tab_continues_the_definition(tmp_path: Path) -> None:
    found = deck(tmp_path, "Sencha\ta green tea\nsteamed\nOolong\thalf oxidised\n")
    assert pairs(found)[0] == ("Sencha", "a green tea\nsteamed")
    assert [(card.first, card.last) for card in found.cards] == [(1, 2), (3, 3)]
    assert [found.citation(card) for card in found.cards] == ["1-2", "3"]


def test_quoted_cells_of_several_lines_keep_their_line_numbers(tmp_path: Path) -> None:
    found = deck(tmp_path, 'term,definition\nSencha,"a green\ntea, steamed"\nOolong,x y\n')
    assert [(c.front, c.back, c.first, c.last) for c in found.cards] == [
        ("Sencha", "a green\ntea, steamed", 2, 3),
        ("Oolong", "x y", 4, 4),
    ]
    assert [row.reason for row in found.skipped] == ["the header"]


def test_settings_in_the_header_of_anki(tmp_path: Path) -> None:
    found = deck(
        tmp_path,
        "#separator:tab\n#html:false\n#deck column:1\n#tags column:4\n#tags:all\n"
        "Tea::Green\tSencha\ta <b> tea\tjapan steamed\n",
    )
    (card,) = found.cards
    assert (card.front, card.back) == ("Sencha", "a <b> tea")
    assert (card.trail, card.tags) == (("Tea", "Green"), ("all", "japan", "steamed"))


def test_further_columns_are_kept_with_their_names(tmp_path: Path) -> None:
    found = deck(tmp_path, "id,word,meaning,origin,tags\n7,Sencha,a tea,Japan,green hot\n")
    (card,) = found.cards
    assert (card.front, card.back, card.more) == ("Sencha", "a tea", ("origin: Japan",))
    assert card.tags == ("green", "hot")


def test_quotation_marks_between_tabs_are_text(tmp_path: Path) -> None:
    found = deck(tmp_path, 'What is "gyokuro" tea?\tshaded\n"Sencha" is what?\ta 5" leaf\n')
    assert pairs(found)[1] == ('"Sencha" is what?', 'a 5" leaf')


def test_rows_without_a_front_are_reported(tmp_path: Path) -> None:
    found = deck(tmp_path, "Sencha,a tea\n,nothing\nOolong,b\n")
    assert [row.place.rpartition(":")[2] for row in found.skipped] == ["2"]


@pytest.mark.parametrize(
    ("name", "cards", "skipped"),
    [
        ("aws_mla-c01_pavikaa_anki.txt", 235, 0),
        ("chinese_idioms_hissal.tsv", 40, 0),
        ("java_pro_gamperle.txt", 212, 2),
        ("security_beginner_gamperle.txt", 277, 13),
        ("ug_capital.csv", 219, 1),
        ("ug_main.csv", 323, 1),
    ],
)
def test_real_decks_are_read_whole(test_data: Path, name: str, cards: int, skipped: int) -> None:
    found = read(test_data / "decks" / name)
    assert (len(found.cards), len(found.skipped)) == (cards, skipped)


@pytest.mark.parametrize(
    ("content", "code", "line", "word"),
    [
        pytest.param(b"", "E501", 1, "empty", id="empty"),
        pytest.param(b"\0" * 4096, "E501", 1, "empty", id="nothing but NUL"),
        pytest.param(b"a\tb\nc\tcaf\xe9\n", "E502", 2, "encoding", id="latin-1"),
        pytest.param(b"a\tb\nc\td\0\n", "E502", 2, "NUL", id="a NUL"),
        pytest.param(
            b"just some\nlines of prose\n", "E505", 1, "splits its lines", id="no delimiter"
        ),
        pytest.param(b"a\t" + b"x" * 1_000_001, "E507", 1, "characters", id="a long line"),
        pytest.param(b"\xff\xfea", "E502", 1, "UTF-16", id="half a letter of utf-16"),
    ],
)
def test_bad_files_are_refused(
    tmp_path: Path, content: bytes, code: str, line: int, word: str
) -> None:
    file = tmp_path / "deck.csv"
    file.write_bytes(content)
    with pytest.raises(DataError) as caught:
        read(file)
    (finding,) = caught.value.findings
    assert (finding.path, finding.line, finding.code) == (str(file), line, code)
    assert word in finding.message


def test_a_file_that_is_too_large_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "deck.csv"
    with file.open("wb") as stream:
        stream.truncate(2**30)  # a gigabyte that takes no room
    with pytest.raises(DataError, match="E501"):
        read(file)


def test_an_encoding_can_be_chosen_by_name(tmp_path: Path) -> None:
    file = tmp_path / "deck.csv"
    file.write_bytes("café,a place\nthé,a drink\n".encode("cp1252"))
    assert pairs(read(file, "cp1252")) == [("café", "a place"), ("thé", "a drink")]
    with pytest.raises(DataError, match="unknown encoding 'klingon'"):
        read(file, "klingon")


cell = st.text(
    st.characters(blacklist_categories=("Cs", "Cc", "Cf", "Zl", "Zp"), blacklist_characters="#<&"),
    min_size=1,
    max_size=20,
).filter(lambda text: text.strip() and "{{c" not in text and "[sound:" not in text)


@given(st.lists(st.tuples(cell, cell), min_size=3, max_size=8))
def test_rows_written_by_csv_are_read_again(
    tmp_path_factory: pytest.TempPathFactory, rows: Cards
) -> None:
    stream = io.StringIO()
    writer = csv.writer(stream, quoting=csv.QUOTE_ALL)
    writer.writerow(["front", "back"])
    writer.writerows(rows)
    file = tmp_path_factory.mktemp("csv") / "deck.csv"
    file.write_text(stream.getvalue(), encoding="utf-8", newline="")
    expected = [(tidy(front), tidy(back)) for front, back in rows if tidy(front)]
    assert pairs(read(file)) == expected


@given(st.binary(max_size=300))
def test_any_bytes_give_cards_or_an_error(
    tmp_path_factory: pytest.TempPathFactory, content: bytes
) -> None:
    file = tmp_path_factory.mktemp("any") / "deck.csv"
    file.write_bytes(content)
    recognises(content)
    try:
        found = read(file)
    except DataError as error:
        assert all(finding.path == str(file) for finding in error.findings)
    else:
        assert all(card.front for card in found.cards)


@pytest.mark.parametrize(
    ("text", "cards"),
    [
        pytest.param("#separator:tab\n#tags column:4\nabate\tto lessen\tIt abated\tverb\n",
                     [("abate", "to lessen", ("It abated",))], id="more fields than named ones"),
        pytest.param("Word,Meaning,Note,Extra\nabate,lessen,formal,It abated\n",
                     [("abate", "lessen", ("Note: formal", "Extra: It abated"))], id="extra"),
        pytest.param("#include,a directive\nprintf,prints\n",
                     [("#include", "a directive", ()), ("printf", "prints", ())], id="hashes"),
        pytest.param("C#\ta language\n#include\ta directive\n",
                     [("C#", "a language", ()), ("#include", "a directive", ())], id="tab"),
        pytest.param("a list\tvector<int>\nthe tag\t<title> names it\n",
                     [("a list", "vector<int>", ()), ("the tag", "<title> names it", ())],
                     id="no html"),
        pytest.param("Mitosis: division of a nucleus\nMeiosis: giving gametes: four\n",
                     [("Mitosis", "division of a nucleus", ()),
                      ("Meiosis", "giving gametes: four", ())], id="colons"),
        pytest.param("mitosis - a division\nmeiosis - a division, too\n",
                     [("mitosis", "a division", ()), ("meiosis", "a division, too", ())],
                     id="dashes"),
        pytest.param("mitosis||a division\nmeiosis||another\n",
                     [("mitosis", "a division", ()), ("meiosis", "another", ())], id="two bars"),
        pytest.param("mitosis\ta division;meiosis\tanother;",
                     [("mitosis", "a division", ()), ("meiosis", "another", ())],
                     id="tab and semicolon"),
        pytest.param("mitosis,a division\nmeiosis,gives gametes, four\nosmosis,water\n",
                     [("mitosis", "a division", ()), ("meiosis", "gives gametes, four", ()),
                      ("osmosis", "water", ())], id="commas within"),
        pytest.param("term,definition\nTea,a drink, hot\n",
                     [("Tea", "a drink, hot", ())], id="commas within, under a header"),
        pytest.param("#,Question,Answer\n1,Who wrote Faust?,Goethe\n",
                     [("Who wrote Faust?", "Goethe", ())], id="numbered"),
        pytest.param(",question,answer\n0,What is DNA?,an acid\n",
                     [("What is DNA?", "an acid", ())], id="pandas"),
        pytest.param("English,Spanish\ndog,perro\ncat,gato\n",
                     [("dog", "perro", ()), ("cat", "gato", ())], id="languages"),
        pytest.param("Frage;Antwort\nHund;dog\n", [("Hund", "dog", ())], id="german header"),
        pytest.param("sep=;\nHund;dog\nKatze;cat\n",
                     [("Hund", "dog", ()), ("Katze", "cat", ())], id="excel"),
        pytest.param("#separator:tab\n#html:true\n<img src='a.png'>\tFemur\n",
                     [("Femur", "", ())], id="a picture as front"),
        pytest.param("食[た]べる\tto eat\n飲[の]む\tto drink\n",
                     [("食べる", "to eat", ()), ("飲む", "to drink", ())], id="furigana"),
        pytest.param("How in Vue?\tWrite {{count}}\nAnd here?\tx\n",
                     [("How in Vue?", "Write {{count}}", ()), ("And here?", "x", ())],
                     id="braces"),
    ],
)  # fmt: skip
def test_forms_of_tables(
    tmp_path: Path, text: str, cards: list[tuple[str, str, tuple[str, ...]]]
) -> None:
    file = tmp_path / "deck.txt"
    file.write_text(text, encoding="utf-8")
    assert find_format(file).name == "delimited"
    assert [(c.front, c.back, c.more) for c in read(file).cards if c.front] == cards


def test_colons_in_tags_make_no_markdown(tmp_path: Path) -> None:
    file = tmp_path / "deck.csv"
    file.write_text(
        "country,flag,tags\nPeru,x,UG::America\nMali,y,UG::Africa\nFiji,z,UG::Oceania\n"
    )
    assert find_format(file).name == "delimited"
    assert next((c.front, c.tags) for c in read(file).cards) == ("Peru", ("UG::America",))


def test_comments_between_rows_are_reported(tmp_path: Path) -> None:
    file = tmp_path / "deck.txt"
    file.write_text("# my deck\ntea\ta drink\n# part two\ncup\ta vessel\n")
    deck = read(file)
    assert [(row.place, row.reason) for row in deck.skipped] == [
        (f"{file}:1", "a comment"),
        (f"{file}:3", "a comment"),
    ]
    assert len(deck.cards) == 2


@pytest.mark.parametrize("note", ["# teas", "## of China", "#teas"])
@pytest.mark.parametrize("place", [0, 1, 3])
def test_a_comment_between_terms_makes_no_other_format(
    tmp_path: Path, note: str, place: int
) -> None:
    lines = ["Sencha: a green tea", "Oolong: half oxidised", "Assam: a black tea"]
    lines.insert(place, note)
    file = tmp_path / "deck.txt"
    file.write_text("\n".join(lines), encoding="utf-8")
    assert find_format(file).name == "delimited"
    assert [card.front for card in read(file).cards] == ["Sencha", "Oolong", "Assam"]


def test_fields_under_headings_are_markdown(tmp_path: Path) -> None:
    file = tmp_path / "deck.md"
    text = "# Sencha\nMeaning: a green tea\n\n# Oolong\nMeaning: half oxidised\n"
    file.write_text(text, encoding="utf-8")
    assert find_format(file).name == "markdown"


def test_a_line_without_a_separator_continues_the_definition(tmp_path: Path) -> None:
    lines = [f"Term {n}: meaning {n}" for n in range(8)]
    lines.insert(4, "just a line")
    file = tmp_path / "deck.txt"
    file.write_text("\n".join(lines), encoding="utf-8")
    assert find_format(file).name == "delimited"
    backs = [card.back for card in read(file).cards]
    assert len(backs) == 8
    assert backs[3] == "meaning 3\njust a line"


def test_a_row_with_broken_quotes_costs_itself(tmp_path: Path) -> None:
    found = read(write(tmp_path, 'a,b\n"c,d\n\ne,f\n"g" x,h\ni,"j\nk"\n'))
    assert [(card.front, card.back) for card in found.cards] == [
        ("a", "b"),
        ("e", "f"),
        ("i", "j\nk"),
    ]
    assert [row.place.rpartition(":")[2] for row in found.skipped] == ["2", "5"]
    assert "never closed" in found.skipped[0].reason


def test_a_header_decides_and_surplus_cells_go_to_the_back(tmp_path: Path) -> None:
    text = "Front,Back,Tags\nclay,soft (wet, dry),[A]\nglaze,glass,[B]\nkiln,an oven, hot,[C]\n"
    found = read(write(tmp_path, text))
    assert [card.back for card in found.cards] == ["soft (wet, dry)", "glass", "an oven, hot"]
    assert found.guesses == (
        "2 rows with more cells than the others: the rest was read as part of column Back",
    )


def test_headings_among_rows_are_topics(tmp_path: Path) -> None:
    file = write(tmp_path, "## Lesson 1\nunus;one\nduo;two\n\n## Lesson 2\ntres;three\n")
    assert find_format(file).name == "delimited"
    assert [(card.front, card.trail) for card in read(file).cards] == [
        ("unus", ("Lesson 1",)),
        ("duo", ("Lesson 1",)),
        ("tres", ("Lesson 2",)),
    ]


@pytest.mark.parametrize(
    ("text", "fronts"),
    [
        ("Undo,<Esc>u\nSplit,<C-w>s\nBold,<b>\n", ["Undo", "Split", "Bold"]),
        ("<div>\tA block\n<span>\tA part of a line\n<br>\tA break\n", ["<div>", "<span>", "<br>"]),
        ("<b>tea</b>\ta drink<br>of leaves\n<i>cup</i>\tholds &amp; keeps\n", ["tea", "cup"]),
    ],
)
def test_tags_are_text_unless_the_file_is_html(
    tmp_path: Path, text: str, fronts: list[str]
) -> None:
    assert [card.front for card in read(write(tmp_path, text)).cards] == fronts


def test_columns_without_names_get_roles_by_their_content(tmp_path: Path) -> None:
    rows = [
        f"{n}\t9f8e7d6c-0000-4000-8000-00000000000{n}\tterm {n}\tmeaning {n}\ty\ta{n}.png"
        f"\ttag{n % 2}"
        for n in range(1, 7)
    ]
    found = read(write(tmp_path, "\n".join(rows)))
    first = found.cards[0]
    assert (first.front, first.back, first.more, first.tags) == (
        "term 1",
        "meaning 1",
        (),
        ("tag1",),
    )
    assert found.guesses == ("columns without names: front is column 3, back 4, tags 7",)


def test_options_overrule_what_would_be_guessed(tmp_path: Path) -> None:
    file = write(tmp_path, "front|back\nan oven|kiln|<b>\n")
    options = ReadOptions(("back", "front", "-"), separator="pipe", header=False, html=False)
    found = read(file, None, options)
    assert [(card.front, card.back) for card in found.cards] == [
        ("back", "front"),
        ("kiln", "an oven"),
    ]


def test_quotes_within_a_quoted_front_are_text_where_its_end_is_clear(tmp_path: Path) -> None:
    text = 'Front,Back\nkiln,an oven\n"a "wet" clay, thin",slip\nglaze,"it melts" \n"broken,x\n'
    found = read(write(tmp_path, text))
    assert [(card.front, card.back) for card in found.cards] == [
        ("kiln", "an oven"),
        ('a "wet" clay, thin', "slip"),
        ("glaze", "it melts"),
    ]
    assert [row.place.rpartition(":")[2] for row in found.skipped] == ["1", "5"]


def test_cells_with_bold_texts_and_links_are_markdown(tmp_path: Path) -> None:
    found = read(write(tmp_path, "**Slip**\tthin *clay*\n**Kiln**\tan [oven](http://e.org)\n"))
    assert [(card.front, card.back) for card in found.cards] == [
        ("Slip", "thin clay"),
        ("Kiln", "an oven"),
    ]
