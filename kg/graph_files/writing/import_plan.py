"""Plan which files an import writes, and write them."""

from __future__ import annotations

import signal
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from kg.errors import DataError, Finding, UsageError
from kg.graph_files.card_file import cards_text, read_cards
from kg.graph_files.check import errors
from kg.graph_files.native import ABOUT, read_draft
from kg.graph_files.source_files import CARDS, VOCABULARY
from kg.graph_files.writing.card_merge import MergedCards, merge_cards
from kg.graph_files.writing.import_record import RECORD_FILE, ImportRecord, digest, read_record
from kg.graph_files.writing.merge import Change, Merged, base_of, fit_edges, merge
from kg.graph_files.writing.toml_tables import quoted, table_of, vocabulary_rows, vocabulary_text
from kg.graph_files.writing.written_files import WrittenFile, read_folder
from kg.model.draft import Draft, DraftConcept
from kg.model.graph import concept_id
from kg.model.vocabulary import Vocabulary
from kg.model.vocabulary_tables import read_vocabulary
from kg.system.files import read_text, remove_leftovers, replace_file, temporary_folder

MAX_CONCEPTS_PER_FILE = 2_000
"""Concepts in one file; further ones go into the next file."""

_HEAD = "# Made by `kg import`. Edit it as you like: tables that you change are yours, and stay.\n"


@dataclass(slots=True)
class ImportPlan:
    """The files to write by name, the files to delete (`gone`), and the changes of concepts.

    `unfinished` is the text of the record while the files are being written.
    """

    files: dict[str, str] = field(default_factory=dict)
    changes: list[Change] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)
    unfinished: str = ""


def plan_files(draft: Draft, folder: Path, origin: str) -> ImportPlan:
    """Plan the files of a folder that shall hold the draft and everything a person edited there.

    Tables that the last import wrote are replaced. Edited tables stay letter for letter, except
    for their citation, and so do tables and files that people added. Deleted tables stay deleted.

    Args:
        draft: the graph that was just read.
        folder: where it goes; it need not exist yet.
        origin: the name of the file that was read, for the record.

    Raises:
        DataError: a file there can't be read, or a person's table or card has a fault.
        UsageError: the folder holds a graph that no import wrote.
    """
    record = read_record(folder)
    if record is None and folder.is_dir() and any(folder.glob("*.toml")):
        raise UsageError(
            f"{folder} holds a graph that no import wrote; give another folder with -o"
        )
    files = read_folder(folder) if record is not None else []
    deck: dict[str, DraftConcept] = {concept_id(c.name): c for c in draft.concepts}
    merged = merge(deck, files, record or ImportRecord(origin))
    plan = ImportPlan(changes=merged.changes)
    vocabulary = _plan_vocabulary(plan, draft.vocabulary, folder, record)
    if merged.own or merged.deleted:
        fit_edges(merged, vocabulary.relations)
    names = set(merged.names())
    written = {key: table_of(concept, names) for key, concept in merged.fresh.items()}
    lines = _lay_out(plan, files, merged, written)
    about = (
        "# What this graph is; the title and description are yours to change.\n"
        f"title = {quoted(draft.title)}\ndescription = {quoted(draft.description)}\n"
    )
    if not _is_edited(folder / ABOUT, [r.about for r in record.versions()] if record else []):
        plan.files[ABOUT] = about
    cards = _plan_cards(plan, draft, folder, record)
    _check(plan, draft, folder, lines, is_first=record is None)
    new = ImportRecord(
        origin,
        # A kept table has no digest, so that it never counts as written by an import.
        dict.fromkeys(merged.kept, "") | {key: digest(text) for key, text in written.items()},
        {key: base_of(concept) for key, concept in deck.items()},
        {key: concept.citation for key, concept in deck.items()},
        sorted(merged.deleted),
        digest(about),
        digest(vocabulary_text(draft.vocabulary)),
        cards.digests,
        sorted(cards.deleted),
    )
    plan.unfinished = new.unfinished(record).text()
    plan.files[RECORD_FILE] = new.text()
    return plan


