"""Measures what is read out of decks; `make bench-import` writes IMPORT.md."""

from __future__ import annotations

import os
import sys
import tempfile
import time
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from statistics import median

from kg.answer import respond
from kg.errors import DataError
from kg.extract import Proposal
from kg.extract.concept_names import name_key
from kg.formats.anki.package import read as read_package
from kg.formats.registry import find_format, read_file
from kg.graph_files.load import load_graph
from kg.graph_files.read_source import read_source
from kg.graph_files.source_files import shipped_graph
from kg.model.deck import Card, Deck
from kg.model.graph import cited_lines
from kg.store import Store, open_store
from kg.text.normal_forms import normalise
from tests.bench.data import PROJECT, UnavailableError, data_folder
from tests.bench.study import machine_lines, run, table

IMPORT = Path(__file__).parent / "reports" / "IMPORT.md"
DECK = "developing-ml-solutions.txt"
LARGEST = "mauriciopoppe_french.apkg"
MANY = 100_000
RUNS = 15
LETTERS = "abcdefghijklmnopqrstuvwxyz"
LOOSE = frozenset({"mentions", "related-to", "under"})
"""Relations that say no more than that two concepts have to do with each other."""

INTRODUCTION = """\
# Import

Written by `make bench-import`; not to be edited. What is read out of decks, against a graph made by
hand, against Anki's own count, and as answers to questions. All decks were seen while the patterns
were written, so no figure here is blind."""


def shipped_lines() -> Iterator[str]:
    """The shipped deck's text, imported, against the graph that was made of it by hand."""
    file = data_folder("deck") / DECK
    found = read_source(file)
    assert isinstance(found, Proposal)
    made = load_graph(shipped_graph())
    text = f" {normalise(file.read_text(encoding='utf-8'))} "
    owner: dict[str, str] = {}
    for concept in made.concepts.values():
        for name in (concept.name, *concept.aliases):
            owner.setdefault(name_key(name), concept.name)
    written = {
        concept.name
        for concept in made.concepts.values()
        if any(f" {normalise(name)} " in text for name in (concept.name, *concept.aliases))
    }
    own = [c for c in found.draft.concepts if c.kind not in ("question", "statement", "topic")]
    match = {
        c.name: next(
            (owner[name_key(n)] for n in (c.name, *c.aliases) if name_key(n) in owner), None
        )
        for c in found.draft.concepts
    }
    right = [c for c in own if match[c.name]]
    reached = {match[c.name] for c in right}
    known = {
        (made.concepts[e.subject].name, e.relation, made.concepts[e.object].name)
        for e in made.edges
    }
    known |= {(b, r, a) for a, r, b in known if made.vocabulary.relations[r].symmetric}
    possible = {edge for edge in known if edge[0] in written and edge[2] in written}
    typed = [e for e in found.edges if e.relation not in LOOSE]
    exact = [t for e in typed if (t := (match[e.subject], e.relation, match[e.object])) in known]
    invented = [c.name for c in own if f" {normalise(c.name)} " not in text]
    yield from (
        "## The shipped deck against the graph made by hand",
        "",
        f"{found.cards} cards give {len(own)} concepts beside the cards that are questions, and "
        f"{len(typed)} typed edges. The graph made by hand has {len(made.concepts)} concepts and "
        f"{len(made.edges)} edges, many of them textbook knowledge or a wording that the deck "
        f"lacks: {len(written)} of its concepts have a name or alias that the deck writes. A "
        "concept is right when it bears a name of one there, an edge when both ends and the "
        "relation are the same.",
        "",
    )
    yield from table(
        ("", "precision", "recall of all", "recall of what the deck writes"),
        [
            (
                "concepts",
                f"{len(right) / len(own):.2f}",
                f"{len(reached) / len(made.concepts):.2f}",
                f"{len(reached & written) / len(written):.2f}",
            ),
            (
                "typed edges",
                f"{len(exact) / len(typed):.2f}",
                f"{len(set(exact)) / len(made.edges):.2f}",
                f"{len(set(exact) & possible) / len(possible):.2f}",
            ),
        ],
    )
    strange = [c.name for c in own if not match[c.name]]
    yield ""
    yield f"Concepts whose name the deck does not write: {len(invented)}. {', '.join(invented)}"
    yield f"Not in the graph made by hand: {', '.join(strange)}."


