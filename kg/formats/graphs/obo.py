"""OBO: ontologies of the life sciences; the only home of fastobo."""

from __future__ import annotations

import io
from pathlib import Path

from kg.errors import Skipped
from kg.formats.graphs.rdf import KINDRED
from kg.formats.source import decode, decode_start, fault, read_content
from kg.model.draft import Draft, DraftConcept, DraftEdge, keyed_draft
from kg.model.vocabulary import relation_key
from kg.system.extras import require_extra
from kg.text.normal_forms import normalise


def recognises(start: bytes) -> bool:
    """Whether this begins as an ontology in OBO, or has its terms."""
    text = decode_start(start)
    return text.startswith(("format-version:", "ontology:")) or "\n[Term]\n" in text


def read(path: Path, encoding: str | None = None) -> Draft:
    """The terms of an ontology and what joins them; obsolete ones are passed over.

    Raises:
        DataError: it can't be parsed (E501, E502, E505).
        UsageError: fastobo is not installed.
    """
    with require_extra("fastobo", "obo"):
        import fastobo  # noqa: TID251
        from fastobo.term import (  # noqa: TID251
            DefClause,
            IsAClause,
            IsObsoleteClause,
            NameClause,
            RelationshipClause,
            SynonymClause,
            TermFrame,
        )
        from fastobo.typedef import NameClause as TypedefName  # noqa: TID251
        from fastobo.typedef import TypedefFrame  # noqa: TID251  # fmt: skip
    text = decode(read_content(path), path, encoding)
    try:
        document = fastobo.load(io.BytesIO(text.encode()), ordered=True)
    except (SyntaxError, ValueError, OSError) as error:
        line = getattr(error, "lineno", None) or 1
        raise fault(path, "E505", f"can't be parsed as OBO ({error})", line) from error
    nodes: dict[str, DraftConcept] = {}
    skipped: list[Skipped] = []
    arcs: dict[DraftEdge, None] = {}
    called = {
        str(frame.id): clause.name
        for frame in document
        if isinstance(frame, TypedefFrame)
        for clause in frame
        if isinstance(clause, TypedefName)
    }
    for frame in document:
        if not isinstance(frame, TermFrame):
            continue
        key, name, summary = str(frame.id), "", ""
        aliases: list[str] = []
        joined: list[DraftEdge] = []
        is_obsolete = False
        for clause in frame:
            if isinstance(clause, NameClause):
                name = clause.name
            elif isinstance(clause, DefClause):
                summary = str(clause.definition)
            elif isinstance(clause, SynonymClause) and clause.synonym.scope == "EXACT":
                aliases.append(clause.synonym.desc)
            elif isinstance(clause, IsAClause):
                joined.append(DraftEdge(key, "kind-of", str(clause.term)))
            elif isinstance(clause, RelationshipClause):
                typedef = str(clause.typedef)
                # An identifier says less than its name; a word of its own says enough.
                told = called.get(typedef, typedef) if ":" in typedef else typedef
                relation = relation_key(told.replace("_", " "))
                joined.append(DraftEdge(key, relation or "related-to", str(clause.term)))
            elif isinstance(clause, IsObsoleteClause):
                is_obsolete = clause.obsolete
        if is_obsolete or not normalise(name):
            reason = "obsolete" if is_obsolete else "no name"
            skipped.append(Skipped(f"{path}: {key}", reason))
            continue
        if key in nodes:
            raise fault(path, "E505", f"two terms have the id {key!r}")
        nodes[key] = DraftConcept(name, aliases=tuple(aliases), summary=summary)
        arcs |= dict.fromkeys(joined)
    kept = tuple(
        arc
        for arc in arcs
        if arc.subject in nodes and arc.object in nodes and arc.subject != arc.object
    )
    return keyed_draft("", nodes, kept, skipped, KINDRED)
