"""Read GraphML, as Gephi, yEd and networkx write it."""

from __future__ import annotations

import io
from collections import ChainMap
from collections.abc import Mapping
from pathlib import Path
from xml.etree import ElementTree

from kg.formats.graphs.attribute_rows import draft_from_attributes
from kg.formats.source import decode_start, fault
from kg.formats.xml_file import read_xml
from kg.model.draft import Draft

_GRAPHML = "{http://graphml.graphdrawing.org/xmlns}"
_YED = "{http://www.yworks.com/xml/graphml}"
_YED_LABELS = (f"{_YED}NodeLabel", f"{_YED}EdgeLabel")


def recognises(start: bytes) -> bool:
    """Return True if a file that begins with these bytes is a GraphML document."""
    return "<graphml" in decode_start(start)


def read(path: Path, encoding: str | None = None) -> Draft:
    """Read the nodes and edges of a file, including those of nested graphs.

    Raises:
        DataError: it is not GraphML, or has a document type (E501, E502, E505).
    """
    content = read_xml(path, encoding)
    names: dict[str, str] = {}  # of attributes, by the identifiers that the file gives them
    defaults: dict[str, dict[str, str]] = {}  # of attributes, for "node", "edge" or "all"
    nodes: list[tuple[str, Mapping[str, str]]] = []
    links: list[tuple[str, str, Mapping[str, str]]] = []
    try:
        for _, element in ElementTree.iterparse(io.BytesIO(content)):  # noqa: S314 - no entities
            tag = element.tag.removeprefix(_GRAPHML)
            if tag == "key":
                identifier = element.get("id", "")
                names[identifier] = element.get("attr.name", identifier)
                default = "".join(element.itertext()).strip()
                if default:
                    of_element = defaults.setdefault(element.get("for", "all"), {})
                    of_element[names[identifier].lower()] = default
            elif tag == "node":
                # Defaults are shared: a file may have as many as nodes.
                attributes = ChainMap(
                    _read_attributes(element, names), defaults.setdefault("node", {})
                )
                nodes.append((element.get("id", ""), attributes))
            elif tag == "edge":
                attributes = ChainMap(
                    _read_attributes(element, names),
                    defaults.setdefault("edge", {}),
                    {"id": element.get("id", "")},
                )
                links.append((element.get("source", ""), element.get("target", ""), attributes))
    except ElementTree.ParseError as error:
        raise fault(path, "E505", f"not valid XML ({error})", error.position[0]) from error
    return draft_from_attributes(path, nodes, links)


def _read_attributes(element: ElementTree.Element, names: Mapping[str, str]) -> dict[str, str]:
    """Return the attributes of a node or edge, their names in lower case."""
    attributes: dict[str, str] = {}
    for data in element.findall(f"{_GRAPHML}data") + element.findall("data"):
        text = " ".join("".join(data.itertext()).split())
        name = names.get(data.get("key", ""), data.get("key", ""))
        label = next((e for e in data.iter() if e.tag in _YED_LABELS and e.text), None)
        if label is not None:  # yEd keeps names in the labels that it draws
            attributes["label"] = " ".join((label.text or "").split())
        elif text:
            attributes[name.lower()] = text
    return attributes