def deck_files() -> list[Path]:
    """All decks of the test data, the shipped one first."""
    return [data_folder("deck") / DECK, *sorted(data_folder("decks").iterdir())]


def count_with_anki(file: Path) -> str:
    """The notes and cards that Anki itself imports from a package."""
    from anki.collection import Collection, ImportAnkiPackageRequest

    if file.suffix != ".apkg":
        return ""
    with tempfile.TemporaryDirectory() as folder:
        theirs = Collection(str(Path(folder) / "collection.anki2"))
        try:
            theirs.import_anki_package(ImportAnkiPackageRequest(package_path=str(file)))
            return f"{theirs.note_count()} / {theirs.card_count()}"
        finally:
            theirs.close()


def counted_lines() -> Iterator[str]:
    """Every deck: its format, cards, what was skipped, and the graph that it gives."""
    rows: list[tuple[object, ...]] = []
    for file in deck_files():
        deck = read_file(file)
        assert isinstance(deck, Deck)
        skipped = "; ".join(
            f"{row.place.removeprefix(str(file)).lstrip(': ')}: {row.reason}"
            for row in deck.skipped[:3]
        )
        size: tuple[object, object] = ("", "")
        if deck.cards:
            found = read_source(file)
            assert isinstance(found, Proposal)
            size = (len(found.draft.concepts), len(found.edges))
        name = find_format(file).name
        counts = (f"{len(deck.cards)} / {deck.questions}", count_with_anki(file))
        rows.append((file.name, name, *counts, len(deck.skipped), skipped, *size))
    yield from (
        "## Every deck",
        "",
        "Notes / cards read, those that the `anki` package counts, and what was skipped.",
        "",
    )
    head = ("deck", "format", "read", "anki", "skipped", "which", "concepts", "edges")
    yield from table(head, rows)


def fuzzy_link(words: list[str], chance: Random) -> list[str]:
    """The words with one edit in one of those of four letters or more."""
    places = [n for n, word in enumerate(words) if len(word) > 3 and word.isalpha()]
    if not places:
        return words
    at = chance.choice(places)
    word, n = words[at], chance.randrange(1, len(words[at]) - 1)
    edits: list[Callable[[], str]] = [
        lambda: word[:n] + word[n + 1 :],
        lambda: word[:n] + word[n + 1] + word[n] + word[n + 2 :],
        lambda: word[:n] + chance.choice(LETTERS) + word[n:],
        lambda: word[:n] + chance.choice(LETTERS) + word[n + 1 :],
    ]
    return [*words[:at], chance.choice(edits)(), *words[at + 1 :]]


def is_of(card: Card, source: str, deck: Deck) -> bool:
    """Whether a source cites a card."""
    if deck.cites == "lines":
        return bool(set(cited_lines(source)) & set(range(card.first, card.last + 1)))
    numbers = source.replace("cards ", "").replace("card ", "")
    return bool(source) and card.number in cited_lines(numbers)


def find_cards(deck: Deck, name: str, store: Store) -> tuple[int, int]:
    """How many fronts, shuffled and misspelt, find their card first, and of how many."""
    hits = asked = 0
    for card in deck.cards:
        chance = Random(zlib.crc32(f"{name} {card.number}".encode()))
        words = card.front.split()
        chance.shuffle(words)
        answer = respond(" ".join(fuzzy_link(words, chance)), store)
        asked += 1
        hits += bool(answer.hits) and is_of(card, answer.hits[0].concept.citation, deck)
    return hits, asked


def answer_lines() -> Iterator[str]:
    """The front of each card as a question, its words shuffled and one of them misspelt."""
    rows: list[tuple[object, ...]] = []
    all_hits = all_asked = 0
    for file in deck_files():
        deck = read_file(file)
        assert isinstance(deck, Deck)
        if not deck.cards:
            continue
        with open_store(file, None) as store:
            hits, asked = find_cards(deck, file.name, store)
        all_hits, all_asked = all_hits + hits, all_asked + asked
        rows.append((file.name, asked, f"{hits / asked:.3f}"))
    rows.append(("all", all_asked, f"{all_hits / all_asked:.3f}"))
    yield from (
        "## Questions",
        "",
        "The front of each card with its words shuffled and one edit in one word of four letters "
        "or more; right when the first hit cites the card.",
        "",
    )
    yield from table(("deck", "cards", "hit@1"), rows)


