from __future__ import annotations

import copy
import pickle
import typing
from pathlib import Path

import pytest

from kg import typed
from kg.concept import Concept, ConceptId
from kg.store import Key, Link


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


def test_values_can_be_copied_and_sent_to_other_processes() -> None:
    concept = Concept(ConceptId("a"), "A", "concept")
    assert pickle.loads(pickle.dumps(concept)) == copy.deepcopy(concept) == concept


def test_a_new_type_is_the_type() -> None:
    assert Link(Key(1), "r", Key(2), "") == (1, "r", 2, "")
    assert typed.cast("object", "x") == "x"


def test_every_name_is_one_of_typing() -> None:
    assert set(typed.__all__) <= set(dir(typing))
    text = Path(typed.__file__).read_text(encoding="utf-8")
    assert all(name in text.partition("else:")[2] for name in typed.__all__)
