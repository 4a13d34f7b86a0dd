"""GraphML, as Gephi, yEd and networkx write it; without a networkx of our own to read it."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from xml.etree import ElementTree

from kg.errors import Skipped
from kg.formats.source import decode, decode_start, fault, read_content
from kg.model.draft import Draft, DraftConcept, DraftEdge, keyed_draft
from kg.model.vocabulary import relation_key
from kg.text.normal_forms import normalise

NAMES = ("name", "label", "title", "term")
ALIASES = ("aliases", "alias", "synonyms")
SUMMARIES = ("summary", "definition", "description", "desc", "text")
KINDS = ("kind", "type", "category", "group", "class")
RELATIONS = (
    "relation", "relationship", "label", "edge label", "name", "type", "predicate", "key", "id",
)  # fmt: skip
PLAIN = "related-to"
"""The relation of an edge that tells none."""

_DOCTYPE = re.compile(r"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_SPACE = "{http://graphml.graphdrawing.org/xmlns}"
_DRAWN = "{http://www.yworks.com/xml/graphml}"
_LABELS = (f"{_DRAWN}NodeLabel", f"{_DRAWN}EdgeLabel")
_TOLD = re.compile(r"[^\W\d_]{3}")
"""What the key or identifier of an edge has where it says something."""


def recognises(start: bytes) -> bool:
    """Whether this is XML of a GraphML document."""
    return "<graphml" in decode_start(start)


def read(path: Path, encoding: str | None = None) -> Draft:
    """The nodes and edges of a file, nested graphs included.

    Raises:
        DataError: it is no GraphML, or declares entities, which could grow without bounds
            (E501, E505).
    """
    content = xml_of(path, encoding)
    names: dict[str, str] = {}
    defaults: dict[str, dict[str, str]] = {}
    nodes: list[tuple[str, dict[str, str]]] = []
    arcs: list[tuple[str, str, dict[str, str]]] = []
    try:
        for _, element in ElementTree.iterparse(io.BytesIO(content)):  # noqa: S314 - without entities
            tag = element.tag.removeprefix(_SPACE)
            if tag == "key":
                names[element.get("id", "")] = element.get("attr.name", element.get("id", ""))
                default = "".join(element.itertext()).strip()
                if default:
                    defaults.setdefault(element.get("for", "all"), {})[
                        names[element.get("id", "")].lower()
                    ] = default
            elif tag == "node":
                told = defaults.get("node", {}) | _data(element, names)
                nodes.append((element.get("id", ""), told))
            elif tag == "edge":
                ends = (element.get("source", ""), element.get("target", ""))
                told = {"id": element.get("id", "")} | defaults.get("edge", {})
                arcs.append((*ends, told | _data(element, names)))
    except ElementTree.ParseError as error:
        raise fault(path, "E505", f"not valid XML ({error})", error.position[0]) from error
    return draft_from_rows(path, "", nodes, arcs)


def xml_of(path: Path, encoding: str | None = None) -> bytes:
    """The XML of a file in UTF-8, its declaration left out.

    Raises:
        DataError: it can't be read, or has a document type, which may hold entities that grow
            without bounds or name other files (E501, E502, E505, E507).
    """
    text = decode(read_content(path), path, encoding, is_lines=False)
    found = _DOCTYPE.search(text)
    if found:
        message = "XML with a document type, which may hold entities; take it out"
        raise fault(path, "E505", message, text.count("\n", 0, found.start()) + 1)
    return _DECLARATION.sub("", text, count=1).encode()


def draft_from_rows(
    path: Path,
    title: str,
    nodes: Iterable[tuple[str, Mapping[str, str]]],
    arcs: Iterable[tuple[str, str, Mapping[str, str]]],
) -> Draft:
    """Make a draft from rows of values under names that such files give them.

    Args:
        path: the file, for what is said of it.
        title: of the graph.
        nodes: the key of each and its values; without a name the key is its name.
        arcs: the keys of both ends of each and its values.

    Raises:
        DataError: two nodes have the same key (E505).
    """
    found: dict[str, DraftConcept] = {}
    skipped: list[Skipped] = []
    for key, values in nodes:
        if key in found:
            raise fault(path, "E505", f"two nodes have the id {key!r}")
        name = _first(values, NAMES) or key
        if not normalise(name):
            skipped.append(Skipped(f"{path}: node {key}", "a name without a letter or digit"))
            continue
        aliases = tuple(filter(None, map(str.strip, _first(values, ALIASES).split("|"))))
        kind = "-".join(normalise(_apart(_first(values, KINDS))).split())
        kind = "" if kind.isdigit() else kind
        found[key] = DraftConcept(name, kind, aliases, _first(values, SUMMARIES))
    joined: dict[DraftEdge, None] = {}
    for a, b, values in arcs:
        if a not in found or b not in found:
            skipped.append(Skipped(f"{path}: edge {a} - {b}", "an end that is no node"))
        elif a != b:
            told = {k: v for k, v in values.items() if k not in ("key", "id") or _TOLD.search(v)}
            joined[DraftEdge(a, relation_key(_apart(_first(told, RELATIONS))) or PLAIN, b)] = None
    return keyed_draft(title, found, joined, skipped)


def _data(element: ElementTree.Element, names: Mapping[str, str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for data in element.findall(f"{_SPACE}data") + element.findall("data"):
        text = " ".join("".join(data.itertext()).split())
        key = names.get(data.get("key", ""), data.get("key", ""))
        label = next((e for e in data.iter() if e.tag in _LABELS and e.text), None)
        if label is not None:  # yEd draws what it names
            found["label"] = " ".join((label.text or "").split())
        elif text:
            found[key.lower()] = text
    return found


def _first(values: Mapping[str, str], wanted: Iterable[str]) -> str:
    return next((" ".join(values[k].split()) for k in wanted if values.get(k, "").strip()), "")


def _apart(text: str) -> str:
    return text.replace("_", " ")
