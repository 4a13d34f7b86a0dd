"""Read ontologies in the OBO format of the life sciences; the only module that uses fastobo."""

from __future__ import annotations

import io
import os
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import Skipped
from kg.formats.graphs.common_relations import COMMON_RELATIONS, KIND_OF, RELATED_TO
from kg.formats.source import decode, decode_start, fault, read_content
from kg.model.draft import Draft, DraftConcept, DraftEdge, keyed_draft
from kg.model.vocabulary import relation_key
from kg.system.extras import require_extra
from kg.text.normal_forms import normalise

if TYPE_CHECKING:
    from fastobo.doc import OboDoc  # noqa: TID251


_REFERENCES = re.compile(r"(?<=[\"A-Z]) \[[^\[\]]{1,500}\][^\]]{0,200}$")
"""The references at the end of a definition or synonym."""

MAX_BAD_CLAUSES = 50
"""Clauses that are skipped; a file with more bad ones is refused."""


@contextmanager
def _silenced() -> Iterator[None]:
    """Keep what Rust writes to standard error when it gives up from the terminal."""
    if sys.stderr is not None:
        sys.stderr.flush()
    try:
        kept = os.dup(2)
    except OSError:  # standard error is closed
        yield
        return
    with Path(os.devnull).open("wb") as nowhere:
        os.dup2(nowhere.fileno(), 2)
    try:
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)


def recognises(start: bytes) -> bool:
    """Return True if a file that begins with these bytes is an ontology in OBO."""
    text = decode_start(start)
    return text.startswith(("format-version:", "ontology:")) or "\n[Term]\n" in text


def read(path: Path, encoding: str | None = None) -> Draft:
    """Read the terms of an ontology and the relations between them, without obsolete terms.

    Exact synonyms become aliases. Broad, narrow and related ones also name other things, so they
    become hidden phrases. The definition becomes the summary, and a comment beside it the
    background; without a definition the comment becomes the summary.

    Raises:
        DataError: it can't be parsed, or two terms have the same id (E501, E502, E505).
        UsageError: fastobo is not installed.
    """
    with require_extra("fastobo", "obo"):
        import fastobo  # noqa: TID251
        from fastobo.term import (  # noqa: TID251
            CommentClause,
            DefClause,
            IsAClause,
            IsObsoleteClause,
            NameClause,
            RelationshipClause,
            SynonymClause,
            TermFrame,
        )
    text = decode(read_content(path), path, encoding)
    skipped: list[Skipped] = []
    lines = ["" if line.startswith("!") else line for line in text.split("\n")]
    for _ in range(MAX_BAD_CLAUSES):
        try:
            with _silenced():
                document = fastobo.load(io.BytesIO("\n".join(lines).encode()), ordered=True)
            break
        except (SyntaxError, ValueError, OSError) as error:
            line = getattr(error, "lineno", None) or 0
            if not 0 < line <= len(lines) or not lines[line - 1].strip():
                raise fault(path, "E505", f"can't be parsed as OBO ({error})", line or 1) from error
            bad = lines[line - 1].strip()
            mended = _REFERENCES.sub(" []", bad)
            what = "references that are not of OBO" if mended != bad else "not a clause of OBO"
            skipped.append(Skipped(f"{path}:{line}", f"{what} ({bad[:60]})"))
            lines[line - 1] = mended if mended != bad else ""  # a bad clause costs itself
        except BaseException as error:
            if type(error).__name__ != "PanicException":  # of Rust, not derived from Exception
                raise
            raise fault(path, "E505", "can't be parsed as OBO (its reader gave up)") from None
    else:
        raise fault(path, "E505", f"more than {MAX_BAD_CLAUSES} clauses can't be parsed as OBO")
    concepts: dict[str, DraftConcept] = {}
    edges: dict[DraftEdge, None] = {}
    relation_names = _relation_names(document)
    for frame in document:
        if not isinstance(frame, TermFrame):
            continue
        key, name, definition, comment = str(frame.id), "", "", ""
        synonyms: list[tuple[str, str]] = []  # with their scopes
        term_edges: list[DraftEdge] = []
        is_obsolete = False
        for clause in frame:
            if isinstance(clause, NameClause):
                name = clause.name
            elif isinstance(clause, DefClause):
                definition = str(clause.definition)
            elif isinstance(clause, CommentClause):
                comment = clause.comment
            elif isinstance(clause, SynonymClause):
                synonyms.append((clause.synonym.desc, clause.synonym.scope))
            elif isinstance(clause, IsAClause):
                term_edges.append(DraftEdge(key, KIND_OF, str(clause.term)))
            elif isinstance(clause, RelationshipClause):
                relation = str(clause.typedef)
                if ":" in relation:  # an identifier such as RO:0002211
                    relation = relation_names.get(relation, relation)
                relation = relation_key(relation.replace("_", " ")) or RELATED_TO
                term_edges.append(DraftEdge(key, relation, str(clause.term)))
            elif isinstance(clause, IsObsoleteClause):
                is_obsolete = clause.obsolete
        if is_obsolete or not normalise(name):
            reason = "obsolete" if is_obsolete else "no name"
            skipped.append(Skipped(f"{path}: {key}", reason))
            continue
        if key in concepts:
            raise fault(path, "E505", f"two terms have the id {key!r}")
        exact = [text for text, scope in synonyms if scope == "EXACT"]
        shown = {normalise(form) for form in (name, *exact)}
        concepts[key] = DraftConcept(
            name,
            aliases=tuple(exact),
            summary=definition or comment,
            hidden=tuple(text for text, _ in synonyms if normalise(text) not in shown),
            background=comment if definition else "",
        )
        edges |= dict.fromkeys(term_edges)
    kept = [
        edge
        for edge in edges
        if edge.subject in concepts and edge.object in concepts and edge.subject != edge.object
    ]
    return keyed_draft("", concepts, kept, skipped, COMMON_RELATIONS)


def _relation_names(document: OboDoc) -> dict[str, str]:
    """Return the names of the relations that an ontology defines, by their identifiers."""
    from fastobo.typedef import NameClause, TypedefFrame  # noqa: TID251

    return {
        str(frame.id): clause.name
        for frame in document
        if isinstance(frame, TypedefFrame)
        for clause in frame
        if isinstance(clause, NameClause)
    }
