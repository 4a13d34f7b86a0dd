"""Stand-in for the names of `typing` on the way to an answer, which saves its import.

Importing `typing` takes a quarter of the time of a whole `kg ask NAME`, and nothing there looks at
types at run time. Type checkers read these names as those of `typing`. CONTRIBUTING.md has the
measurement.
"""

from __future__ import annotations

from collections import namedtuple

TYPE_CHECKING = False  # type checkers take this name for true

if TYPE_CHECKING:
    from typing import IO, Any, Literal, NamedTuple, NewType, Self, TextIO, cast
else:

    class _Form:
        """A type in annotations and aliases."""

        def __getitem__(self, _: object) -> _Form:
            return self

    IO = Any = Literal = Self = TextIO = _Form()

    def NewType(_name: str, base: type) -> type:  # noqa: N802 - as in typing
        """Return the base type."""
        return base

    def cast(_type: object, value: object) -> object:
        """Return the value."""
        return value

    class _NamedTupleMeta(type):
        """Turn a class with annotated fields into a `namedtuple` with its methods."""

        def __new__(cls, name: str, bases: tuple[type, ...], space: dict[str, object]) -> type:
            if not bases:
                return super().__new__(cls, name, bases, space)
            fields = tuple(space["__annotations__"])
            defaults = [space.pop(field) for field in fields if field in space]
            made = namedtuple(name, fields, defaults=defaults, module=space["__module__"])
            for key, value in space.items():
                if key != "__module__":
                    setattr(made, key, value)
            return made

    class NamedTuple(metaclass=_NamedTupleMeta):
        """The base class of named tuples."""


__all__ = [
    "IO",
    "TYPE_CHECKING",
    "Any",
    "Literal",
    "NamedTuple",
    "NewType",
    "Self",
    "TextIO",
    "cast",
]
