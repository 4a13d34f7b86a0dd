"""Anki packages (.apkg): a study list as notes; the only home of genanki."""

from __future__ import annotations

import hashlib
import html
import io
import itertools
import json
import re
import sqlite3
import tempfile
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from kg.export.terminal import printable
from kg.learn.quiz.question_wording import relation_question, masked_definition
from kg.learn.study import StudyList
from kg.learn.study.prerequisites import find_prerequisites
from kg.model.graph import cite
from kg.model.vocabulary import PLAIN_KIND
from kg.store import Key, Store, StoredEdge
from kg.system.extras import require_extra
from kg.text.phrasing import capitalise, join_list

if TYPE_CHECKING:
    from genanki import Model, Note  # noqa: TID251 - this is its home

TERM_TYPE, QUESTION_TYPE, CLOZE_TYPE = 1_607_512_001, 1_607_512_002, 1_607_512_003
"""Anki's numbers of our note types: never to be changed, or decks fall apart on import."""

MAX_NOTE_ALIASES = 3
"""Other names that a note tells at most."""

_NOTE_STYLE = """\
.card { font: 20px/1.45 system-ui, sans-serif; max-width: 34em; margin: 1.2em auto; }
.kind, .why { color: #666; font-size: 15px; }
.nightMode .kind, .nightMode .why { color: #aaa; }
.cloze { font-weight: 600; color: #1b62c4; }
.nightMode .cloze { color: #8ab8ff; }
hr { border: 0; border-top: 1px solid #8886; margin: 1em 0; }
"""

_NOTE_BACK = '{{FrontSide}}<hr id="answer">'

_NOTE_WHY = '<p class="why">{{Why}}</p>'

_NOT_TAG = re.compile(r"[^\w-]+")


def as_package(listed: StudyList, store: Store, now: datetime) -> bytes:
    """A study list as an Anki package.

    Each concept becomes a note of the type term (name to meaning, and meaning to name), one of the
    type question for each relation that leads to it, and one of the type cloze with the edges that
    lead from it. The identifier of a note is made of the graph, the concept and what is asked, so
    importing a package again updates its notes. Tags tell the kind and the stage.

    Args:
        listed: the list.
        store: its graph.
        now: when the notes are made; Anki takes the later one of two notes.

    Returns:
        The content of an .apkg file; the same for the same list and time.

    Raises:
        UsageError: genanki is not installed.
    """
    with require_extra("genanki", "anki"):
        from genanki import Deck, Package  # noqa: TID251

    writer = _NoteWriter(listed, store)
    title = printable(store.title).replace("::", ":") or "deckgraph"
    deck = Deck(_number(f"deck {store.slug}"), title, html.escape(printable(store.description)))
    for note in writer.notes():
        deck.add_note(note)
    seconds = float(int(now.timestamp()))
    with tempfile.TemporaryDirectory(prefix="kg-") as folder:
        file = Path(folder) / "collection.anki2"
        with closing(sqlite3.connect(file)) as db:
            numbers = itertools.count(int(seconds) * 1000)
            Package(deck).write_to_db(db.cursor(), seconds, numbers)
            db.commit()
        content = file.read_bytes()
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in (("collection.anki2", content), ("media", json.dumps({}).encode())):
            # A fixed date: the same list gives the same bytes.
            package.writestr(
                zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), data, zipfile.ZIP_DEFLATED
            )
    return packed.getvalue()


@dataclass(frozen=True, slots=True)
class NoteTypes:
    """Our note types."""

    term: Model
    question: Model
    cloze: Model


def note_types() -> NoteTypes:
    from genanki import Model  # noqa: TID251

    def fields(*names: str) -> list[dict[str, str]]:
        return [{"name": name} for name in names]

    term = Model(
        TERM_TYPE,
        "deckgraph term",
        fields=fields("Name", "Kind", "Meaning", "Asked", "Why"),
        templates=[
            {
                "name": "Name to meaning",
                "qfmt": '<b>{{Name}}</b> <span class="kind">{{Kind}}</span>',
                "afmt": f"{_NOTE_BACK}{{{{Meaning}}}}{_NOTE_WHY}",
            },
            {
                "name": "Meaning to name",
                "qfmt": '{{#Asked}}<span class="kind">Which {{Kind}} is this?</span><br>'
                "{{Asked}}{{/Asked}}",
                "afmt": f"{_NOTE_BACK}<b>{{{{Name}}}}</b>{_NOTE_WHY}",
            },
        ],
        css=_NOTE_STYLE,
    )
    question = Model(
        QUESTION_TYPE,
        "deckgraph question",
        fields=fields("Question", "Answer", "Why"),
        templates=[
            {
                "name": "Question",
                "qfmt": "{{Question}}",
                "afmt": f"{_NOTE_BACK}{{{{Answer}}}}{_NOTE_WHY}",
            }
        ],
        css=_NOTE_STYLE,
    )
    cloze = Model(
        CLOZE_TYPE,
        "deckgraph cloze",
        fields=fields("Text", "Why"),
        templates=[
            {"name": "Cloze", "qfmt": "{{cloze:Text}}", "afmt": f"{{{{cloze:Text}}}}{_NOTE_WHY}"}
        ],
        css=_NOTE_STYLE,
        model_type=Model.CLOZE,
    )
    return NoteTypes(term, question, cloze)


