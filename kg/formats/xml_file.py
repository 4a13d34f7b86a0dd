"""Read an XML file, with no more of its document type than entities of plain text."""

from __future__ import annotations

import re
from pathlib import Path

from kg.formats.source import decode, fault, read_content

_DOCTYPE = re.compile(r"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_PLAIN_DOCTYPE = re.compile(
    r"<!DOCTYPE\s+[\w:.-]+\s*\[((?:\s|<!ENTITY\s+[\w.-]{1,60}\s+(?:\"[^\"<&%]{0,500}\"|'[^'<&%]{0,500}')\s*>"
    r"|<!--(?:(?!-->).){0,2000}-->)*)\]\s*>",
    re.DOTALL,
)
_ENTITY = re.compile(r"<!ENTITY\s+([\w.-]+)\s+[\"']([^\"'<&%]*)[\"']\s*>")
_REFERENCE = re.compile(r"&([\w.-]{1,60});")
_MAX_ENTITIES = 500
_MAX_GROWTH_CHARS = 20_000_000
"""Characters by which entities may make a file longer."""

_XML_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")


def read_xml(path: Path, encoding: str | None = None) -> bytes:
    """Return the XML of a file in UTF-8, without its declaration and its document type.

    Raises:
        DataError: it can't be read, or has a document type with more than entities of plain text,
            which may grow without bounds or name other files (E501, E502, E505).
    """
    text = decode(read_content(path), path, encoding, is_lines=False)
    doctype = _DOCTYPE.search(text)
    if doctype:
        plain = _PLAIN_DOCTYPE.match(text, doctype.start())
        entities = dict(_ENTITY.findall(plain[1])) if plain else {}
        rest = text[plain.end() :] if plain else ""
        if plain is None or len(entities) > _MAX_ENTITIES or _DOCTYPE.search(rest):
            message = "XML with a document type of more than entities of plain text; remove it"
            raise fault(path, "E505", message, text.count("\n", 0, doctype.start()) + 1)
        growth = sum(len(entities.get(name, "")) for name in _REFERENCE.findall(rest))
        if growth > _MAX_GROWTH_CHARS:
            raise fault(path, "E505", "XML whose entities make it too long")
        filled = _REFERENCE.sub(lambda found: entities.get(found[1], found[0]), rest)
        text = text[: doctype.start()] + filled
    return _XML_DECLARATION.sub("", text, count=1).encode()
