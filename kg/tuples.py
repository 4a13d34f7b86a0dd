"""Named tuples that take a fifth of the time to make that `collections.namedtuple` takes.

That compiles a constructor for each from source. Here the constructors are compiled with this
module, one for each number of fields, and are given the names of their arguments.
"""

from __future__ import annotations

import collections
from collections.abc import Callable, Iterable
from operator import itemgetter
from types import FunctionType

TYPE_CHECKING = False  # type checkers take this name for true

if TYPE_CHECKING:
    from typing import Any

try:
    from _collections import _tuplegetter as _getter  # type: ignore[import-not-found]
except ImportError:  # another Python's C, as in collections

    def _getter(place: int, _doc: str) -> property:
        return property(itemgetter(place))


_namedtuple: Callable[..., type] = collections.namedtuple
_new: Callable[..., Any] = tuple.__new__

_MAKERS: tuple[Callable[..., object], ...] = (
    lambda cls, a: _new(cls, (a,)),
    lambda cls, a, b: _new(cls, (a, b)),
    lambda cls, a, b, c: _new(cls, (a, b, c)),
    lambda cls, a, b, c, d: _new(cls, (a, b, c, d)),
    lambda cls, a, b, c, d, e: _new(cls, (a, b, c, d, e)),
    lambda cls, a, b, c, d, e, f: _new(cls, (a, b, c, d, e, f)),
    lambda cls, a, b, c, d, e, f, g: _new(cls, (a, b, c, d, e, f, g)),
    lambda cls, a, b, c, d, e, f, g, h: _new(cls, (a, b, c, d, e, f, g, h)),
)
"""Constructors of tuples of one field, of two, and so on."""


def named_tuple(name: str, fields: tuple[str, ...], space: dict[str, object]) -> type:
    """A class of named tuples, as of `typing.NamedTuple`.

    Args:
        name: of the class.
        fields: their names, in order.
        space: what else the class has; under the name of a field, its default.
    """
    defaults = tuple(space.pop(field) for field in fields if field in space)
    if not 0 < len(fields) <= len(_MAKERS):
        made: type = _namedtuple(name, fields, defaults=defaults)
        for key, value in space.items():
            setattr(made, key, value)
        return made
    like = _MAKERS[len(fields) - 1].__code__
    code = like.replace(co_varnames=("_cls", *fields), co_qualname=f"{name}.__new__")
    methods = {
        "__slots__": (),
        "__match_args__": fields,
        "_fields": fields,
        "_field_defaults": dict(zip(fields[len(fields) - len(defaults) :], defaults, strict=True)),
        "__new__": FunctionType(code, globals(), "__new__", defaults),
    }
    getters = {field: _getter(place, "") for place, field in enumerate(fields)}
    return type(name, (_Named,), methods | getters | space)


class _Named(tuple[object, ...]):
    """What all have."""

    __slots__ = ()
    _fields: tuple[str, ...]

    @classmethod
    def _make(cls, values: Iterable[object]) -> Any:
        make: Any = cls
        return make(*values)

    def _replace(self, /, **changes: object) -> Any:
        made = _new(type(self), map(changes.pop, self._fields, self))
        if changes:
            raise ValueError(f"Got unexpected field names: {list(changes)!r}")
        return made

    def _asdict(self) -> dict[str, object]:
        return dict(zip(self._fields, self, strict=True))

    def __repr__(self) -> str:
        told = (f"{field}={value!r}" for field, value in self._asdict().items())
        return f"{type(self).__name__}({', '.join(told)})"

    def __getnewargs__(self) -> tuple[object, ...]:
        return tuple(self)