class _NoteWriter:
    """Makes the notes of a list."""

    def __init__(self, listed: StudyList, store: Store) -> None:
        self.store, self.types = store, note_types()
        found = [store.key_of(item.concept.id) for item in listed.items]
        self.keys = [key for key in found if key is not None]
        self.place = {key: n for n, key in enumerate(self.keys, 1)}
        self.links: dict[Key, list[StoredEdge]] = {key: [] for key in self.keys}
        for link in store.edges_of(self.keys):
            for end in {link.subject, link.object} & self.links.keys():
                self.links[end].append(link)
        ends = {
            end
            for links in self.links.values()
            for link in links
            for end in (link.subject, link.object)
        }
        self.bases = find_prerequisites(store, self.keys)
        ends |= {base for bases in self.bases.values() for base in bases}
        self.names = store.concepts({*self.keys, *ends})
        self.tags = self._tags()

    def notes(self) -> Iterator[Note]:
        """The notes, in the order of the list."""
        for key in self.keys:
            yield self._note(self.types.term, key, "term", self._term(key))
            for relation in self.store.vocabulary.relations:
                answer = self._answer(key, relation)
                if answer is not None:
                    yield self._note(self.types.question, key, f"question {relation}", answer)
            text = self._cloze(key)
            if text:
                yield self._note(self.types.cloze, key, "cloze", [text, _cited(self._out(key))])

    def _note(self, model: Model, key: Key, what: str, fields: Sequence[str]) -> Note:
        from genanki import Note, guid_for  # noqa: TID251

        guid = guid_for(self.store.slug, self.names[key].id, what)
        due = self.place[key]  # new cards are shown in the order of the list
        return Note(model, list(fields), guid=guid, tags=self.tags[key], due=due)

    def _term(self, key: Key) -> list[str]:
        concept = self.names[key]
        called = (
            f" (also {join_list(concept.aliases[:MAX_NOTE_ALIASES])})" if concept.aliases else ""
        )
        return [
            _text(concept.name),
            _text(concept.kind),
            _text(f"{concept.summary}{called}".strip()) or _text(concept.name),
            _text(masked_definition(concept) or ""),
            self._base(key),
        ]

    def _base(self, key: Key) -> str:
        """What a concept builds on, and where the deck tells of it; the same in every list."""
        bases = sorted(self.names[base].name for base in self.bases[key])
        told = [f"Builds on {join_list(bases)}"] if bases else []
        if self.names[key].citation:
            told.append(capitalise(cite(self.names[key].citation)))
        return _text("; ".join(told))

    def _answer(self, key: Key, name: str) -> list[str] | None:
        """A question for all that stand in a relation to a concept; None where nothing does."""
        relation = self.store.relation(name)
        links = [link for link in self.links[key] if link.relation == name and link.object == key]
        if relation.symmetric:  # the cloze note tells the one way, this the other
            links = [
                link for link in links if link.subject not in {one.object for one in self._out(key)}
            ]
        if not links:
            return None
        ends = [self.names[link.subject] for link in links]
        kinds = {end.kind for end in ends}
        kind = self.store.vocabulary.kinds.get(ends[0].kind, PLAIN_KIND)
        prompt = relation_question(
            relation, "subject", self.names[key].name, kind if len(kinds) == 1 else PLAIN_KIND
        )
        answer = join_list(end.name for end in ends)
        return [_text(prompt), _text(answer), _cited(links)]

    def _out(self, key: Key) -> list[StoredEdge]:
        return [link for link in self.links[key] if link.subject == key]

    def _cloze(self, key: Key) -> str:
        """The edges that lead from a concept in words, a gap for the ends of each relation."""
        lines: list[str] = []
        for name in self.store.vocabulary.relations:
            ends = [link.object for link in self._out(key) if link.relation == name]
            if ends:
                said = _text(self.store.relation(name).sentence(self.names[key].name, "").strip())
                gap = _text(join_list(self.names[end].name for end in ends))
                lines.append(f"{said} {{{{c{len(lines) + 1}::{gap}}}}}")
        return "<br>".join(lines)

    def _tags(self) -> dict[Key, list[str]]:
        from kg.map.layout import group_lanes, read_stages

        tags = {key: [f"kind::{_tag(self.names[key].kind)}"] for key in self.keys}
        links = self.store.edges()
        stages, candidates = read_stages(self.store, links)
        if stages is not None:
            titles = {key: candidates[key].name for key in stages.keys}
            lanes, _ = group_lanes(stages, self.store.vocabulary, self.names, links, titles)
            for lane in lanes:
                for key in {lane.stage, *lane.members} & tags.keys():
                    tags[key].append(f"stage::{_tag(lane.title)}")
        return tags


def _cited(links: Iterable[StoredEdge]) -> str:
    sources = list(dict.fromkeys(link.citation for link in links if link.citation))
    if any(cite(source) == source for source in sources):
        return _text(capitalise("; ".join(map(cite, sources))))
    return _text(f"Deck lines {', '.join(sources)}") if sources else ""


def _text(text: str) -> str:
    """Text that Anki shows as it is: no markup, no gap, no sound, no formula."""
    escaped = html.escape(printable(text))
    for mark in "{}:[]\\":
        escaped = escaped.replace(mark, f"&#{ord(mark)};")
    return escaped


def _tag(text: str) -> str:
    """Text as a part of a tag, which may hold no space."""
    return _NOT_TAG.sub("-", printable(text)).strip("-") or "other"


def _number(text: str) -> int:
    """A number such as Anki gives to decks, made of a text."""
    return (1 << 30) + int.from_bytes(hashlib.sha256(text.encode()).digest()[:8], "big") % (1 << 30)
