"""Write a study list as an Anki package (.apkg)."""

from __future__ import annotations

import hashlib
import html
import io
import itertools
import json
import sqlite3
import zipfile
from contextlib import closing
from datetime import datetime

from kg.export.terminal import printable
from kg.learn.study import StudyList
from kg.store import Store
from kg.system.extras import require_extra


def as_package(listed: StudyList, store: Store, now: datetime) -> bytes:
    """Return a study list as an Anki package.

    Each concept of the deck has a term note (name to meaning, and back), a question note for each
    relation that has it as object, and a cloze note with the edges that have it as subject. A
    note's identifier depends on the graph, the concept and what is asked, so importing a newer
    package updates the notes. Tags give the kind and the stage.

    Args:
        listed: the list.
        store: its graph.
        now: modification time of the notes; of two versions of a note Anki keeps the later one.

    Returns:
        The content of an .apkg file; the same bytes for the same list and time.

    Raises:
        UsageError: genanki is not installed.
    """
    with require_extra("genanki", "anki"):
        # Imported late: genanki comes with an extra.
        from genanki import Deck, Package  # noqa: TID251 - this is one of its homes

        from kg.export.anki_notes import NoteWriter

    writer = NoteWriter(listed, store)
    title = printable(store.title).replace("::", ":") or "deckgraph"
    deck = Deck(_deck_number(store.slug), title, html.escape(printable(store.description)))
    for note in writer.notes():
        deck.add_note(note)
    seconds = float(int(now.timestamp()))
    with closing(sqlite3.connect(":memory:")) as db:
        numbers = itertools.count(int(seconds) * 1000)
        Package(deck).write_to_db(db.cursor(), seconds, numbers)
        db.commit()
        content = db.serialize()
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in (("collection.anki2", content), ("media", json.dumps({}).encode())):
            # A fixed date: the same list gives the same bytes.
            package.writestr(
                zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), data, zipfile.ZIP_DEFLATED
            )
    return archive.getvalue()


def _deck_number(graph: str) -> int:
    """Return the identifier of a graph's deck, in the range that Anki uses for decks."""
    digest = hashlib.sha256(f"deck {graph}".encode()).digest()
    return (1 << 30) + int.from_bytes(digest[:8], "big") % (1 << 30)
