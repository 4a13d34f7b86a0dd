"""Make a draft from nodes and links that carry attributes under various names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from kg.errors import Skipped
from kg.formats.graphs.common_relations import RELATED_TO
from kg.formats.source import fault
from kg.model.attributes import STATUSES, Status
from kg.model.draft import Draft, DraftConcept, DraftEdge, keyed_draft
from kg.model.vocabulary import relation_key
from kg.text.normal_forms import normalise

_NAME_ATTRIBUTES = ("name", "label", "title", "term")
_ALIAS_ATTRIBUTES = ("aliases", "alias", "synonyms")
_HIDDEN_ATTRIBUTES = ("hidden", "hiddenlabel", "hiddenlabels")
_SUMMARY_ATTRIBUTES = ("summary", "definition", "description", "desc", "text")
_BACKGROUND_ATTRIBUTES = ("background",)
_KIND_ATTRIBUTES = ("kind", "type", "category", "group", "class")
_RELATION_ATTRIBUTES = (
    "relation", "relationship", "label", "edge label", "name", "type", "predicate", "key", "id",
)  # fmt: skip
"""Attributes in the order in which they are tried, in lower case."""

_STATUS_ATTRIBUTES = ("status",)
"""Attributes that say of a link whether a deck states it; other values than ours are ignored."""

_COLOUR_OR_LINK = re.compile(r"[!-~]*|(?:rgb|hsl)a?\(.*\)|[\d\s.,]*", re.IGNORECASE)
"""A background as programs that draw mean it: one word, a colour in numbers, an address."""

_WORD = re.compile(r"[^\W\d_]{3}")
"""Three letters: a key or identifier of a link without them does not name a relation."""


def draft_from_attributes(
    path: Path,
    nodes: Iterable[tuple[str, Mapping[str, str]]],
    links: Iterable[tuple[str, str, Mapping[str, str]]],
) -> Draft:
    """Return the draft of nodes and links, in their order, without repeated links and loops.

    Of a repeated link the surest is kept: one that is stated goes before one that is derived, and
    that before background.

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
            hidden=_hidden_of(attributes),
            background=_background_of(attributes),
        )
    edges: dict[tuple[str, str, str], DraftEdge] = {}
    for subject, object_, attributes in links:
        if subject not in concepts or object_ not in concepts:
            place = f"{path}: edge {subject} - {object_}"
            skipped.append(Skipped(place, "an end is not a node"))
        elif subject != object_:
            relation, status = _relation_of(attributes), _status_of(attributes)
            edge = DraftEdge(subject, relation, object_, status=status)
            known = edges.setdefault((subject, relation, object_), edge)
            if STATUSES.index(status) < STATUSES.index(known.status):
                edges[subject, relation, object_] = edge
    return keyed_draft("", concepts, edges.values(), skipped)


def _hidden_of(attributes: Mapping[str, str]) -> tuple[str, ...]:
    """Return a node's hidden phrases.

    Programs that draw have an attribute of this name that says if a node is drawn: a truth value
    or a number is no phrase.
    """
    phrases = map(str.strip, _first_of(attributes, _HIDDEN_ATTRIBUTES).split("|"))
    return tuple(
        phrase
        for phrase in phrases
        if phrase.lower() not in ("true", "false") and any(map(str.isalpha, phrase))
    )


def _background_of(attributes: Mapping[str, str]) -> str:
    """Return a node's background; empty if it is no text but a colour, as in programs that draw."""
    text = _first_of(attributes, _BACKGROUND_ATTRIBUTES)
    return "" if _COLOUR_OR_LINK.fullmatch(text) else text


def _status_of(attributes: Mapping[str, str]) -> Status:
    """Return the ground of a link: "stated" if its attributes name no other."""
    named = _first_of(attributes, _STATUS_ATTRIBUTES).lower()
    return next((status for status in STATUSES if status == named), "stated")


def _kind_of(attributes: Mapping[str, str]) -> str:
    """Return the kind of a node; empty if it has none, or a number only."""
    words = normalise(_spaced(_first_of(attributes, _KIND_ATTRIBUTES))).split()
    kind = "-".join(words)
    return "" if kind.isdigit() else kind


def _relation_of(attributes: Mapping[str, str]) -> str:
    """Return the relation of a link; `RELATED_TO` if its attributes name none."""
    telling = {
        name: attributes[name]
        for name in _RELATION_ATTRIBUTES
        if name in attributes and (name not in ("key", "id") or _WORD.search(attributes[name]))
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
