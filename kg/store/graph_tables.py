"""Rows of the tables that hold a graph itself: meta, concept, edge and name_form."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping

from kg.model.attributes import STATUSES
from kg.model.cues import cues_of
from kg.model.graph import ConceptId, Graph
from kg.model.vocabulary import PLAIN, Kind, Vocabulary
from kg.store.codecs import encode_cues, encode_details, encode_qualifiers, encode_vocabulary
from kg.store.sqlite_schema import MATCH_TYPES
from kg.text.normal_forms import normalise, stem
from kg.text.separated import RECORD, UNIT, join

Rows = Iterator[tuple[object, ...]]
Tables = Iterator[tuple[str, Rows]]
"""Names of tables with their rows, in the order in which they are to be filled."""


def graph_tables(graph: Graph) -> Tables:
    """Yield the rows of the tables that hold concepts, edges and names."""
    numbers, vocabulary = concept_numbers(graph), used_vocabulary(graph)
    yield "meta", _meta_rows(graph, vocabulary)
    yield "concept", _concept_rows(graph, numbers, vocabulary)
    yield "edge", _edge_rows(graph, numbers, vocabulary)
    yield "name_form", _name_form_rows(graph, numbers)


def concept_numbers(graph: Graph) -> dict[ConceptId, int]:
    """Return the number of each concept: from 1, in the order of the graph."""
    return {identifier: n for n, identifier in enumerate(graph.concepts, 1)}


def used_vocabulary(graph: Graph) -> Vocabulary:
    """Return the part of the graph's vocabulary that its concepts and edges use.

    A kind that the vocabulary does not describe gets its name as its only wording. Kinds and
    relations without a concept or edge are left out, so that their words do not ask for them:
    elsewhere a "case" is what the cards call a case.
    """
    kinds = {concept.kind for concept in graph.concepts.values()}
    known = graph.vocabulary.only(kinds | {PLAIN}, {edge.relation for edge in graph.edges})
    unknown = {kind: Kind(kind, kind) for kind in sorted(kinds - known.kinds.keys())}
    return known._replace(kinds={**known.kinds, **unknown})


def positions(names: Iterable[str]) -> dict[str, int]:
    """Return the position of each name, from 0."""
    return {name: n for n, name in enumerate(names)}


class Memo(dict[str, str]):
    """A function of a word whose results are kept."""

    def __init__(self, function: Callable[[str], str]) -> None:
        self._function = function

    def __missing__(self, word: str) -> str:
        value = self[word] = self._function(word)
        return value


def _meta_rows(graph: Graph, vocabulary: Vocabulary) -> Rows:
    kinds = Counter(concept.kind for concept in graph.concepts.values())
    relations = Counter(edge.relation for edge in graph.edges)
    meta = {
        "title": graph.title,
        "description": graph.description,
        "vocabulary": encode_vocabulary(vocabulary),
        "cues": encode_cues(cues_of(vocabulary)),
        "kinds": _encode_counts(vocabulary.kinds, kinds),
        "relations": _encode_counts(vocabulary.relations, relations),
        "concepts": str(len(graph.concepts)),
        "cards": str(len(graph.cards)),
    }
    yield from sorted(meta.items())


def _encode_counts(names: Iterable[str], counts: Mapping[str, int]) -> str:
    return join([(name, str(counts[name])) for name in names], RECORD + UNIT)


def _concept_rows(graph: Graph, numbers: Mapping[ConceptId, int], vocabulary: Vocabulary) -> Rows:
    kind_numbers = positions(vocabulary.kinds)
    for c in graph.concepts.values():
        aliases = join(c.aliases)
        norm = normalise(c.name)
        # As `concept_id` makes it, only faster.
        is_derived = norm and "+" not in norm and "#" not in norm and c.id == norm.replace(" ", "-")
        identifier = None if is_derived else c.id
        kind = kind_numbers[c.kind]
        details = encode_details(c.attributes, c.flags)
        yield (
            *(numbers[c.id], identifier, c.name, kind, aliases, c.summary, c.citation),
            *(join(c.hidden), c.background, details),
        )


def _edge_rows(graph: Graph, numbers: Mapping[ConceptId, int], vocabulary: Vocabulary) -> Rows:
    relation_numbers = positions(vocabulary.relations)
    yield from sorted(
        (
            numbers[e.subject],
            relation_numbers[e.relation],
            numbers[e.object],
            e.citation,
            STATUSES.index(e.status),
            encode_qualifiers(e.qualifiers),
        )
        for e in graph.edges
    )


def _name_form_rows(graph: Graph, numbers: Mapping[ConceptId, int]) -> Rows:
    """Yield the texts that name each concept, each with its most reliable match type."""
    name_, alias_, stem_, squash_, initialism_ = range(len(MATCH_TYPES))
    rows: list[tuple[str, int, int]] = []
    stem_of = Memo(stem).__getitem__
    for concept in graph.concepts.values():
        n = numbers[concept.id]
        forms: dict[str, int] = {}
        for match_type, name in ((name_, concept.name), *((alias_, a) for a in concept.aliases)):
            parts = normalise(name).split()
            if not parts:
                if match_type == name_ and name:
                    forms[name] = match_type  # a name without letters or digits, as it is written
                continue
            norm = " ".join(parts)
            forms[norm] = min(match_type, forms.get(norm, match_type))
            forms.setdefault(" ".join(map(stem_of, parts)), stem_)
            if len(parts) > 1:
                squashed = "".join(parts)
                forms[squashed] = min(squash_, forms.get(squashed, squash_))
                if len(parts) > 2:
                    forms.setdefault("".join([part[0] for part in parts]), initialism_)
        for phrase in concept.hidden:
            parts = normalise(phrase).split()
            if parts:
                forms.setdefault(" ".join(parts), alias_)
                forms.setdefault(" ".join(map(stem_of, parts)), stem_)
        rows += [(form, n, match_type) for form, match_type in forms.items()]
    rows.sort()
    yield from rows