def _plan_cards(
    plan: ImportPlan, draft: Draft, folder: Path, record: ImportRecord | None
) -> MergedCards:
    """Plan the file of cards, and note what became of the cards that a person edited."""
    faults: list[Finding] = []
    there = read_cards(folder, faults) if record is not None else ()
    if faults:
        raise DataError(faults)
    merged = merge_cards(
        draft.cards,
        there,
        record.cards if record is not None else {},
        record.cards_deleted if record is not None else (),
    )
    if merged.cards:
        plan.files[CARDS] = cards_text(merged.cards)
    elif there:
        plan.gone.append(CARDS)
    plan.changes += merged.changes
    return merged


def write_plan(plan: ImportPlan, folder: Path) -> None:
    """Write the files of a plan: all into a temporary folder, then rename each.

    The first is a record that says that the import is not finished, so that the next import knows
    after a power cut which files are whose. The last is the record that it is.

    Raises:
        OSError: a file can't be written. Nothing changes until all temporary files are written;
            afterwards each file is old or new, never half-written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    remove_leftovers(folder)
    for name in plan.files:
        if (folder / name).is_dir():
            raise IsADirectoryError(21, "a folder stands where a file is to go", str(folder / name))
    with temporary_folder(folder) as aside:
        for name, text in plan.files.items():  # a full disk fails here, before anything changes
            Path(aside, name).write_text(text, encoding="utf-8", newline="")
        with _signals_blocked():
            replace_file(folder / RECORD_FILE, plan.unfinished.encode())
            for name in plan.files:
                file = folder / name
                if file.is_symlink():
                    replace_file(file, Path(aside, name).read_bytes())
                else:
                    Path(aside, name).replace(file)
            for name in plan.gone:
                (folder / name).unlink(missing_ok=True)


@contextmanager
def _signals_blocked() -> Iterator[None]:
    """Block Ctrl-C and SIGTERM while files are renamed, on systems that can."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGTERM})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _is_edited(file: Path, written: list[str]) -> bool:
    """Return True if a file differs from what an import wrote, so that it is a person's.

    `written` has the digests of what imports wrote, none if there was no import.
    """
    return bool(written) and file.is_file() and digest(read_text(file)) not in written


def _plan_vocabulary(
    plan: ImportPlan, vocabulary: Vocabulary, folder: Path, record: ImportRecord | None
) -> Vocabulary:
    """Plan the vocabulary: a person's plus what it lacks of the deck's, or the deck's own."""
    file = folder / VOCABULARY
    if not _is_edited(file, [r.vocabulary for r in record.versions()] if record else []):
        plan.files[VOCABULARY] = vocabulary_text(vocabulary)
        return vocabulary
    text = read_text(file)
    try:
        theirs, faults = read_vocabulary(tomllib.loads(text))
    except (tomllib.TOMLDecodeError, ValueError, RecursionError):
        return vocabulary  # checking the plan reports it
    if faults:
        return vocabulary
    lacking = Vocabulary(
        {k: v for k, v in vocabulary.kinds.items() if k not in theirs.kinds},
        {k: v for k, v in vocabulary.relations.items() if k not in theirs.relations},
    )
    if lacking.kinds or lacking.relations:
        plan.files[VOCABULARY] = f"{text.rstrip()}\n\n{vocabulary_rows(lacking)}"
    return Vocabulary({**theirs.kinds, **lacking.kinds}, {**theirs.relations, **lacking.relations})


