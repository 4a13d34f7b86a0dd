"""Read RDF, such as SKOS vocabularies, in Turtle, N-Triples or RDF/XML.

The only module that uses pyoxigraph.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path
from urllib.parse import unquote

from kg.formats.graphs.common_relations import COMMON_RELATIONS, KIND_OF, RELATED_TO
from kg.formats.source import decode, decode_start, fault, read_content, read_start
from kg.formats.xml_file import read_xml
from kg.model.draft import Draft, DraftConcept, DraftEdge, keyed_draft
from kg.model.vocabulary import relation_key
from kg.system.extras import require_extra
from kg.text.normal_forms import normalise

_SKOS = "http://www.w3.org/2004/02/skos/core#"
_RDFS = "http://www.w3.org/2000/01/rdf-schema#"
_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_DC = "http://purl.org/dc/terms/"
_NAME_PREDICATES = (
    f"{_SKOS}prefLabel", f"{_RDFS}label", f"{_DC}title", "http://schema.org/name",
    "https://schema.org/name", "http://xmlns.com/foaf/0.1/name",
)  # fmt: skip
_ALIAS_PREDICATES = (f"{_SKOS}altLabel",)
_HIDDEN_PREDICATES = (f"{_SKOS}hiddenLabel",)
_SUMMARY_PREDICATES = (
    f"{_SKOS}definition", f"{_RDFS}comment", f"{_DC}description",
    "http://schema.org/description", "https://schema.org/description",
)  # fmt: skip
_NOTE_PREDICATES = (f"{_SKOS}scopeNote", f"{_SKOS}note")
_EXAMPLE_PREDICATES = (f"{_SKOS}example",)
"""Predicates in the order in which they are tried."""

_RELATION_OF_PREDICATE = {
    f"{_SKOS}broader": (KIND_OF, False),
    f"{_SKOS}broaderTransitive": (KIND_OF, False),
    f"{_SKOS}narrower": (KIND_OF, True),
    f"{_SKOS}narrowerTransitive": (KIND_OF, True),
    f"{_SKOS}related": (RELATED_TO, False),
    f"{_RDFS}subClassOf": (KIND_OF, False),
}
"""The relation for a predicate, and True if it leads from the object to the subject."""

_IGNORED_PREDICATES = frozenset(
    f"{_SKOS}{name}"
    for name in "inScheme topConceptOf hasTopConcept exactMatch closeMatch broadMatch narrowMatch "
    "relatedMatch mappingRelation".split()
) | {f"{_RDF}type", f"{_RDFS}isDefinedBy", f"{_RDFS}seeAlso"}

_TURTLE = re.compile(
    r"^\s*(?:#.*\n\s*)*(?:@prefix|@base|PREFIX|BASE|(?:<[a-z]+:[^>\s]*>|_:\w+)\s+<)", re.I
)
_XML_ROOT = "<rdf:RDF"
_MAX_QUOTED = 10_000
"""Statements about statements; a file with more is refused, as no vocabulary has so many."""

_BASE_IRI = "urn:file:"

_Text = tuple[bool, str]
"""True if a literal is in another language than English, and its text; sorts English first."""


def recognises(start: bytes) -> bool:
    """Return True if a file that begins with these bytes is RDF/XML, Turtle or N-Triples."""
    text = decode_start(start)
    return _XML_ROOT in text or _TURTLE.match(text) is not None


def read(path: Path, encoding: str | None = None) -> Draft:
    """Read the resources with a label, and the statements that link them.

    Alternative labels become aliases, hidden labels hidden phrases. The definition, or else the
    comment or description, becomes the summary. Notes on the scope and examples say how a term is
    used, not what the thing is: beside a definition they become the background, which stays apart
    from it. Without one, the first note is the best description that the file has, and becomes the
    summary. Notes of editors, on changes and on the history, are left out.

    Labels in English go before others. A resource without a label is called by the last part of its
    address, if the file says something of it, or of others in the same namespace.

    Args:
        path: the file.
        encoding: the encoding of its text; None if its first bytes tell.

    Raises:
        DataError: it can't be parsed, or has an XML document type (E501, E502, E505).
        UsageError: pyoxigraph is not installed.
    """
    with require_extra("pyoxigraph", "rdf"):
        from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, parse  # noqa: TID251
    is_xml = _XML_ROOT in decode_start(read_start(path))
    content = (
        read_xml(path, encoding)
        if is_xml
        else decode(read_content(path), path, encoding, is_lines=False).encode()
    )
    if content.count(b"<<") > _MAX_QUOTED:
        message = f"more than {_MAX_QUOTED:,} statements about statements"
        raise fault(path, "E505", message)
    rdf_format = RdfFormat.RDF_XML if is_xml else RdfFormat.TURTLE
    texts: defaultdict[str, defaultdict[str, list[_Text]]] = defaultdict(lambda: defaultdict(list))
    statements: dict[tuple[str, str, str], None] = {}
    try:
        for quad in parse(content, format=rdf_format, base_iri=_BASE_IRI):
            subject, predicate, value = quad.subject, quad.predicate.value, quad.object
            if not isinstance(subject, NamedNode | BlankNode):
                continue
            if isinstance(value, Literal):
                is_english = not value.language or value.language.lower().startswith("en")
                texts[subject.value][predicate].append((not is_english, value.value))
            elif isinstance(value, NamedNode | BlankNode) and predicate not in _IGNORED_PREDICATES:
                statements[subject.value, predicate, value.value] = None
    except (SyntaxError, ValueError, OSError) as error:
        line = getattr(error, "lineno", None) or 1
        raise fault(path, "E505", f"can't be parsed as RDF ({error})", line) from error
    concepts = {}
    for key, texts_of_key in texts.items():
        concept = _concept(texts_of_key)
        if concept is not None:
            concepts[key] = concept
    concepts |= _called_by_address(texts, statements, concepts)
    return keyed_draft("", concepts, _edges(statements, concepts), relations=COMMON_RELATIONS)


def _called_by_address(
    texts: Mapping[str, Mapping[str, list[_Text]]],
    statements: Iterable[tuple[str, str, str]],
    labelled: Mapping[str, DraftConcept],
) -> dict[str, DraftConcept]:
    """Return the concepts of resources without a label, each named by its address."""
    pairs = [(subject, object_) for subject, _, object_ in statements]
    subjects = {*labelled, *(subject for subject, _ in pairs), *texts}
    namespaces = {_namespace(key) for key in subjects if ":" in key}
    keys = dict.fromkeys([*texts, *(key for pair in pairs for key in pair)])
    found = {}
    for key in keys:
        if key in labelled or ":" not in key or _namespace(key) not in namespaces:
            continue  # a blank node has no address
        name = unquote(_last_part(key)).replace("_", " ").strip()
        if normalise(name):
            own = {predicate: list(rows) for predicate, rows in texts.get(key, {}).items()}
            concept = _concept({**own, _NAME_PREDICATES[0]: [(False, name)]})
            if concept is not None:
                found[key] = concept
    return found


def _namespace(iri: str) -> str:
    return iri.removesuffix(_last_part(iri))


def _last_part(iri: str) -> str:
    return re.split(r"[#/:]", iri.rstrip("#/"))[-1]


def _edges(
    statements: Iterable[tuple[str, str, str]], concepts: Mapping[str, DraftConcept]
) -> list[DraftEdge]:
    """Return the edges of statements between concepts, each once; symmetric ones one way only."""
    edges: dict[DraftEdge, None] = {}
    for subject, predicate, object_ in statements:
        if subject in concepts and object_ in concepts and subject != object_:
            relation, is_inverse = _RELATION_OF_PREDICATE.get(
                predicate, (_relation_from_iri(predicate), False)
            )
            ends = (object_, subject) if is_inverse else (subject, object_)
            edges[DraftEdge(ends[0], relation, ends[1])] = None
    return [
        edge
        for edge in edges
        if edge.relation != RELATED_TO
        or edge.subject <= edge.object
        or DraftEdge(edge.object, RELATED_TO, edge.subject) not in edges
    ]


def _concept(texts: Mapping[str, list[_Text]]) -> DraftConcept | None:
    """Return the concept of a resource with these texts by predicate; None if it has no label."""
    names = [name for name in _texts_of(texts, _NAME_PREDICATES) if normalise(name)]
    if not names:
        return None
    name, *aliases = (*names, *_texts_of(texts, _ALIAS_PREDICATES))
    aliases = [alias for alias in aliases if normalise(alias) != normalise(name)]
    shown = {normalise(form) for form in (name, *aliases)}
    phrases = _texts_of(texts, _HIDDEN_PREDICATES)
    hidden = [phrase for phrase in phrases if normalise(phrase) not in shown]
    definitions = _texts_of(texts, _SUMMARY_PREDICATES)
    described = definitions or _texts_of(texts, _NOTE_PREDICATES)
    notes = _notes_of(texts) if definitions else []
    return DraftConcept(
        name,
        aliases=tuple(dict.fromkeys(aliases)),
        summary=described[0] if described else "",
        hidden=tuple(dict.fromkeys(hidden)),
        background=" ".join(note for note in notes if note != described[0]),
    )


def _notes_of(texts: Mapping[str, list[_Text]]) -> list[str]:
    """Return the notes and examples: all that are in English, or else the first of each kind."""
    found: dict[str, None] = {}
    for predicate in (*_NOTE_PREDICATES, *_EXAMPLE_PREDICATES):
        given = sorted(texts.get(predicate, []))
        in_english = [text for is_foreign, text in given if not is_foreign]
        for text in in_english or [text for _, text in given[:1]]:
            found[" ".join(text.split())] = None
    return list(found)


def _texts_of(texts: Mapping[str, list[_Text]], predicates: Iterable[str]) -> list[str]:
    """Return the texts of predicates in their order, for each the English ones first."""
    return [
        " ".join(text.split())
        for predicate in predicates
        for _, text in sorted(texts.get(predicate, []))
    ]


def _relation_from_iri(iri: str) -> str:
    """Return the last part of a predicate's IRI as the name of a relation."""
    name = _last_part(iri)
    hyphened = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "-", name)
    return relation_key(hyphened.replace("_", " ")) or RELATED_TO
