"""Make a draft from nodes and links that carry attributes under various names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from kg.errors import Skipped
from kg.formats.graphs.common_relations import RELATED_TO
from kg.formats.source import fault
from kg.model.draft import Draft, DraftConcept, DraftEdge, keyed_draft
from kg.model.vocabulary import relation_key
from kg.text.normal_forms import normalise

_NAME_ATTRIBUTES = ("name", "label", "title", "term")
_ALIAS_ATTRIBUTES = ("aliases", "alias", "synonyms")
_SUMMARY_ATTRIBUTES = ("summary", "definition", "description", "desc", "text")
_KIND_ATTRIBUTES = ("kind", "type", "category", "group", "class")
_RELATION_ATTRIBUTES = (
    "relation", "relationship", "label", "edge label", "name", "type", "predicate", "key", "id",
)  # fmt: skip
"""Attributes in the order in which they are tried, in lower case."""

_WORD = re.compile(r"[^\W\d_]{3}")
"""Three letters: a key or identifier of a link without them does not name a relation."""


def draft_from_attributes(
    path: Path,
    nodes: Iterable[tuple[str, Mapping[str, str]]],
    links: Iterable[tuple[str, str, Mapping[str, str]]],
) -> Draft:
    """Return the draft of nodes and links, in their order, without repeated links and loops.

    Args:
        path: the file, for places and error messages.
        nodes: for each its key and its attributes; a node without a name has its key as name.
        links: for each the keys of both ends and its attributes.

    Raises:
        DataError: two nodes have the same key (E505).
    """
    concepts: dict[str, DraftConcept] = {}
    skipped: list[Skipped] = []
    for key, attributes in nodes:
        if key in concepts:
            raise fault(path, "E505", f"two nodes have the id {key!r}")
        name = _first_of(attributes, _NAME_ATTRIBUTES) or key
        if not normalise(name):
            skipped.append(Skipped(f"{path}: node {key}", "a name without a letter or digit"))
            continue
        aliases = _first_of(attributes, _ALIAS_ATTRIBUTES).split("|")
        concepts[key] = DraftConcept(
            name,
            _kind_of(attributes),
            tuple(filter(None, map(str.strip, aliases))),
            _first_of(attributes, _SUMMARY_ATTRIBUTES),
        )
    edges: dict[DraftEdge, None] = {}
    for subject, object_, attributes in links:
        if subject not in concepts or object_ not in concepts:
            place = f"{path}: edge {subject} - {object_}"
            skipped.append(Skipped(place, "an end is not a node"))
        elif subject != object_:
            edges[DraftEdge(subject, _relation_of(attributes), object_)] = None
    return keyed_draft("", concepts, edges, skipped)


def _kind_of(attributes: Mapping[str, str]) -> str:
    """Return the kind of a node; empty if it has none, or a number only."""
    words = normalise(_spaced(_first_of(attributes, _KIND_ATTRIBUTES))).split()
    kind = "-".join(words)
    return "" if kind.isdigit() else kind


def _relation_of(attributes: Mapping[str, str]) -> str:
    """Return the relation of a link; `RELATED_TO` if its attributes name none."""
    telling = {
        name: value
        for name, value in attributes.items()
        if name not in ("key", "id") or _WORD.search(value)
    }
    return relation_key(_spaced(_first_of(telling, _RELATION_ATTRIBUTES))) or RELATED_TO


def _first_of(attributes: Mapping[str, str], names: Iterable[str]) -> str:
    """Return the first attribute that is not blank; empty if there is none."""
    for name in names:
        value = " ".join(attributes.get(name, "").split())
        if value:
            return value
    return ""


def _spaced(text: str) -> str:
    return text.replace("_", " ")
