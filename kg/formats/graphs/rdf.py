"""RDF: SKOS and others in Turtle, N-Triples and RDF/XML; the only home of pyoxigraph."""

from __future__ import annotations

import re
from collections import defaultdict
from pathlib import Path

from kg.formats.graphs.graphml import xml_of
from kg.formats.source import decode_start, fault, read_content, read_start
from kg.model.draft import Draft, DraftConcept, DraftEdge, keyed_draft
from kg.model.vocabulary import Relation, relation_key
from kg.system.extras import require_extra
from kg.text.normal_forms import normalise

_SKOS = "http://www.w3.org/2004/02/skos/core#"
_RDFS = "http://www.w3.org/2000/01/rdf-schema#"
_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_DC = "http://purl.org/dc/terms/"
_NAMES = (
    f"{_SKOS}prefLabel", f"{_RDFS}label", f"{_DC}title", "http://schema.org/name",
    "https://schema.org/name", "http://xmlns.com/foaf/0.1/name",
)  # fmt: skip
_ALIASES = (f"{_SKOS}altLabel", f"{_SKOS}hiddenLabel")
_SUMMARIES = (
    f"{_SKOS}definition", f"{_RDFS}comment", f"{_DC}description", f"{_SKOS}scopeNote",
    f"{_SKOS}note", "http://schema.org/description", "https://schema.org/description",
)  # fmt: skip
# What these say the other way round is said already by their inverse.
_RELATIONS = {
    f"{_SKOS}broader": ("kind-of", False),
    f"{_SKOS}broaderTransitive": ("kind-of", False),
    f"{_SKOS}narrower": ("kind-of", True),
    f"{_SKOS}narrowerTransitive": ("kind-of", True),
    f"{_SKOS}related": ("related-to", False),
    f"{_RDFS}subClassOf": ("kind-of", False),
}
_PASSED_OVER = frozenset(
    f"{_SKOS}{name}"
    for name in "inScheme topConceptOf hasTopConcept exactMatch closeMatch broadMatch narrowMatch "
    "relatedMatch mappingRelation".split()
) | {f"{_RDF}type", f"{_RDFS}isDefinedBy", f"{_RDFS}seeAlso"}

KINDRED = (
    Relation(
        "kind-of", "kind of", "kinds", "is a kind of", "has the kind",
        asks_subject=("kind of", "kinds of", "type of", "types of", "narrower"),
        asks_object=("kind of", "type of", "broader", "what is"),
        ordering=False, transitive=True, weight=0.8,
    ),
    Relation(
        "related-to", "related to", "related to", "is related to", "is related to",
        asks_subject=("related to", "related"), asks_object=("related to", "related"),
        symmetric=True, learn="neither", weight=0.4,
    ),
)  # fmt: skip
"""The relations that SKOS has, as they are worded here; they may go round in circles there."""

_TURTLE = re.compile(
    r"^\s*(?:#.*\n\s*)*(?:@prefix|@base|PREFIX|BASE|(?:<[a-z]+:[^>\s]*>|_:\w+)\s+<)", re.I
)
_MOST_QUOTED = 10_000
_BASE = "urn:file:"


def recognises(start: bytes) -> bool:
    """Whether this is RDF/XML, Turtle or N-Triples."""
    text = decode_start(start)
    return "<rdf:RDF" in text or _TURTLE.match(text) is not None


def read(path: Path, encoding: str | None = None) -> Draft:
    """The things in a file that have a label, and what joins them.

    Labels in English go before others. Anything without a label is passed over.

    Raises:
        DataError: it can't be parsed, or declares XML entities (E501, E505).
        UsageError: pyoxigraph is not installed.
    """
    with require_extra("pyoxigraph", "rdf"):
        from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, parse  # noqa: TID251
    is_xml = "<rdf:RDF" in decode_start(read_start(path))
    content = xml_of(path, encoding) if is_xml else read_content(path)
    if content.count(b"<<") > _MOST_QUOTED:
        raise fault(path, "E505", "statements within statements, more than any vocabulary has")
    form = RdfFormat.RDF_XML if is_xml else RdfFormat.TURTLE
    texts: defaultdict[str, defaultdict[str, list[tuple[bool, str]]]] = defaultdict(
        lambda: defaultdict(list)
    )
    arcs: dict[tuple[str, str, str], None] = {}
    try:
        for quad in parse(content, format=form, base_iri=_BASE):
            subject, predicate, value = quad.subject, quad.predicate.value, quad.object
            if not isinstance(subject, NamedNode | BlankNode):
                continue
            if isinstance(value, Literal):
                is_ours = not value.language or value.language.lower().startswith("en")
                texts[subject.value][predicate].append((not is_ours, value.value))
            elif isinstance(value, NamedNode | BlankNode) and predicate not in _PASSED_OVER:
                arcs[subject.value, predicate, value.value] = None
    except (SyntaxError, ValueError, OSError) as error:
        line = getattr(error, "lineno", None) or 1
        raise fault(path, "E505", f"can't be parsed as RDF ({error})", line) from error
    nodes = {key: node for key, node in ((k, _node(v)) for k, v in texts.items()) if node}
    joined: dict[DraftEdge, None] = {}
    for a, predicate, b in arcs:
        if a in nodes and b in nodes and a != b:
            relation, is_inverse = _RELATIONS.get(predicate, (_local(predicate), False))
            joined[DraftEdge(b, relation, a) if is_inverse else DraftEdge(a, relation, b)] = None
    both = (arc for arc in joined if arc.relation == "related-to")
    twins = {
        arc
        for arc in both
        if arc.subject > arc.object and DraftEdge(arc.object, arc.relation, arc.subject) in joined
    }
    kept = (arc for arc in joined if arc not in twins)
    return keyed_draft("", nodes, kept, relations=KINDRED)


def _node(texts: dict[str, list[tuple[bool, str]]]) -> DraftConcept | None:
    names = [text for key in _NAMES for _, text in sorted(texts.get(key, []))]
    names = [name for name in (" ".join(name.split()) for name in names) if normalise(name)]
    if not names:
        return None
    aliases = [" ".join(text.split()) for key in _ALIASES for _, text in sorted(texts.get(key, []))]
    told = [text for key in _SUMMARIES for _, text in sorted(texts.get(key, []))]
    others = dict.fromkeys(a for a in (*names[1:], *aliases) if normalise(a) != normalise(names[0]))
    summary = " ".join(told[0].split()) if told else ""
    return DraftConcept(names[0], aliases=tuple(others), summary=summary)


def _local(iri: str) -> str:
    """The last part of an identifier, as the name of a relation: words joined by hyphens."""
    name = re.split(r"[#/:]", iri.rstrip("#/"))[-1]
    apart = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "-", name)
    return relation_key(apart.replace("_", " ")) or "related-to"
