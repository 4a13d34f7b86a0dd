"""Make file names from identifiers that are valid and distinct on every file system."""

from __future__ import annotations

import re
from collections.abc import Iterable
from hashlib import sha256

MAX_FILE_NAME_CHARS = 80
"""Longest file name without its extension, in characters."""

_DIGEST_CHARS = 16
"""Length of a digest in a file name, in hexadecimal digits."""

_WINDOWS_DEVICES = {
    *("con", "prn", "aux", "nul"),
    *(f"{device}{n}" for device in ("com", "lpt") for n in range(10)),
}
"""Names that Windows reserves for devices, with any extension."""


def name_files(identifiers: Iterable[str]) -> dict[str, str]:
    """Return a file name, without extension, for each identifier.

    Names consist of 1 to 80 lower-case ASCII letters, digits and hyphens, and no two are the
    same. An identifier that is a valid name is kept; any other is shortened to its letters and
    digits, and gets a digest. The names do not depend on the order of the identifiers.

    >>> name_files(["recall", "Recall", "con", "naïve bayes"])["recall"]
    'recall'
    """
    unique = sorted(set(identifiers))
    return {each: each if _is_valid(each) else _name_with_digest(each) for each in unique}


def _is_valid(identifier: str) -> bool:
    """Return True if an identifier can be its own file name."""
    has_valid_form = re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", identifier) is not None
    # It could be the name made for another identifier.
    has_digest = re.search(rf"(^|-)[0-9a-f]{{{_DIGEST_CHARS}}}$", identifier) is not None
    return (
        has_valid_form
        and not has_digest
        and len(identifier) <= MAX_FILE_NAME_CHARS
        and identifier not in _WINDOWS_DEVICES
    )


def _name_with_digest(identifier: str) -> str:
    digest = sha256(identifier.encode("utf-8", "surrogatepass")).hexdigest()[:_DIGEST_CHARS]
    letters = "-".join(re.findall(r"[a-z0-9]+", identifier.lower()))
    letters = letters[: MAX_FILE_NAME_CHARS - _DIGEST_CHARS - 1].strip("-")
    return f"{letters}-{digest}" if letters else digest
