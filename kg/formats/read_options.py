"""The options by which a person overrules what a reader would guess of a layout."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import PurePath

SEPARATOR_NAMES = {
    "tab": "\t", "comma": ",", "semicolon": ";", "pipe": "|", "bar": "|", "space": " ",
    "colon": ":",
}  # fmt: skip
"""Separators by name."""

SIDE_NAMES = ("front", "back", "tags", "deck", "extra", "id", "-")
"""Names that say what a column is; "-" is for one to leave out, others name further text."""


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """The facts that a person states of a layout; a reader guesses the rest.

    Attributes:
        columns: the names of the columns in order; empty to guess.
        separator: what divides cells, by name or as it is; None to guess.
        header: True if the first row names the columns, False if it is a card; None to guess.
        html: True if cells are HTML, False if not; None to guess.
        language: of the cards, as a tag such as "de"; empty if not known.
        ignore: patterns of files, folders and tags to leave out, as in a shell.
    """

    columns: tuple[str, ...] = ()
    separator: str | None = None
    header: bool | None = None
    html: bool | None = None
    language: str = ""
    ignore: tuple[str, ...] = ()

    @property
    def delimiter(self) -> str | None:
        """Return what divides cells; None to guess."""
        if self.separator is None:
            return None
        return SEPARATOR_NAMES.get(self.separator.lower(), self.separator.replace("\\t", "\t"))

    def is_ignored_path(self, path: PurePath) -> bool:
        """Return True if a path below the folder that is read is to be left out."""
        names = (path.as_posix(), *path.parts)
        return any(fnmatchcase(name, pattern) for name in names for pattern in self.ignore)

    def is_ignored_tag(self, tags: Iterable[str]) -> bool:
        """Return True if a card with these tags is to be left out."""
        patterns = [pattern.removeprefix("#") for pattern in self.ignore]
        return any(fnmatchcase(tag, pattern) for tag in tags for pattern in patterns)


GUESS_ALL = ReadOptions()
"""No option is given."""
