"""Vaults of Obsidian: folders of notes in Markdown that link to each other."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from kg.errors import DataError, Skipped
from kg.formats.markdown.notes import Note, read_note
from kg.formats.source import decode, fault, read_content, read_start
from kg.model.deck import Card, Deck
from kg.text.normal_forms import normalise

SUFFIXES = (".md", ".markdown")


def recognises(folder: Path) -> bool:
    """Whether there is a note in the folder or below it."""
    return next(_walk(folder, []), None) is not None


def files_in(folder: Path) -> list[Path]:
    """The notes of a vault, sorted; hidden folders and links are not followed."""
    return sorted(_walk(folder, []))


def read(path: Path, encoding: str | None = None) -> Deck:
    """The notes of a vault: one card for each note that says something, and the cards in it.

    A note is called as its title, or its file; it stands under its folders, and its links are
    the card's.

    Raises:
        DataError: a note can't be read (E501, E502, E505, E507).
    """
    skipped: list[Skipped] = []
    files = sorted(_walk(path, skipped))
    cards: list[Card] = []
    for file in files:
        if not read_start(file).strip():
            skipped.append(Skipped(str(file), "an empty note"))
            continue
        text = decode(read_content(file), file, encoding)
        try:
            note = read_note(text, file)
        except DataError as error:  # one note's front matter does not refuse all others
            skipped += (Skipped(f"{f.path}:{f.line}", f.message) for f in error.findings)
            continue
        folders = file.relative_to(path).parent.parts
        own = _own_card(note, file, folders)
        # A note that is nothing but its headings is one card, not a card a heading.
        inner = [] if own is not None and _is_prose(note) else note.cards
        about = own.front if own is not None else (note.title or file.stem)
        for card in [*([own] if own is not None else []), *inner]:
            trail = card.trail if card is own else (*folders, about, *card.trail)
            cards.append(replace(card, number=len(cards) + 1, trail=trail))
        skipped += note.skipped
        if own is None and not note.cards:
            skipped.append(Skipped(str(file), "neither text nor links"))
    if not files:
        raise fault(path, "E506", "no note in Markdown in this folder")
    return Deck(path.resolve().name, tuple(cards), tuple(skipped))


def _walk(folder: Path, skipped: list[Skipped]) -> Iterator[Path]:
    def failed(error: OSError) -> None:
        raise fault(folder, "E501", f"can't be read: {error.filename}: {error.strerror or error}")

    for root, folders, names in _walked(folder, failed):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            file = Path(root, name)
            if name.startswith(".") or file.suffix.lower() not in SUFFIXES:
                continue
            if file.is_symlink():
                skipped.append(Skipped(str(file), "a link to another file"))
            else:
                yield file


def _walked(
    folder: Path, failed: Callable[[OSError], None]
) -> Iterator[tuple[str, list[str], list[str]]]:
    try:
        yield from os.walk(folder, onerror=failed)
    except RecursionError as error:
        raise fault(folder, "E501", "folders nested too deep to be notes") from error


def _is_prose(note: Note) -> bool:
    """Whether the note's cards are but its headings, so that its text is told once."""
    said = normalise(note.prose)
    return bool(note.cards) and all(
        normalise(card.back) in said for card in note.cards if card.back
    )


def _own_card(note: Note, file: Path, folders: tuple[str, ...]) -> Card | None:
    """The card of the note itself; None where it only holds cards."""
    title = note.title if normalise(note.title) else file.stem
    if not note.prose and not note.links and not (note.about.aliases or note.about.tags):
        return None
    if note.cards and not note.links and not note.about.lines and not note.prose:
        return None
    other = (file.stem,) if normalise(file.stem) != normalise(title) else ()
    lines = note.prose.count("\n") + 1
    return Card(
        number=1,
        front=title,
        back=note.prose,
        path=str(file),
        first=1,
        last=lines,
        trail=folders,
        tags=note.tags,
        aliases=(*note.about.aliases, *other),
        links=note.links,
    )