def seconds(work: Callable[[], object]) -> float:
    """The time that a piece of work takes."""
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def import_into_anki(file: Path) -> float:
    """The time that Anki takes to import a package into a new collection."""
    from anki.collection import Collection, ImportAnkiPackageRequest

    with tempfile.TemporaryDirectory() as folder:
        theirs = Collection(str(Path(folder) / "collection.anki2"))
        request = ImportAnkiPackageRequest(package_path=str(file))
        try:
            return seconds(lambda: theirs.import_anki_package(request))
        finally:
            theirs.close()


def write_many(file: Path) -> None:
    """A deck of many cards of made-up words."""
    chance = Random(1)
    words = [
        "".join(chance.choice("bcdfglmnprstv") + chance.choice("aeiou") for _ in range(size))
        for size in (chance.randint(2, 4) for _ in range(20_000))
    ]
    with file.open("w", encoding="utf-8") as stream:
        for n in range(MANY):
            front = f"{' '.join(chance.sample(words, 2))} {n}"
            used, given = (" ".join(chance.sample(words, size)) for size in (6, 4))
            what = chance.choice(words)
            stream.write(f"{front}\tA {what} that is used to {used} and provides {given}.\n")


def speed_lines(folder: Path) -> Iterator[str]:
    """The largest deck beside Anki's own import, and a deck of many cards."""
    file = data_folder("decks") / LARGEST
    cards = len(read_package(file).cards)
    # In turn, so that a machine that is now fast and now slow is so for all.
    turns = [
        (
            import_into_anki(file),
            seconds(lambda: read_package(file)),
            seconds(lambda: read_source(file)),
        )
        for _ in range(RUNS)
    ]
    rows = [
        (
            name,
            f"{median(turn[n] for turn in turns):.3f}",
            f"{median(cards / turn[n] for turn in turns):,.0f}",
            f"{median(turn[0] / turn[n] for turn in turns):.2f}",
        )
        for n, name in enumerate(
            ("anki, import into a collection", "kg, cards read", "kg, graph made")
        )
    ]
    many = folder / "many.tsv"
    write_many(many)
    took, peak = run(
        [sys.executable, "-m", "kg_cli.app", "import", str(many), "-o", str(folder / "out")],
        environment(),
    )
    yield from (
        "## Speed",
        "",
        f"The {cards:,} notes of {LARGEST}, medians of {RUNS} runs in turn.",
        "",
    )
    yield from table(("", "seconds", "cards a second", "of Anki's speed"), rows)
    yield from (
        "",
        f"`kg import` of {MANY:,} made-up cards into a folder: {took:.0f} s, {peak:.0f} MiB.",
    )


def environment() -> dict[str, str]:
    """The environment in which `kg` runs from this checkout."""
    rooms = [str(PROJECT / room) for room in ("", "cli", "graph", "site")]
    return os.environ | {"PYTHONPATH": os.pathsep.join(rooms)}


def report() -> Iterator[str]:
    """The whole of IMPORT.md."""
    where = [line.replace("bench-study", "bench-import") for line in machine_lines()]
    yield from (INTRODUCTION, "", *where, "")
    yield from (*shipped_lines(), "")
    yield from (*counted_lines(), "")
    yield from (*answer_lines(), "")
    with tempfile.TemporaryDirectory() as folder:
        yield from speed_lines(Path(folder))


def main() -> None:
    """Write IMPORT.md."""
    try:
        lines = list(report())
    except (UnavailableError, DataError) as error:
        sys.exit(str(error))
    IMPORT.write_text("\n".join(lines) + "\n", encoding="utf-8")
    sys.stdout.write(f"wrote {IMPORT.relative_to(PROJECT)}\n")


if __name__ == "__main__":
    main()
