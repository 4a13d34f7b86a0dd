"""Write vocabularies and cues as one text each, and read them back.

A compiled graph keeps both as separated texts (see `kg.text.separated`), which are read with
`str.split` alone.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from kg._typing import Literal, cast
from kg.model.attributes import (
    NO_ATTRIBUTES,
    UNQUALIFIED,
    Attributes,
    Flag,
    Limit,
    Qualifiers,
)
from kg.model.cues import Cues, Sense
from kg.model.vocabulary import Kind, Relation, Side, Vocabulary
from kg.text.normal_forms import Stem
from kg.text.separated import FILE, GROUP, RECORD, SEPARATORS, UNIT, NestedTexts, join, split

_SET = "1.0"
"""The text of a flag that is set."""

_BOTH = "both"


def encode_vocabulary(vocabulary: Vocabulary) -> str:
    """Write a vocabulary as one text for `decode_vocabulary`."""
    kinds = [[_text_of(value) for value in kind] for kind in vocabulary.kinds.values()]
    relations = [[_text_of(value) for value in r] for r in vocabulary.relations.values()]
    return join([kinds, relations], SEPARATORS)


def decode_vocabulary(text: str) -> Vocabulary:
    """Return the vocabulary that `encode_vocabulary` wrote."""
    kinds, relations = (
        [split(row, RECORD) for row in split(rows, GROUP)] for rows in split(text, FILE)
    )
    return Vocabulary(
        {row[0]: _kind_of(*row) for row in kinds},
        {row[0]: _relation_of(*row) for row in relations},
    )


def encode_cues(cues: Cues) -> str:
    """Write cues as one text for `decode_cues`."""
    kinds = [[phrase, names] for phrase, names in cues.kinds.items()]
    relations = [
        [phrase, *((s.relation, s.side, _BOTH * s.both) for s in senses)]
        for phrase, senses in cues.relations.items()
    ]
    return join([kinds, relations, sorted(cues.words), sorted(cues.stems)], SEPARATORS)


def decode_cues(text: str) -> Cues:
    """Return the cues that `encode_cues` wrote."""
    kinds, relations, words, stems = split(text, FILE)
    kinds_by_phrase: dict[str, tuple[str, ...]] = {}
    for row in split(kinds, GROUP):
        phrase, names = split(row, RECORD)
        kinds_by_phrase[phrase] = tuple(split(names))
    senses_by_phrase: dict[str, tuple[Sense, ...]] = {}
    for row in split(relations, GROUP):
        phrase, *senses = split(row, RECORD)
        senses_by_phrase[phrase] = tuple(map(_sense_of, senses))
    return Cues(
        kinds_by_phrase,
        senses_by_phrase,
        frozenset(split(words, GROUP)),
        frozenset(map(Stem, split(stems, GROUP))),
    )


def encode_details(attributes: Attributes, flags: Sequence[Flag]) -> str:
    """Write attributes and flags as one text for `decode_details`; empty if there are none."""
    if attributes == NO_ATTRIBUTES and not flags:
        return ""
    limits = [
        [limit.of, _bound_text(limit.min), _bound_text(limit.max), limit.unit, limit.citation]
        for limit in attributes.limits
    ]
    return join([[[attributes.better]], limits, list(map(list, flags))], GROUP + RECORD + UNIT)


def decode_details(text: str) -> tuple[Attributes, tuple[Flag, ...]]:
    """Return what `encode_details` wrote."""
    if not text:
        return NO_ATTRIBUTES, ()
    own, limits, flags = (
        [split(row) for row in split(rows, RECORD)] for rows in split(text, GROUP)
    )
    return (
        Attributes(
            tuple(
                Limit(of, _bound_of(least), _bound_of(most), unit, citation)
                for of, least, most, unit, citation in limits
            ),
            own[0][0],
        ),
        tuple(Flag(*row) for row in flags),
    )


def _bound_text(bound: float | None) -> str:
    return "" if bound is None else repr(bound)


def _bound_of(text: str) -> float | None:
    return float(text) if text else None


def encode_qualifiers(qualifiers: Qualifiers) -> str:
    """Write qualifiers as one text for `decode_qualifiers`; empty if there are none."""
    if qualifiers == UNQUALIFIED:
        return ""
    strength, role, every, some = qualifiers
    return join([[strength], [role], every, some], RECORD + UNIT)


def decode_qualifiers(text: str) -> Qualifiers:
    """Return what `encode_qualifiers` wrote."""
    (strength,), (role,), every, some = map(split, split(text, RECORD))
    return Qualifiers(strength, role, tuple(every), tuple(some))


def _text_of(value: str | float | Collection[str]) -> NestedTexts:
    if isinstance(value, str | tuple):
        return value
    if isinstance(value, frozenset):
        return sorted(value)
    return str(float(cast(float, value)))


def _kind_of(name: str, plural: str, words: str, prior: str, implied: str, same_as: str) -> Kind:
    return Kind(name, plural, tuple(split(words)), float(prior), tuple(split(implied)), same_as)


def _relation_of(*row: str) -> Relation:
    name, out, into, says, back, *lists, learn, weight = row[:11]
    from_kinds, to_kinds, asks_subject, asks_object = map(split, lists)
    symmetric, transitive, ordering, negative, sequence = (flag == _SET for flag in row[11:16])
    return Relation(
        name,
        out,
        into,
        says,
        back,
        frozenset(from_kinds),
        frozenset(to_kinds),
        tuple(asks_subject),
        tuple(asks_object),
        cast("Literal['subject', 'object', 'neither']", learn),
        float(weight),
        symmetric,
        transitive,
        ordering,
        negative,
        sequence,
        row[16],
        tuple(split(row[17])),
        row[18],
        row[19] == _SET,
        row[20] == _SET,
    )


def _sense_of(text: str) -> Sense:
    relation, side, both = split(text)
    return Sense(relation, cast(Side, side), both == _BOTH)
