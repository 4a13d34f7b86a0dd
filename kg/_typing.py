"""What an answer's modules need of `typing`, in a cold start's time.

`typing` takes a tenth of a cold start to import and to read the annotations of each named tuple,
which nothing here looks at. Types are checked as if these names were its own.
"""

from __future__ import annotations

from kg.tuples import named_tuple

TYPE_CHECKING = False  # type checkers take this name for true

if TYPE_CHECKING:
    from typing import IO, Any, Literal, NamedTuple, NewType, Self, TextIO, cast
else:

    class _Form:
        """Stands for a type in annotations and aliases."""

        def __getitem__(self, _: object) -> _Form:
            return self

    IO = Any = Literal = Self = TextIO = _Form()

    def NewType(_name: str, base: type) -> type:  # noqa: N802 - as in typing
        """The type itself: what is new is for type checkers."""
        return base

    def cast(_type: object, value: object) -> object:
        """The value as it is."""
        return value

    class _Tuples(type):
        """Makes a class with annotations a named tuple that has its methods."""

        def __new__(cls, name: str, bases: tuple[type, ...], space: dict[str, object]) -> type:
            if not bases:
                return super().__new__(cls, name, bases, space)
            annotations = space["__annotations__"]
            return named_tuple(name, tuple(annotations), space)

    class NamedTuple(metaclass=_Tuples):
        """As in typing."""


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
