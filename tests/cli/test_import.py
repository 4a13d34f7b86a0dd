from __future__ import annotations

import json
import os
import sqlite3
import sys
import time
from pathlib import Path

import pexpect
import pytest

from tests.cli.conftest import Run
from tests.conftest import PROJECT
from tests.formats.packages import collection, package

DECK = """\
front\tback
Tea\tA drink.
Sencha\tA tea that is steamed.
Which tea is shaded?\tGyokuro
\tnothing
"""


@pytest.fixture
def deck(tmp_path: Path) -> Path:
    file = tmp_path / "Tea Deck.tsv"
    file.write_text(DECK, encoding="utf-8")
    return file


def test_a_deck_in_one_command(
    kg: Run, deck: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    result = kg("import", deck)
    assert result.code == 0
    assert result.err == ""
    assert result.out.splitlines() == [
        "3 cards read",
        "1\tasked which",
        "1\tis a",
        f"skipped: {deck}:1: the header",
        f"skipped: {deck}:5: no front: its first cell is empty",
        "3 concepts, 2 links",
        "3 cards read, 2 skipped; written to tea-deck; ask it: kg ask --graph tea-deck …",
    ]
    assert "Gyokuro" in kg("ask", "--graph", "tea-deck", "which tea is shaded").out
    assert kg("check", "tea-deck").out.startswith("no problems: ")


def test_the_graph_of_a_vault_is_written_beside_it(kg: Run, tmp_path: Path) -> None:
    (tmp_path / "tea").mkdir()
    (tmp_path / "tea" / "Sencha.md").write_text("A tea of [[Japan]].")
    for _ in range(2):
        assert kg("import", "tea").code == 0
    assert [p.name for p in (tmp_path / "tea").iterdir()] == ["Sencha.md"]
    assert (tmp_path / "tea-graph" / "concepts.toml").is_file()
    result = kg("import", "tea", "-o", "tea")
    assert (result.code, "choose another folder" in result.err) == (2, True)


def test_pipes_and_devices_are_refused(kg: Run, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for path in (tmp_path / "pipe", Path("/dev/zero")):
        for form in ((), ("--format", "delimited")):
            result = kg("import", path, *form)
            assert (result.code, "E501" in result.err) == (3, True)


DEEP = "[" * 100_000


MANY = [f'{{"id": "node {n}", "about": "{n:040}"}}' for n in range(16_000)]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.json", '{"nodes": [{"id": ' + "1" * 5000 + '}], "links": []}'),
        ("b.json", '{"nodes": ' + DEEP),
        ("c.json", '{"__type__": "Deck", "notes": [], "note_models": '
                   '[{"crowdanki_uuid": "a", "name": "x", "flds": [], "type": Infinity}]}'),
        ("d.csv", 'a,"b\n'),
        ("e.graphml", "<!DOCTYPE x [<!ENTITY a 'b'>]><graphml/>"),
    ],
)  # fmt: skip
def test_hostile_files_are_refused_with_a_message(
    kg: Run, tmp_path: Path, name: str, text: str
) -> None:
    (tmp_path / name).write_text(text)
    result = kg("import", name)
    assert (result.code, result.out) == (3, "")
    assert name in result.err
    assert not [p for p in tmp_path.iterdir() if p.is_dir()]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.json", '{"nodes": [{"id": "x\\ud800y"}, {"id": "z"}], "links": []}'),
        ("b.md", "---\ntitle: 0x" + "f" * 5000 + "\n---\n\nQ: what?\nA: that\n"),
        ("c.md", "---\ntitle: " + "1:59:" * 3000 + "59\n---\n\nQ: what?\nA: that\n"),
        ("d.md", "---\nx: " + "[" * 60_000 + "\n---\n\nQ: what?\nA: that\n"),
        ("e.md", "a :: " + "`" * 10_000 + "\n\nQ: what?\nA: that\n"),
        ("f.tsv", "a\t" + "x" * 300_000 + "\nb\tc\n"),
        ("g.tsv", "<a " * 20_000 + "\tx\nb\tc\n"),
        ("h.tsv", "compare " * 5_000 + "?\tx\nb\tc\n"),
        ("i.md", "Q:" + " " * 100_000 + "x\nA: y\n"),
        ("j.txt", "#separator:tab\n#tags column:²\na\tb\n"),
        ("k.json", '{"nodes": [' + ", ".join(MANY) + '], "links": []}'),
    ],
)  # fmt: skip
def test_hostile_files_that_can_be_read(kg: Run, tmp_path: Path, name: str, text: str) -> None:
    (tmp_path / name).write_text(text)
    begun = time.process_time()
    assert kg("import", name, "-o", "out").code == 0
    assert time.process_time() - begun < 30
    assert ": E" not in kg("check", "out").out


