"""Reasons: why a concept answers a question, for each hit."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kg._typing import TYPE_CHECKING
from kg.answer.result import Hit, Reason, ReasonType
from kg.model.attributes import Status
from kg.model.concept import Concept, cite
from kg.question import Query
from kg.store import Key, Store, StoredEdge, ends
from kg.text.normal_forms import Stem, stem, words

if TYPE_CHECKING:
    from kg.answer.ranking import Ranked


STATED_SCORE = 0.9
"""Score of an answer that an edge of the deck states, for the situation that a question tells."""

BACKGROUND_SCORE = 0.7
"""Score of such an answer that rests on background."""

_BACKGROUND = "the background"
_HIDDEN = "a search phrase"


def make_hit(concept: Concept, score: float, reasons: Iterable[Reason]) -> Hit:
    """Make a hit of a concept, with the given reasons and its card."""
    return Hit(concept, score, (*reasons, *card_reasons(concept)))


def ranked_hits(query: Query, ranked: Iterable[Ranked], store: Store) -> list[Hit]:
    """Make hits of ranked candidates; no score is above the one before."""
    best = list(ranked)
    concepts = store.concepts(r.key for r in best)
    hits = []
    for r in best:
        reasons = [*match_reasons(query, concepts[r.key]), *edge_reasons(store, r.edges)]
        hits.append(make_hit(concepts[r.key], r.score, reasons))
    return with_falling_scores(hits)


def with_falling_scores(hits: Iterable[Hit]) -> list[Hit]:
    """Return hits in their order, no score above the one before."""
    limited: list[Hit] = []
    top = 1.0
    for hit in hits:
        top = min(top, hit.score)
        limited.append(hit._replace(score=top))
    return limited


def hits_of_subjects(
    edges: Iterable[StoredEdge], store: Store, also: Sequence[StoredEdge] = ()
) -> list[Hit]:
    """Make a hit of each subject of some edges, those that the deck states first.

    The reasons of a hit are the first edge of its subject, and the edges `also`.
    """
    first: dict[Key, StoredEdge] = {}
    for edge in sorted(edges, key=lambda edge: edge.status == "background"):
        first.setdefault(edge.subject, edge)
    concepts = store.concepts(first)
    return [
        make_hit(
            concepts[key],
            STATED_SCORE if edge.status != "background" else BACKGROUND_SCORE,
            edge_reasons(store, [edge, *also]),
        )
        for key, edge in first.items()
    ]


def card_reasons(concept: Concept) -> list[Reason]:
    """Say which card of the deck to read about a concept; empty when it cites none."""
    if not concept.citation:
        return []
    return [Reason("card", cite(concept.citation), citation=concept.citation)]


def edge_reasons(store: Store, edges: Iterable[StoredEdge]) -> list[Reason]:
    """Put edges into words, each once, in the order given."""
    edges = list(dict.fromkeys(edges))
    concepts = store.concepts(ends(edges))
    return [
        Reason(
            "edge",
            store.sentence(edge, edge.subject, concepts),
            edge.relation,
            edge.citation,
            edge.status,
            concepts[edge.subject].name,
            concepts[edge.object].name,
        )
        for edge in edges
    ]


def match_reasons(query: Query, concept: Concept) -> list[Reason]:
    """Say which words of the question the concept's text has, and how each matched."""
    fields: Sequence[tuple[str, str]] = (
        ("the name", concept.name),
        *(("an alias", alias) for alias in concept.aliases),
        ("the summary", concept.summary),
        *((_HIDDEN, phrase) for phrase in concept.hidden),
        (_BACKGROUND, concept.background),
    )
    first: dict[Stem, tuple[str, str]] = {}  # the first field and word that has each stem
    for name, content in fields:
        for part in words(content):
            first.setdefault(stem(part), (name, part))
    found: list[Reason] = []
    for term in query.terms:
        matched = next((s for s in (term.stem, *term.synonyms) if s in first), None)
        if matched is None:
            continue
        field, word = first[matched]
        match_type: ReasonType
        if field == _HIDDEN:  # its words are not shown
            match_type, text = "alias", f"{term.word}, in {field}"
        elif matched != term.stem:
            match_type, text = "alias", f"{term.word} means {word}, in {field}"
        elif term.typed != term.word:
            match_type, text = "typo", f"{term.typed} read as {word}, in {field}"
        elif term.word != word:
            match_type, text = "stem", f"{term.word} as {word}, in {field}"
        else:
            match_type = "alias" if field == "an alias" else "exact"
            text = f"{word}, in {field}"
        status: Status = "background" if field == _BACKGROUND else "stated"
        found.append(Reason(match_type, text, status=status))
    return found
