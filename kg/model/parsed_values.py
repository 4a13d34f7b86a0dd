"""Values as parsers of JSON and TOML return them, which may be of any type."""

from __future__ import annotations

from kg._typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import TypeGuard


def is_list_of_texts(value: object) -> TypeGuard[list[str]]:
    """Return True if a value is a list of nothing but texts; an empty one is."""
    return isinstance(value, list) and all(isinstance(one, str) for one in value)