def test_a_cycle_of_links_is_reported(kg: Run, tmp_path: Path) -> None:
    (tmp_path / "one").symlink_to("two")
    (tmp_path / "two").symlink_to("one")
    assert kg("import", "one").code == 2


def test_impossible_file_name_is_reported(kg: Run) -> None:
    result = kg("import", "x" * 300)
    assert (result.code, result.out) == (2, "")
    assert "too long" in result.err


def test_guessed_fronts_are_reported(kg: Run, tmp_path: Path) -> None:
    (tmp_path / "pasted.txt").write_text("Tea\nA hot drink.\nCup\nHolds a drink of tea.\n")
    assert "fronts and backs were guessed: lines taken in turns" in kg("import", "pasted.txt").out


def test_a_deck_can_be_asked_without_importing(kg: Run, deck: Path) -> None:
    answer = kg("ask", "--graph", deck, "which tea is steamed")
    assert answer.out.startswith("Sencha (")
    assert "source: deck line 3" in answer.out
    assert kg("stats", "--graph", deck).code == 0
    deck.write_text(DECK.replace("steamed", "roasted"), encoding="utf-8")
    assert "Sencha" in kg("ask", "--graph", deck, "which tea is roasted").out


def test_every_command_reads_a_package(kg: Run, tmp_path: Path) -> None:
    rows = [(1, "Tea\x1fA drink.", ""), (1, "Sencha\x1fA tea that is steamed.", "japan")]
    file = package(tmp_path / "tea.apkg", {"collection.anki2": collection(rows)})
    assert "card 2" in kg("show", "--graph", file, "sencha").out
    assert "Sencha" in kg("study", "--graph", file, "tea").out
    assert kg("map", "--graph", file, "-o", tmp_path / "m.html").code == 0
    assert "Sencha" in (tmp_path / "m.html").read_text(encoding="utf-8")
    assert kg("check", file).out.startswith("no problems: ")
    assert kg("lint", file).out.endswith("suggestions\n")


def test_explain_shows_links_and_rejected_links(kg: Run, deck: Path, tmp_path: Path) -> None:
    deck.write_text("a,b\nEgg,An egg comes after the hen.\nHen,A hen comes after the egg.\n")
    result = kg("import", deck, "-o", tmp_path / "o", "--explain")
    assert "  Egg -follows-> Hen [2] follows, 0.80\n" in result.out
    assert (
        "  rejected: Hen -follows-> Egg [3] follows: it would close a cycle of 'follows'\n"
        in result.out
    )
    brief = kg("import", deck, "-o", tmp_path / "o").out
    assert "1 link rejected; --explain shows them" in brief


def test_import_json(kg: Run, deck: Path, tmp_path: Path) -> None:
    summary = json.loads(kg("import", deck, "-o", tmp_path / "o", "--json").out)
    assert (summary["cards"], summary["concepts"], summary["edges"]) == (3, 3, 2)
    assert summary["patterns"] == {"asked which": 1, "is a": 1}
    assert summary["grounds"][0] == {
        "subject": "Sencha",
        "relation": "kind-of",
        "object": "Tea",
        "pattern": "is a",
        "source": "3",
        "confidence": 0.7,
    }
    assert [row["reason"] for row in summary["skipped"]] == [
        "the header",
        "no front: its first cell is empty",
    ]


