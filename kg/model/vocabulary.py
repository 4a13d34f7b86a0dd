"""The closed vocabulary of a graph: kinds of concept and relations between them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from kg._typing import Any, Literal, NamedTuple, cast
from kg.text.normal_forms import normalise
from kg.text.separated import FILE, GROUP, MARKS, RECORD, Packable, packed, unpacked

FIELDS = frozenset({"name", "kind", "aliases", "summary", "source"})
"""Keys of a concept table that are not relations."""


def relation_key(text: str) -> str:
    """A text as the name of a relation, which no other key of a concept's table has.

    Empty where the text says nothing.

    >>> relation_key("Part of"), relation_key("name")
    ('part-of', 'has-name')
    """
    name = "-".join(normalise(text).split())
    return f"has-{name}" if name in FIELDS else name


PLAIN = "concept"
"""The kind of a concept that states none."""

_SET = "1.0"
"""How a flag that is set reads in a text."""

Side = Literal["a", "b"]
"""An end of an edge: a carries it, b is its target."""


class Kind(NamedTuple):
    """A kind of concept.

    `words` are the nouns by which a question asks for one, `implies` the relations that a bare
    mention of one asks about, and `prior` (0-0.1) how readily a question means this kind.
    """

    name: str
    plural: str
    words: tuple[str, ...] = ()
    prior: float = 0.0
    implies: tuple[str, ...] = ()


PLAIN_KIND = Kind(PLAIN, "concepts", ("concept", "term"))
"""The kind called PLAIN, where a vocabulary does not describe it."""


class Relation(NamedTuple):
    """A relation from a concept A to a concept B, with its wording both ways.

    `asks_a` are the words by which a question wants A given B, `asks_b` the other way.
    `learn` is the end a learner should meet first. `weight` (0-1) is how strongly the
    relation relates two concepts. An `ordering` relation may have no cycle. A `negative`
    one says what does not fit, and answers only questions that ask for that; `opposite` names the
    relation that it denies. In a `sequence` A comes next after B.
    """

    name: str
    out: str
    into: str
    says: str
    back: str
    from_kinds: frozenset[str] = frozenset()
    to_kinds: frozenset[str] = frozenset()
    asks_a: tuple[str, ...] = ()
    asks_b: tuple[str, ...] = ()
    learn: Literal["a", "b", "neither"] = "b"
    weight: float = 0.5
    symmetric: bool = False
    transitive: bool = False
    ordering: bool = False
    negative: bool = False
    sequence: bool = False
    opposite: str = ""

    def sentence(self, a: str, b: str) -> str:
        """The edge from A to B in words, read from A."""
        return f"{a} {self.says} {b}"

    def inverse(self, a: str, b: str) -> str:
        """The edge from A to B in words, read from B."""
        return f"{b} {self.back} {a}"


def derive_relation(name: str) -> Relation:
    """A relation known by its name only, as plain triples bring it.

    >>> derive_relation("directed_by").sentence("Alien", "Ridley Scott")
    'Alien directed by Ridley Scott'
    """
    from kg.model.relation_phrases import (
        asking,  # imported late: a compiled graph has it worked out
    )

    phrase = " ".join(name.replace("_", " ").replace("-", " ").split())
    asks = asking(name)
    return Relation(
        name, phrase, f"{phrase} (of)", phrase, f"({phrase}) of", asks_a=asks, asks_b=asks
    )


class Vocabulary(NamedTuple):
    """Kinds and relations by name, in the order in which their file lists them."""

    kinds: Mapping[str, Kind] = {}
    relations: Mapping[str, Relation] = {}

    def only(self, kinds: Collection[str], relations: Collection[str]) -> Vocabulary:
        """The part that is of these kinds and relations, with what denies one of those."""
        kept = {
            name: relation
            for name, relation in self.relations.items()
            if name in relations or relation.opposite in relations
        }
        return Vocabulary(
            {
                name: kind._replace(implies=tuple(r for r in kind.implies if r in kept))
                for name, kind in self.kinds.items()
                if name in kinds
            },
            kept,
        )

    def ordering(self) -> Iterator[Relation]:
        """The relations that order concepts and so may have no cycle."""
        return (r for r in self.relations.values() if r.ordering)

    def to_text(self) -> str:
        """All of it as one text, for `from_text`; see `kg.text.separated`."""
        kinds = [[_text_of(value) for value in kind] for kind in self.kinds.values()]
        relations = [[_text_of(value) for value in r] for r in self.relations.values()]
        return packed([kinds, relations], MARKS)

    @classmethod
    def from_text(cls, text: str) -> Vocabulary:
        """What `to_text` gave, read back."""
        kinds, relations = (
            [unpacked(row, RECORD) for row in unpacked(rows, GROUP)]
            for rows in unpacked(text, FILE)
        )
        return cls(
            {row[0]: _kind_of(*row) for row in kinds},
            {row[0]: _relation_of(*row) for row in relations},
        )


def _text_of(value: str | float | Collection[str]) -> Packable:
    if isinstance(value, str | tuple):
        return value
    if isinstance(value, frozenset):
        return sorted(value)
    return str(float(cast(float, value)))


def _kind_of(name: str, plural: str, words: str, prior: str, implies: str) -> Kind:
    return Kind(name, plural, tuple(unpacked(words)), float(prior), tuple(unpacked(implies)))


def _relation_of(*row: str) -> Relation:
    name, out, into, says, back, *lists, learn, weight = row[:11]
    from_kinds, to_kinds, asks_a, asks_b = map(unpacked, lists)
    symmetric, transitive, ordering, negative, sequence = (flag == _SET for flag in row[11:16])
    return Relation(
        name,
        out,
        into,
        says,
        back,
        frozenset(from_kinds),
        frozenset(to_kinds),
        tuple(asks_a),
        tuple(asks_b),
        cast("Literal['a', 'b', 'neither']", learn),
        float(weight),
        symmetric,
        transitive,
        ordering,
        negative,
        sequence,
        row[16],
    )


# How a row's TOML keys are called in the classes above, where they differ.
_KEYS = {
    "in": "into",
    "from": "from_kinds",
    "to": "to_kinds",
    "asks-a": "asks_a",
    "asks-b": "asks_b",
}
_NUMBERS = frozenset({"prior", "weight"})
_FLAGS = frozenset({"symmetric", "transitive", "ordering", "negative", "sequence"})


def read_vocabulary(data: Mapping[str, Any]) -> tuple[Vocabulary, list[tuple[str, str]]]:
    """A vocabulary from the parsed `relations.toml`.

    Returns the vocabulary, and every fault as (the table it is in, what is wrong);
    of a row with a fault only the name is used, so that one fault is told once.
    """
    faults = [
        (key, f"unknown table {key!r}; a vocabulary has [kind.…] and [relation.…]")
        for key in data
        if key not in ("kind", "relation")
    ]
    kinds: dict[str, Kind] = {}
    for name, row in _rows(data, "kind", faults):
        values = _values(Kind, f"kind.{name}", row, faults)
        kinds[name] = Kind(name=name, **({"plural": name} | (values or {})))
    kinds.setdefault(PLAIN, PLAIN_KIND)
    relations: dict[str, Relation] = {}
    for name, row in _rows(data, "relation", faults):
        where = f"relation.{name}"
        if name in FIELDS:
            faults.append((where, f"{name!r} is a field of every concept and names no relation"))
            continue
        values = _values(Relation, where, row, faults) or {}
        for key in ("from_kinds", "to_kinds"):
            faults.extend(
                (where, f"names the kind {kind!r}, which has no [kind.{kind}] table")
                for kind in sorted(values.get(key, frozenset()) - kinds.keys())
            )
        relations[name] = _worded(name, values)
    for relation in relations.values():
        if relation.opposite and relation.opposite not in relations:
            message = f"is the opposite of {relation.opposite!r}, which has no table"
            faults.append((f"relation.{relation.name}", message))
    for kind in kinds.values():
        for implied in kind.implies:
            if implied not in relations:
                message = f"implies {implied!r}, which has no [relation.{implied}] table"
                faults.append((f"kind.{kind.name}", message))
    return Vocabulary(kinds, relations), faults


def _worded(name: str, values: Mapping[str, Any]) -> Relation:
    """The relation of these values; wording that they leave out is derived from the name."""
    derived = derive_relation(name)
    wording = {"out": derived.out, "says": derived.says}
    if values.get("symmetric"):
        out, says = values.get("out", derived.out), values.get("says", derived.says)
        wording |= {"into": out, "back": says}
    else:
        wording |= {"into": derived.into, "back": derived.back}
    return Relation(name=name, **(wording | dict(values)))


def _rows(
    data: Mapping[str, Any], table: str, faults: list[tuple[str, str]]
) -> Iterator[tuple[str, dict[str, Any]]]:
    rows = data.get(table, {})
    if not isinstance(rows, dict):
        faults.append((table, f"{table} must hold tables, [{table}.NAME]"))
        return
    for name, row in rows.items():
        if _holds_mark(name):
            faults.append((table, f"the name {name!r} holds a control character"))
        elif isinstance(row, dict):
            yield name, row
        else:
            faults.append((f"{table}.{name}", f"{table}.{name} must be a table"))


def _holds_mark(text: str) -> bool:
    """Whether a text has what `kg.text.separated` sets between texts."""
    return not set(MARKS).isdisjoint(text)


def _values(
    cls: type[Kind] | type[Relation],
    where: str,
    row: Mapping[str, Any],
    faults: list[tuple[str, str]],
) -> dict[str, Any] | None:
    """The row's values under their field names, checked; None when any is faulty."""
    known = set(cls._fields) - {"name", *_KEYS.values()} | _KEYS.keys()
    if cls is Kind:
        known -= _KEYS.keys()
    values: dict[str, Any] = {}
    before = len(faults)
    for key, value in row.items():
        name = _KEYS.get(key, key)
        if key not in known:
            faults.append((where, f"unknown key {key!r}"))
        elif name in ("words", "implies", "asks_a", "asks_b", "from_kinds", "to_kinds"):
            if not isinstance(value, list) or not all(isinstance(v, str) for v in value):
                faults.append((where, f"{key} must be a list of strings"))
            elif any(_holds_mark(text) for text in value):
                faults.append((where, f"{key} holds a control character"))
            else:
                values[name] = frozenset(value) if name.endswith("kinds") else tuple(value)
        elif name in _NUMBERS:
            if isinstance(value, bool) or not isinstance(value, int | float):
                faults.append((where, f"{key} must be a number"))
            elif not 0 <= value <= 1:
                faults.append((where, f"{key} must lie between 0 and 1"))
            else:
                values[name] = float(value)
        elif name in _FLAGS:
            if not isinstance(value, bool):
                faults.append((where, f"{key} must be true or false"))
            else:
                values[name] = value
        elif not isinstance(value, str):
            faults.append((where, f"{key} must be a string"))
        elif _holds_mark(value):
            faults.append((where, f"{key} holds a control character"))
        elif name == "learn" and value not in ("a", "b", "neither"):
            faults.append((where, 'learn must be "a", "b" or "neither"'))
        else:
            values[name] = value
    if values.get("symmetric") and values.get("ordering"):
        faults.append((where, "can't be both symmetric and ordering"))
    return values if len(faults) == before else None
