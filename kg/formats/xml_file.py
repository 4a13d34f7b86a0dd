"""Read an XML file without entities."""

from __future__ import annotations

import re
from pathlib import Path

from kg.formats.source import decode, fault, read_content

_DOCTYPE = re.compile(r"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_XML_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")


def read_xml(path: Path, encoding: str | None = None) -> bytes:
    """Return the XML of a file in UTF-8, without its declaration.

    Raises:
        DataError: it can't be read, or has a document type, which may define entities that grow
            without bounds or name other files (E501, E502, E505).
    """
    text = decode(read_content(path), path, encoding, is_lines=False)
    doctype = _DOCTYPE.search(text)
    if doctype:
        message = "XML with a document type, which may define entities; remove it"
        raise fault(path, "E505", message, text.count("\n", 0, doctype.start()) + 1)
    return _XML_DECLARATION.sub("", text, count=1).encode()
