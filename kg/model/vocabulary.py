"""The closed vocabulary of a graph: kinds of concept and relations between them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from kg._typing import Literal, NamedTuple
from kg.text.normal_forms import normalise

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

Side = Literal["subject", "object"]
"""An end of an edge."""

SIDES: tuple[Side, Side] = ("subject", "object")
"""Both ends, in their order."""


class Kind(NamedTuple):
    """A kind of concept.

    `words` are the nouns by which a question asks for one, `default_relations` the relations that a bare
    mention of one asks about, and `prior` (0-0.1) how readily a question means this kind.
    """

    name: str
    plural: str
    words: tuple[str, ...] = ()
    prior: float = 0.0
    default_relations: tuple[str, ...] = ()


PLAIN_KIND = Kind(PLAIN, "concepts", ("concept", "term"))
"""The kind called PLAIN, where a vocabulary does not describe it."""


class Relation(NamedTuple):
    """A relation from a concept A to a concept B, with its wording both ways.

    `asks_subject` are the words by which a question wants A given B, `asks_object` the other way.
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
    asks_subject: tuple[str, ...] = ()
    asks_object: tuple[str, ...] = ()
    learn: Literal["subject", "object", "neither"] = "object"
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
        question_phrases,  # imported late: a compiled graph has it worked out
    )

    phrase = " ".join(name.replace("_", " ").replace("-", " ").split())
    asks = question_phrases(name)
    return Relation(
        name,
        phrase,
        f"{phrase} (of)",
        phrase,
        f"({phrase}) of",
        asks_subject=asks,
        asks_object=asks,
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
                name: kind._replace(
                    default_relations=tuple(r for r in kind.default_relations if r in kept)
                )
                for name, kind in self.kinds.items()
                if name in kinds
            },
            kept,
        )

    def ordering(self) -> Iterator[Relation]:
        """The relations that order concepts and so may have no cycle."""
        return (r for r in self.relations.values() if r.ordering)