def test_importing_again_reports_edits(kg: Run, deck: Path, tmp_path: Path) -> None:
    out = tmp_path / "o"
    kg("import", deck, "-o", out)
    file = out / "concepts.toml"
    file.write_text(file.read_text(encoding="utf-8").replace("A drink.", "Mine."), encoding="utf-8")
    deck.write_text(DECK.replace("A drink.", "A hot drink.") + "Assam\tBlack.\n", encoding="utf-8")
    message = kg("import", deck, "-o", out).out
    assert "your edits kept, though the deck says something new: Tea\n" in message
    assert "added: Assam\n" in message
    assert "Mine." in kg("show", "--graph", out, "tea").out


@pytest.mark.parametrize(
    ("name", "content", "code", "message"),
    [
        ("a.csv", b'a,b\n\n"c', 3, "a.csv:1: E505"),
        ("a.apkg", b"PK\3\4 no zip", 3, "a.apkg:1: E503"),
        ("a.txt", b"", 3, "a.txt:1: E501 the file is empty"),
        ("a.bin", b"\x7fELF\0\0\0\1" * 99, 3, "a.bin:1: E508"),
        ("a.tsv", b"a\tb\nc\tcaf\xe9\n", 3, "--encoding cp1252"),
        ("a.toml", b"[[concept]]\n", 3, "a.toml:1: E508 already a graph"),
    ],
)
def test_bad_input_is_reported_and_nothing_written(
    kg: Run, tmp_path: Path, name: str, content: bytes, code: int, message: str
) -> None:
    file = tmp_path / name
    file.write_bytes(content)
    result = kg("import", file, "-o", tmp_path / "out")
    assert (result.code, result.out) == (code, "")
    assert message in result.err
    assert not (tmp_path / "out").exists()
    assert kg("ask", "--graph", file, "x").code == code


@pytest.mark.parametrize(
    ("args", "code", "message"),
    [
        (["gone.apkg"], 2, "gone.apkg: no such file or folder"),
        (["deck.tsv", "--format", "x"], 2, "unknown format 'x'; known: apkg"),
        (["deck.tsv", "--encoding", "x"], 3, "unknown encoding 'x'"),
        (["deck.tsv", "-o", "mine"], 2, "mine holds a graph that no import wrote"),
        (["deck.tsv", "-o", "deck.tsv"], 3, "deck.tsv:1: E510 can't be written"),
    ],
)
def test_impossible_requests_are_reported(
    kg: Run,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    args: list[str],
    code: int,
    message: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "deck.tsv").write_text(DECK)
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "a.toml").write_text('[[concept]]\nname = "A"\n')
    result = kg("import", *args)
    assert result.code == code
    assert message in result.err


def test_import_prints_no_control_characters(kg: Run, tmp_path: Path) -> None:
    file = tmp_path / "a.tsv"
    file.write_text("front\tback\n\x1b[31mTea\tA drink\x07.\nSencha\tA tea.\n", encoding="utf-8")
    result = kg("import", file, "-o", tmp_path / "o", "--explain")
    assert result.code == 0
    assert "\x1b" not in result.out + result.err


def test_progress_bar_on_a_terminal(deck: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "kg_cli.app", "import", str(deck), "-o", str(tmp_path / "o")]
    env = {**os.environ, "PYTHONPATH": f"{PROJECT}:{PROJECT}/cli:{PROJECT}/graph:{PROJECT}/site"}
    env |= {"TERM": "xterm-256color", "COLUMNS": "80"}
    child = pexpect.spawn(command[0], command[1:], env=env, encoding="utf-8", timeout=60)
    child.expect("reading cards")
    child.expect("written to")
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 0


def test_a_database_that_is_not_a_deck(kg: Run, tmp_path: Path) -> None:
    file = tmp_path / "x.db"
    with sqlite3.connect(file) as db:
        db.execute("CREATE TABLE t (a)")
    assert "E504" in kg("import", file).err


