"""File names: what a concept's page is called on any file system."""

from __future__ import annotations

import re
from collections.abc import Iterable
from hashlib import sha256

MAX_FILE_NAME_CHARS = 80

# Names that Windows keeps for devices, whatever follows the dot.
_WINDOWS_DEVICES = {"con", "prn", "aux", "nul"} | {
    f"{d}{n}" for d in ("com", "lpt") for n in range(10)
}


def name_files(identifiers: Iterable[str]) -> dict[str, str]:
    """A file's name, without ending, for each identifier.

    Names have lower-case ASCII letters, digits and hyphens, 1 to 80 of them, and no two are the
    same. Where an identifier is not such a name, or is another's, a digest of it makes it one; so
    the same identifiers get the same names in any order.

    >>> name_files(["recall", "Recall", "con", "naïve bayes"])["recall"]
    'recall'
    """
    wanted = sorted(set(identifiers))
    return {each: each if _is_fit(each) else _made(each) for each in wanted}


def _is_fit(identifier: str) -> bool:
    fits = re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", identifier) is not None
    # What ends like a digest could be the name made for another.
    made = re.search(r"(^|-)[0-9a-f]{16}$", identifier) is not None
    return (
        fits
        and not made
        and len(identifier) <= MAX_FILE_NAME_CHARS
        and identifier not in _WINDOWS_DEVICES
    )


def _made(identifier: str) -> str:
    digest = sha256(identifier.encode("utf-8", "surrogatepass")).hexdigest()[:16]
    letters = "-".join(re.findall(r"[a-z0-9]+", identifier.lower()))[
        : MAX_FILE_NAME_CHARS - 17
    ].strip("-")
    return f"{letters}-{digest}" if letters else digest
