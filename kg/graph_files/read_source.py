"""Read a file or folder that is not a graph of ours: cards become a proposal, graphs a draft."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from kg.errors import DataError, Finding, Skipped
from kg.extract import Proposal, extract
from kg.extract.deck_vocabulary import general_vocabulary
from kg.formats.read_options import GUESS_ALL, ReadOptions
from kg.formats.registry import read_file
from kg.formats.source import fault
from kg.graph_files.resolve import complete
from kg.graph_files.source_files import VOCABULARY, shipped_graph
from kg.graph_files.vocabulary_file import read_vocabulary_file
from kg.model.deck import Card, Deck
from kg.model.draft import Draft
from kg.model.vocabulary import Vocabulary
from kg.text.encodable import encodable, encodable_text
from kg.text.normal_forms import normalise


def read_source(
    path: Path,
    *,
    form: str | None = None,
    encoding: str | None = None,
    step: Callable[[int, int], None] | None = None,
    jobs: int = 1,
    options: ReadOptions = GUESS_ALL,
) -> Proposal | Draft:
    """Read somebody's cards or graph.

    The vocabulary is a `relations.toml` in the folder (or beside the file). Without one, cards get
    a vocabulary of general kinds and relations, and a graph gets the kinds and relations it states.

    Args:
        path: the file or folder.
        form: its format by name; None detects it from the content.
        encoding: of its text; None detects it from the first bytes.
        step: called with (cards done, cards in all) while a deck is read.
        jobs: processes that read the cards of a deck.
        options: what a person says of its layout.

    Returns:
        For cards a proposal, with the evidence for every part of it; for a graph a complete keyed
        draft. Both list the rows that were skipped.

    Raises:
        DataError: it can't be read, holds nothing (E506), or the vocabulary has faults.
        KgError: one of those processes was ended.
        UsageError: nothing is at path, or no format has this name.
    """
    faults: list[Finding] = []
    own = (path if path.is_dir() else path.parent) / VOCABULARY
    has_own = own.is_file()
    vocabulary = read_vocabulary_file(
        own if has_own else shipped_graph().parent / VOCABULARY, faults
    )
    if faults:
        raise DataError(faults)
    found = read_file(path, form, encoding, options)
    if path.is_dir() or not path.resolve().name.isascii():
        found = encodable(found)  # names of files become texts, and may be none
    if isinstance(found, Draft):
        if not found.concepts:
            raise fault(path, "E506", "no concept in it")
        draft = complete(found, vocabulary if has_own else Vocabulary())
        return draft if draft.title else replace(draft, title=title_of(path.resolve()))
    deck = _with_names(found)
    if not deck.cards:
        reason = f"; {deck.skipped[0].place}: {deck.skipped[0].reason}" if deck.skipped else ""
        raise fault(path, "E506", f"no card in it{reason}")
    return extract(deck, vocabulary if has_own else general_vocabulary(vocabulary), step, jobs)


def title_of(path: Path) -> str:
    """Return the title of a graph that states none: the name of its file or folder."""
    name = encodable_text(path.name.removesuffix(".toml").removesuffix(".txt"))
    return name.replace("-", " ").replace("_", " ")


def _with_names(deck: Deck) -> Deck:
    """Swap the sides of each card whose front has no letter or digit: "🐶" asks for "dog".

    A concept's name needs a letter or digit, so a card without one on either side is skipped.
    """
    cards: list[Card] = []
    skipped = list(deck.skipped)
    for card in deck.cards:
        if normalise(card.front):
            cards.append(card)
        elif normalise(card.back):
            cards.append(replace(card, front=card.back, back=card.front))
        else:
            skipped.append(Skipped(card.place, "no letter or digit on it"))
    return replace(deck, cards=tuple(cards), skipped=tuple(skipped))