def test_rows_skipped_in_a_graph_are_reported(kg: Run, tmp_path: Path) -> None:
    folder = tmp_path / "dict"
    folder.mkdir()
    noun = folder / "data.noun"
    noun.write_text("00000100 03 n 01 entity 0 000 | that which is\ndamaged\n", encoding="utf-8")
    result = kg("import", folder, "-o", tmp_path / "out")
    assert result.code == 0
    assert f"skipped: {noun}:2: not a synset: no gloss after a bar\n" in result.out
    assert f"skipped: {folder / 'data.verb'}: missing; WordNet has this file\n" in result.out
    assert "That which is." in kg("show", "entity", "--graph", tmp_path / "out").out
    summary = json.loads(kg("import", folder, "-o", tmp_path / "out", "--json").out)
    assert len(summary["skipped"]) == 4


@pytest.mark.slow
def test_jobs_do_not_change_the_graph(process: Run, tmp_path: Path) -> None:
    cards = (
        f"Tea {n}\tA tea of {n % 9} leaves that is used for rest {n % 7}.\n" for n in range(1_500)
    )
    file = tmp_path / "teas.tsv"
    file.write_text("".join(cards), encoding="utf-8")
    written = []
    for jobs, seed in (("1", "1"), ("2", "2"), ("40", "3")):
        out = tmp_path / f"out-{jobs}"
        result = process("import", file, "-o", out, "--jobs", jobs, PYTHONHASHSEED=seed)
        assert (result.code, result.err) == (0, "")
        written.append({f.name: f.read_bytes() for f in out.iterdir()})
    assert written[0] == written[1] == written[2]


@pytest.mark.parametrize(
    ("jobs", "message"), [("0", "0 is not in the range x>=1"), ("two", "'two' is not a valid int")]
)
def test_jobs_below_one_are_refused(
    kg: Run, deck: Path, tmp_path: Path, jobs: str, message: str
) -> None:
    result = kg("import", deck, "-o", tmp_path / "out", "--jobs", jobs)
    assert result.code == 2
    assert message in " ".join(result.err.replace("│", " ").split())
    assert not (tmp_path / "out").exists()