def _lay_out(
    plan: ImportPlan, files: list[WrittenFile], merged: Merged, written: dict[str, str]
) -> dict[tuple[str, int], int]:
    """Put every table into the file where it was, and new tables at the end of the last file.

    Returns:
        By (file, first line in the plan) of each table that stays: its line in the file now.
    """
    left = dict(written)
    moved: dict[tuple[str, int], int] = {}
    ours: list[str] = []
    for file in files:
        parts = [file.head]
        is_changed = False
        for table in file.tables:
            text = merged.kept.get(table.key, table.text)
            if table.key in left:
                text = _in_place_of(table.text, left.pop(table.key), file.ends_lines)
            elif table.key not in merged.kept and table.key not in merged.needed:
                text = ""  # gone from the deck
            is_changed |= text != table.text
            moved[file.name, "".join(parts).count("\n") + 1] = table.line
            parts.append(text)
        is_ours = bool(file.tables) and file.head.strip() in ("", _HEAD.strip())
        if any(parts[1:]) or not is_ours:
            if is_changed:
                plan.files[file.name] = "".join(parts)
            if is_ours:
                ours.append(file.name)
        else:
            plan.gone.append(file.name)
    _append(plan, {f.name: f for f in files}, ours, list(left.values()))
    return moved


def _in_place_of(old: str, new: str, ends_lines: str) -> str:
    """Return the new table, followed by the white space that followed the old one."""
    if digest(old) == digest(new):
        return old
    space = old[len(old.rstrip()) :] or "\n"
    return new.rstrip().replace("\n", ends_lines) + space


def _append(
    plan: ImportPlan, files: dict[str, WrittenFile], ours: list[str], tables: list[str]
) -> None:
    """Append new tables to the last file, or to new files once it is full."""
    taken = set(files)
    if tables and ours:
        name = ours[-1]
        file = files[name]
        room = max(0, MAX_CONCEPTS_PER_FILE - len(file.tables))
        if room:
            text = plan.files.get(name) or file.head + "".join(t.text for t in file.tables)
            more = "\n".join(["", *tables[:room]]).replace("\n", file.ends_lines)
            plan.files[name] = text.rstrip() + file.ends_lines + more
        tables = tables[room:]
    is_one = not ours and len(tables) <= MAX_CONCEPTS_PER_FILE
    number = 0
    while tables or not (ours or plan.files.keys() - {VOCABULARY}):
        number += 1
        name = "concepts.toml" if is_one and number == 1 else f"concepts-{number:02}.toml"
        if name in taken and name not in plan.gone:
            continue
        plan.files[name] = "\n".join([_HEAD, *tables[:MAX_CONCEPTS_PER_FILE]])
        plan.gone = [gone for gone in plan.gone if gone != name]
        tables = tables[MAX_CONCEPTS_PER_FILE:]


def _check(
    plan: ImportPlan,
    draft: Draft,
    folder: Path,
    lines: dict[tuple[str, int], int],
    *,
    is_first: bool,
) -> None:
    """Check that the planned files hold a graph without faults."""
    if is_first:  # the files hold exactly the draft, which is quicker to check
        faults = errors(draft)
        if faults:
            raise DataError(faults)
        return
    with temporary_folder(folder) as trial:
        stay = {f.name for f in folder.glob("*.toml")} - plan.files.keys() - set(plan.gone)
        for name, text in plan.files.items():
            Path(trial, name).write_text(text, encoding="utf-8", newline="")
        for name in stay:
            Path(trial, name).write_bytes((folder / name).read_bytes())
        found = errors(read_draft(Path(trial), with_places=False))
        if found:
            found = errors(read_draft(Path(trial)))
    if found:
        raise DataError(sorted(_moved(fault, folder, plan, lines) for fault in found))


def _moved(
    fault: Finding, folder: Path, plan: ImportPlan, lines: dict[tuple[str, int], int]
) -> Finding:
    """Return a fault of the planned files, with its line in the file now."""
    name = Path(fault.path).name
    line = fault.line
    starts = [at for file, at in lines if file == name and at <= line]
    if name in plan.files and starts:
        line += lines[name, max(starts)] - max(starts)
    return fault._replace(path=str(folder / name), line=line)
