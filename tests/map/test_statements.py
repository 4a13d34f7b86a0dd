from __future__ import annotations

import pytest

from kg.map.statements import cited_attributes, cited_flags, edge_note
from kg.model.attributes import Attributes, Flag, Limit, Status
from kg.model.concept import Concept, concept_id


def concept(attributes: Attributes, *flags: Flag) -> Concept:
    return Concept(concept_id("X"), "X", "thing", attributes=attributes, flags=flags)


def test_each_attribute_keeps_its_own_citation() -> None:
    limits = (Limit("size", None, 1, "GB", "80"), Limit("", 0, 1), Limit("time", 2, None, "s", "7"))
    assert cited_attributes(concept(Attributes(limits, "higher"))) == [
        ("size up to 1 GB", "80"),
        ("from 0 to 1", ""),
        ("time from 2 on s", "7"),
        ("higher is better", ""),
    ]


def test_a_scale_alone_is_an_attribute_without_a_citation() -> None:
    assert cited_attributes(concept(Attributes((), "lower"))) == [("lower is better", "")]
    assert cited_attributes(concept(Attributes())) == []


def test_flags_keep_their_citations_and_lose_control_characters() -> None:
    assert cited_flags(concept(Attributes(), Flag("It\0ends", "18"))) == [("It�ends", "18")]


@pytest.mark.parametrize(
    ("status", "qualifiers", "note"),
    [
        ("stated", "", ""),
        ("stated", "often", "often"),
        ("derived", "", "derived"),
        ("background", "ideal; when: Snow", "ideal; when: Snow; beyond the deck"),
    ],
)
def test_what_the_deck_states_without_more_has_no_note(
    status: Status, qualifiers: str, note: str
) -> None:
    assert edge_note(status, qualifiers) == note
