"""Texts that can be encoded: without the lone surrogates by which Python keeps odd file names."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar, cast

T = TypeVar("T")


def encodable_text(text: str) -> str:
    r"""Return a text with U+FFFD for every lone surrogate.

    >>> encodable_text("caf\udce9.csv")
    'caf�.csv'
    """
    if text.isascii():
        return text
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def encodable(value: T) -> T:
    r"""Return a frozen value in which every text is encodable, at any depth.

    >>> encodable(("tea", ("caf\udce9", 2)))
    ('tea', ('caf�', 2))
    """
    result: Any = value
    if isinstance(value, str):
        result = encodable_text(value)
    elif isinstance(value, tuple):
        parts = [encodable(part) for part in value]
        result = type(value)(*parts) if hasattr(value, "_fields") else tuple(parts)
    elif isinstance(value, list):
        result = [encodable(part) for part in value]
    elif isinstance(value, dict):
        result = {encodable(key): encodable(part) for key, part in value.items()}
    elif is_dataclass(value) and not isinstance(value, type):
        old = {field.name: getattr(value, field.name) for field in fields(value) if field.init}
        new = {name: encodable(part) for name, part in old.items()}
        result = replace(value, **new) if new != old else value
    return cast(T, result)
