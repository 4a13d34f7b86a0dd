from __future__ import annotations

import copy
import pickle
import typing
from collections import namedtuple
from pathlib import Path
from typing import Any

import pytest

from kg import _typing as typed
from kg.model.concept import Concept, ConceptId
from kg.store import Key, StoredEdge

reference: Any = namedtuple


class Named(typed.NamedTuple):
    """A pair."""

    one: int
    other: str = "x"

    @property
    def both(self) -> str:
        """One and the other."""
        return f"{self.one}{self.other}"


class Reference(typing.NamedTuple):
    """A pair."""

    one: int
    other: str = "x"

    @property
    def both(self) -> str:
        """One and the other."""
        return f"{self.one}{self.other}"


def test_a_named_tuple_is_as_that_of_typing() -> None:
    for made in (Named(1), Reference(1)):
        assert made == (1, "x")
        assert made.both == "1x"
        assert made._replace(other="y") == (1, "y")
        assert made._asdict() == {"one": 1, "other": "x"}
    for name in ("_fields", "_field_defaults", "__doc__", "__module__", "__slots__"):
        assert getattr(Named, name) == getattr(Reference, name)
    assert repr(Named(1)) == repr(Reference(1)).replace("Reference", "Named")
    assert Named.__qualname__ == "Named"
    with pytest.raises(AttributeError):
        Named(1).one = 2  # type: ignore[misc]  # the point of the test


@pytest.mark.parametrize("size", range(12))
def test_of_any_size(size: int) -> None:
    fields = tuple(f"f{n}" for n in range(size))
    defaults = dict.fromkeys(fields[5:], 7)
    space = {"__module__": __name__, "__annotations__": dict.fromkeys(fields, int), **defaults}
    metaclass: Any = type(typed.NamedTuple)
    made: Any = metaclass("Made", (typed.NamedTuple,), space)
    like: Any = reference("Made", fields, defaults=[*defaults.values()])
    given = range(min(size, 5))
    for values in (made(*given), made(**dict(zip(fields, given, strict=False)))):
        assert values == like(*given)
        assert [getattr(values, name) for name in fields] == list(values)
        assert repr(values) == repr(like(*given))
        assert values._asdict() == like(*given)._asdict()
    assert made._make(range(size)) == tuple(range(size))
    assert made._field_defaults == like._field_defaults
    assert made.__match_args__ == fields
    for wrong in ([0] * (size + 1), [0] * (min(size, 5) - 1)):
        if size and len(wrong) != size:
            with pytest.raises(TypeError, match=r"Made\.__new__\(\)"):
                made(*wrong)
            with pytest.raises(TypeError):
                made._make([0] * (size + 1))
    with pytest.raises(ValueError, match="unexpected field names: \\['x'\\]"):
        made(*given)._replace(x=1)


def test_values_can_be_copied_and_sent_to_other_processes() -> None:
    concept = Concept(ConceptId("a"), "A", "concept")
    assert pickle.loads(pickle.dumps(concept)) == copy.deepcopy(concept) == concept


def test_a_new_type_is_the_type() -> None:
    assert StoredEdge(Key(1), "r", Key(2), "")[:4] == (1, "r", 2, "")
    assert typed.cast("object", "x") == "x"


def test_every_name_is_one_of_typing() -> None:
    assert set(typed.__all__) <= set(dir(typing))
    text = Path(typed.__file__).read_text(encoding="utf-8")
    assert all(name in text.partition("else:")[2] for name in typed.__all__)
