"""Make the Anki notes for a study list; import only where genanki is installed."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from genanki import Model, Note, guid_for  # noqa: TID251 - this is one of its homes

from kg.export.terminal import BEYOND_DECK, printable
from kg.learn.quiz.question_wording import masked_definition, relation_question
from kg.learn.study import StudyList
from kg.learn.study.prerequisites import find_prerequisites
from kg.map.layout import group_lanes, read_stages
from kg.model.graph import cite
from kg.model.vocabulary import PLAIN_KIND
from kg.store import Key, Store, StoredEdge
from kg.text.phrasing import capitalise, join_list

TERM_TYPE, QUESTION_TYPE, CLOZE_TYPE = 1_607_512_001, 1_607_512_002, 1_607_512_003
"""Identifiers of our note types in Anki.

They must never change, nor the fields of the types, or importing a deck again would duplicate its
notes or leave them as they were.
"""

MAX_NOTE_ALIASES = 3
"""Maximum number of aliases on a term note."""

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


@dataclass(frozen=True, slots=True)
class NoteTypes:
    """Our note types: what Anki asks and shows for each kind of note."""

    term: Model
    question: Model
    cloze: Model


def make_note_types() -> NoteTypes:
    """Return our note types, each with its fields, cards and style."""

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


class NoteWriter:
    """Makes the notes of a study list.

    No card asks for what is not in the deck: edges beyond it make no notes, and what else is known
    of a concept stands in the last field of its term note, under a heading.

    Args:
        listed: the list.
        store: its graph.
    """

    def __init__(self, listed: StudyList, store: Store) -> None:
        self.store, self.types = store, make_note_types()
        found = [store.key_of(item.concept.id) for item in listed.items]
        self.keys = [key for key in found if key is not None]
        self.number = {key: n for n, key in enumerate(self.keys, 1)}
        self.edges: dict[Key, list[StoredEdge]] = {key: [] for key in self.keys}
        for edge in store.edges_of(self.keys):
            if edge.status == "background":
                continue
            for end in {edge.subject, edge.object} & self.edges.keys():
                self.edges[end].append(edge)
        ends = {
            end
            for edges in self.edges.values()
            for edge in edges
            for end in (edge.subject, edge.object)
        }
        self.prerequisites = find_prerequisites(store, self.keys)
        ends |= {base for bases in self.prerequisites.values() for base in bases}
        self.concepts = store.concepts({*self.keys, *ends})
        self.tags = self._tags()

    def notes(self) -> Iterator[Note]:
        """Yield the notes, in the order of the list."""
        for key in self.keys:
            if not self.concepts[key].is_beyond_deck:
                yield self._note(self.types.term, key, "term", self._term_fields(key))
            for relation in self.store.vocabulary.relations:
                fields = self._question_fields(key, relation)
                if fields is not None:
                    yield self._note(self.types.question, key, f"question {relation}", fields)
            text = self._cloze_text(key)
            if text:
                why = _citations(self._edges_from(key))
                yield self._note(self.types.cloze, key, "cloze", [text, why])

    def _note(self, model: Model, key: Key, what: str, fields: Sequence[str]) -> Note:
        """Return a note; `what` sets it apart from the concept's other notes, for good."""
        guid = guid_for(self.store.slug, self.concepts[key].id, what)
        due = self.number[key]  # new cards are shown in the order of the list
        return Note(model, list(fields), guid=guid, tags=self.tags[key], due=due)

    def _term_fields(self, key: Key) -> list[str]:
        """Return the fields of a term note; "Asked" is empty if the definition is too short."""
        concept = self.concepts[key]
        aliases = (
            f" (also {join_list(concept.aliases[:MAX_NOTE_ALIASES])})" if concept.aliases else ""
        )
        facts = "; ".join(concept.attributes.texts())
        meaning = [f"{concept.summary}{aliases}".strip(), f"{capitalise(facts)}." if facts else ""]
        return [
            _text(concept.name),
            _text(concept.kind),
            _text(" ".join(filter(None, meaning))) or _text(concept.name),
            _text(masked_definition(concept) or ""),
            self._explanation(key),
        ]

    def _explanation(self, key: Key) -> str:
        """Return a concept's prerequisites in the whole graph, and its citation, in words.

        Doubts about its cards follow, then what is known of it beyond the deck, under a heading.
        """
        bases = sorted(self.concepts[base].name for base in self.prerequisites[key])
        parts = [f"Builds on {join_list(bases)}"] if bases else []
        concept = self.concepts[key]
        if concept.citation:
            parts.append(capitalise(cite(concept.citation)))
        paragraphs = [_text("; ".join(parts))]
        paragraphs += [_text(f"Note: {flag.text}") for flag in concept.flags]
        if concept.background:
            paragraphs.append(f"<b>{BEYOND_DECK}</b><br>{_text(concept.background)}")
        return "<br><br>".join(filter(None, paragraphs))

    def _question_fields(self, key: Key, name: str) -> list[str] | None:
        """Return the fields of a question for all subjects of a relation's edges to a concept.

        None if there are no such edges.
        """
        relation = self.store.relation(name)
        edges = [edge for edge in self.edges[key] if edge.relation == name and edge.object == key]
        if relation.symmetric:  # the cloze note already has the edges from the concept
            objects = {edge.object for edge in self._edges_from(key)}
            edges = [edge for edge in edges if edge.subject not in objects]
        if not edges:
            return None
        ends = [self.concepts[edge.subject] for edge in edges]
        kinds = {end.kind for end in ends}
        kind = self.store.vocabulary.kinds.get(ends[0].kind, PLAIN_KIND)
        prompt = relation_question(
            relation, "subject", self.concepts[key].name, kind if len(kinds) == 1 else PLAIN_KIND
        )
        answer = join_list(
            _qualified(end.name, edge) for end, edge in zip(ends, edges, strict=True)
        )
        return [_text(prompt), _text(answer), _citations(edges)]

    def _edges_from(self, key: Key) -> list[StoredEdge]:
        return [edge for edge in self.edges[key] if edge.subject == key]

    def _cloze_text(self, key: Key) -> str:
        """Return the edges from a concept in words, with a gap for each relation's objects."""
        lines: list[str] = []
        for name in self.store.vocabulary.relations:
            edges = [edge for edge in self._edges_from(key) if edge.relation == name]
            if edges:
                relation, subject = self.store.relation(name), self.concepts[key].name
                start = _text(relation.sentence(subject, "").strip())
                names = (_qualified(self.concepts[edge.object].name, edge) for edge in edges)
                gap = _text(join_list(names))
                lines.append(f"{start} {{{{c{len(lines) + 1}::{gap}}}}}")
        return "<br>".join(lines)

    def _tags(self) -> dict[Key, list[str]]:
        """Return the tags of each concept: its kind, and its stages if the graph has any."""
        tags = {key: [f"kind::{_tag(self.concepts[key].kind)}"] for key in self.keys}
        edges = self.store.edges()
        stages, candidates = read_stages(self.store, edges)
        if stages is not None:
            titles = {key: candidates[key].name for key in stages.keys}
            lanes, _ = group_lanes(stages, self.store.vocabulary, self.concepts, edges, titles)
            for lane in lanes:
                for key in {lane.stage, *lane.members} & tags.keys():
                    tags[key].append(f"stage::{_tag(lane.title)}")
        return tags


def _qualified(name: str, edge: StoredEdge) -> str:
    """Return the name of an end of an edge, and in brackets how far the edge holds."""
    qualifiers = edge.qualifiers.text()
    return f"{name} ({qualifiers})" if qualifiers else name


def _citations(edges: Iterable[StoredEdge]) -> str:
    """Return the citations of some edges in words, each once; empty if they have none."""
    citations = list(dict.fromkeys(edge.citation for edge in edges if edge.citation))
    if any(citation.startswith("card") for citation in citations):  # some are cards, not lines
        return _text(capitalise("; ".join(map(cite, citations))))
    return _text(capitalise(cite("; ".join(citations))))


def _text(text: str) -> str:
    """Return a text escaped so that Anki shows it as it is: no markup, gap, sound or formula."""
    escaped = html.escape(printable(text))
    for mark in "{}:[]\\":
        escaped = escaped.replace(mark, f"&#{ord(mark)};")
    return escaped


def _tag(text: str) -> str:
    """Return a text as part of a tag, which can't contain spaces."""
    return _NOT_TAG.sub("-", printable(text)).strip("-") or "other"
