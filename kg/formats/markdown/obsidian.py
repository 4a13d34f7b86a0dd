"""Read a folder of linked Markdown notes, such as an Obsidian vault, as a deck."""

from __future__ import annotations

import os
import posixpath
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import unquote

from kg.errors import DataError, Skipped
from kg.formats.markdown.card_forms import TABLE_ROW
from kg.formats.markdown.notes import MarkdownNote, read_note
from kg.formats.read_options import GUESS_ALL, ReadOptions
from kg.formats.source import decode, fault, read_content, read_start
from kg.model.deck import Card, Deck
from kg.model.draft import DraftEdge
from kg.text.encodable import encodable_text
from kg.text.normal_forms import normalise

NOTE_SUFFIXES = (".md", ".markdown")
"""Endings of the files that are notes."""


def recognises(folder: Path) -> bool:
    """Return True if there is a note in a folder or below it."""
    return next(_find_notes(folder, []), None) is not None


def files_in(folder: Path) -> list[Path]:
    """Return the notes in a folder and below it, sorted; not hidden ones or symbolic links."""
    return sorted(_find_notes(folder, []))


def read(path: Path, encoding: str | None = None, options: ReadOptions = GUESS_ALL) -> Deck:
    """Read the notes of a folder: a card for each note with text or links, then its own cards.

    The front of a note's card is its title, else its file name; the trail is its folders; the
    links of the note are the links of the card.

    Raises:
        DataError: a note can't be read, or there is none (E501, E502, E506, E507).
    """
    skipped: list[Skipped] = []
    files = []
    for file in sorted(_find_notes(path, skipped)):
        if options.is_ignored_path(file.relative_to(path)):
            skipped.append(Skipped(str(file), "to be left out"))
        else:
            files.append(file)
    notes: list[tuple[Path, MarkdownNote]] = []
    for file in files:
        note = _read_note(file, encoding, skipped)
        if note is not None:
            notes.append((file, note))
    has_marked = any(note.has_marked for _, note in notes)
    cards: list[Card] = []
    for file, note in notes:
        if note.has_marked and any(card.note_type == TABLE_ROW for card in note.cards):
            note = _read_note(file, encoding, skipped, are_tables_cards=False) or note
        folders = tuple(map(encodable_text, file.relative_to(path).parent.parts))
        note_card = _card_of_note(note, file, folders)
        if note_card is not None:
            number = len(cards) + 1
            cards.append(replace(note_card, number=number, is_article=has_marked))
        # If the cards only repeat the prose under its headings, the note's card has it all.
        inner = [] if note_card is not None and _repeat_prose(note) else note.cards
        name = (
            note_card.front if note_card is not None else (note.title or encodable_text(file.stem))
        )
        for card in inner:
            trail = (*folders, name, *card.trail)
            cards.append(replace(card, number=len(cards) + 1, trail=trail))
        skipped += note.skipped
        if note_card is None and not note.cards:
            skipped.append(Skipped(str(file), "neither text nor links"))
    cards = _with_resolved_links(cards, notes, path)
    if not files:
        raise fault(path, "E506", "no Markdown notes in this folder")
    return Deck(encodable_text(path.resolve().name), tuple(cards), tuple(skipped), root=str(path))


def _with_resolved_links(
    cards: list[Card], notes: list[tuple[Path, MarkdownNote]], root: Path
) -> list[Card]:
    """Return cards whose links name the notes that they lead to, however the paths are written."""
    by_path = {file.relative_to(root).with_suffix("").as_posix(): file for file, _ in notes}
    by_stem: dict[str, Path] = {}
    for file, _ in notes:
        by_stem.setdefault(normalise(file.stem), file)
    titles = {
        file: note.title if normalise(note.title) else encodable_text(file.stem)
        for file, note in notes
    }

    def resolved(link: DraftEdge, card: Card) -> DraftEdge:
        target = unquote(link.object).removesuffix(".md").removesuffix(".markdown").strip()
        if "/" not in target and target == link.object:
            return link  # the file's name is another name of the note
        folder = Path(card.path).parent.relative_to(root).as_posix()
        places = [posixpath.normpath(posixpath.join(folder, target)), posixpath.normpath(target)]
        found = next((by_path[p] for p in places if p in by_path), None)
        file = found or by_stem.get(normalise(posixpath.basename(target)))
        name = titles[file] if file is not None else encodable_text(posixpath.basename(target))
        return replace(link, object=name)

    return [
        replace(card, links=tuple(dict.fromkeys(resolved(link, card) for link in card.links)))
        if card.links
        else card
        for card in cards
    ]


def _read_note(
    file: Path, encoding: str | None, skipped: list[Skipped], *, are_tables_cards: bool = True
) -> MarkdownNote | None:
    """Return a note; None, and why, if it is empty or can't be read."""
    try:
        if not read_start(file).strip():
            skipped.append(Skipped(str(file), "an empty note"))
            return None
        text = decode(read_content(file), file, encoding)
        return read_note(text, file, are_tables_cards=are_tables_cards)
    except DataError as error:  # one note that can't be read must not stop all others
        skipped += (Skipped(f"{f.path}:{f.line}", f.message) for f in error.findings)
        return None


def _find_notes(folder: Path, skipped: list[Skipped]) -> Iterator[Path]:
    """Yield the notes in a folder and below it; symbolic links are added to `skipped`."""

    def fail(error: OSError) -> None:
        raise fault(folder, "E501", f"can't be read: {error.filename}: {error.strerror or error}")

    for root, folders, names in _walk(folder, fail):
        is_logseq = Path(root).name == "logseq"
        folders[:] = sorted(
            name
            for name in folders
            if not name.startswith(".") and not (is_logseq and name == "bak")
        )
        for name in sorted(names):
            file = Path(root, name)
            if name.startswith(".") or file.suffix.lower() not in NOTE_SUFFIXES:
                continue
            if file.is_symlink():
                skipped.append(Skipped(str(file), "a symbolic link"))
            else:
                yield file


def _walk(
    folder: Path, fail: Callable[[OSError], None]
) -> Iterator[tuple[str, list[str], list[str]]]:
    try:
        yield from os.walk(folder, onerror=fail)
    except RecursionError as error:
        raise fault(folder, "E501", "folders are nested too deeply") from error


def _repeat_prose(note: MarkdownNote) -> bool:
    """Return True if the backs of all cards of a note are in its prose."""
    prose = normalise(note.prose)
    return bool(note.cards) and all(
        normalise(card.back) in prose for card in note.cards if card.back
    )


def _card_of_note(note: MarkdownNote, file: Path, folders: tuple[str, ...]) -> Card | None:
    """Return the card of a note itself; None if the note only holds cards."""
    front_matter = note.front_matter
    stem = encodable_text(file.stem)
    title = note.title if normalise(note.title) else stem
    if not note.prose and not note.links and not (front_matter.aliases or front_matter.tags):
        return None
    if note.cards and not note.links and not front_matter.line_count and not note.prose:
        return None
    file_name = (stem,) if normalise(stem) != normalise(title) else ()
    return Card(
        number=1,
        front=title,
        back=note.prose,
        path=str(file),
        first=1,
        last=note.prose.count("\n") + 1,
        trail=folders,
        tags=note.tags,
        aliases=(*front_matter.aliases, *file_name),
        links=note.links,
    )