def test_cards_without_a_word_on_the_front_are_reversed(
    kg: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("signs.csv").write_text("term,definition\n🐶,dog\n-,minus\n?,!\nTea,a drink\n", "utf-8")
    result = kg("import", "signs.csv")
    assert "skipped: signs.csv:4: no letter or digit on it" in result.out.splitlines()
    listed = kg("list", "--graph", "signs").out
    assert [row.split("\t")[0] for row in listed.splitlines()] == ["dog", "minus", "Tea"]
    assert "🐶" in kg("ask", "--graph", "signs", "what is dog").out


def test_cards_that_differ_only_in_capitals_are_merged(
    kg: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("p.csv").write_text("term,definition\nPolish,from Poland\npolish,to make shine\n", "utf-8")
    message = "merged: polish is Polish (same name with different capitals, accents or punctuation)"
    assert message in kg("import", "p.csv").out.splitlines()


QUESTIONS = """\
Q: longest river in Europe?
A: The Volga

Q: river through Paris?
A: The Seine

Q: mountains separating France from Spain?
A: The Pyrenees

Q: capital of Germany?
A: Berlin

Q: capital of France?
A: Paris
"""


@pytest.mark.parametrize(
    ("question", "is_asked"),
    [
        ("what is the longest river in Europe", True),
        ("which river flows through Paris", True),
        ("which mountains separate France from Spain", True),
        ("which is the shortest river in Europe", False),
        ("which river flows through London", False),
        ("which mountains separate France from Italy", False),
    ],
)
def test_a_card_answers_only_its_own_question(
    question: str, *, is_asked: bool, kg: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("q.md").write_text(QUESTIONS, "utf-8")
    answer = kg("ask", "--explain", "--graph", "q.md", question).out
    assert ("a card asks this" in answer) == is_asked


def test_the_counts_of_an_import_are_in_its_summary(kg: Run, tmp_path: Path) -> None:
    file = tmp_path / "signs.csv"
    file.write_text("Front,Back\ntea,茶\n!!,??\nwater,水\n", encoding="utf-8")
    summary = json.loads(kg("import", file, "-o", tmp_path / "signs", "--json").out)
    assert (summary["cards"], summary["guessed"]) == (2, [])
    assert {"place": f"{file}:3", "reason": "no letter or digit on it"} in summary["skipped"]


def test_a_file_name_that_is_no_text_is_read(kg: Run, tmp_path: Path) -> None:
    file = Path(os.fsdecode(os.fsencode(tmp_path) + b"/th\xe9.csv"))
    file.write_text("tea,a drink\nwater,a liquid\n", encoding="utf-8")
    assert kg("import", file, "-o", tmp_path / "tea").code == 0
    assert "a drink" in kg("ask", "--graph", file, "tea").out
    assert "Traceback" not in kg("quiz", "--graph", file, "--seed", "\udce9").err


def test_one_note_that_is_no_text_costs_itself(kg: Run, tmp_path: Path) -> None:
    (tmp_path / "vault").mkdir()
    (tmp_path / "vault" / "Matcha.md").write_text("A tea of [[Japan]].", encoding="utf-8")
    (tmp_path / "vault" / "Maté.md").write_bytes("Une infusion très forte.".encode("cp1252"))
    summary = json.loads(kg("import", tmp_path / "vault", "-o", tmp_path / "g", "--json").out)
    assert summary["cards"] == 1
    assert [Path(row["place"].rsplit(":", 1)[0]).stem for row in summary["skipped"]] == ["Maté"]


def test_a_guess_is_reported_with_the_first_cards_and_the_options(kg: Run, tmp_path: Path) -> None:
    file = tmp_path / "deck.csv"
    file.write_text("Front,Back\nclay,soft, wet\nglaze,glass\nkiln,an oven\n", encoding="utf-8")
    result = kg("import", file, "-o", tmp_path / "g", "--dry-run")
    assert result.out.splitlines()[:5] == [
        "guessed: 1 row with more cells than the others: the rest was read as part of column Back",
        "  clay → soft, wet",
        "  glaze → glass",
        "  kiln → an oven",
        "read otherwise with --columns, --separator, --header/--no-header, --html/--no-html or"
        " --format",
    ]
    assert not (tmp_path / "g").exists()


def test_strict_makes_a_loss_an_error(kg: Run, tmp_path: Path) -> None:
    file = tmp_path / "deck.tsv"
    file.write_text("term\tdefinition\ntea\ta drink\n\tno front\n", encoding="utf-8")
    assert kg("import", file, "-o", tmp_path / "g").code == 0
    result = kg("import", file, "-o", tmp_path / "h", "--strict")
    assert (result.code, (tmp_path / "h").exists()) == (3, False)
    assert f"{file}:3: E511 no front" in result.err


def test_options_say_how_a_deck_is_read(kg: Run, tmp_path: Path) -> None:
    file = tmp_path / "deck.txt"
    file.write_text("an oven|kiln|x\nglass|glaze|y\n", encoding="utf-8")
    out = tmp_path / "g"
    args = ("--columns", "back,front,tags", "--separator", "pipe", "--no-header", "--lang", "en")
    assert kg("import", file, "-o", out, "--format", "delimited", *args, "--ignore", "y").code == 0
    (card,) = map(json.loads, (out / "cards.jsonl").read_text(encoding="utf-8").splitlines())
    assert (card["front"], card["back"]) == ([{"paragraph": "kiln"}], [{"paragraph": "an oven"}])
    assert (card["tags"], card["language"]) == (["x"], "en")
    wrong = kg("import", PROJECT / "tests/data/tea.txt", "--format", "triples", "--html")
    assert (wrong.code, "--html is for rows of cells" in wrong.err) == (2, True)


def test_a_file_in_the_place_of_the_output_folder_is_named(
    kg: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("deck").write_text("tea,a drink\nwater,a liquid\n", encoding="utf-8")
    result = kg("import", "deck")
    assert (result.code, "give a folder to write to with -o" in result.err) == (2, True)


def test_an_unimported_deck_is_compiled_with_its_own_vocabulary(kg: Run, tmp_path: Path) -> None:
    file = tmp_path / "tea.csv"
    file.write_text("Front,Back\nSencha,A green tea\ngreen tea,A tea\ntea,A drink\n")
    assert "Sencha" in kg("ask", "--graph", file, "which green tea").out
