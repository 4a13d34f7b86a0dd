"""The closed vocabulary of a graph: kinds of concepts and relations between them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from kg._typing import Literal, NamedTuple
from kg.text.normal_forms import normalise

FIELDS = frozenset(
    {
        *("name", "kind", "aliases", "hidden", "summary", "background", "source"),
        *("better", "range", "limit"),
    }
)
"""Keys of a concept's table that are not relations."""


def relation_key(text: str) -> str:
    """Return a text as the name of a relation, different from every field of a concept.

    The name is empty if the text has no letter or digit.

    >>> relation_key("Part of"), relation_key("name")
    ('part-of', 'has-name')
    """
    name = "-".join(normalise(text).split())
    return f"has-{name}" if name in FIELDS else name


PLAIN = "concept"
"""The kind of a concept that states no kind."""

Side = Literal["subject", "object"]
"""An end of an edge."""

SIDES: tuple[Side, Side] = ("subject", "object")
"""Both ends, in their order."""


class Kind(NamedTuple):
    """A kind of concept.

    Attributes:
        name: in the singular.
        plural: its name in the plural.
        words: nouns with which a question asks for this kind.
        prior: 0-0.1, added to the score of concepts of this kind.
        default_relations: relations that a question asks about if it only mentions a concept of
            this kind.
        same_as: the term of a public vocabulary that means the same, as "prefix:term"; may be
            empty.
    """

    name: str
    plural: str
    words: tuple[str, ...] = ()
    prior: float = 0.0
    default_relations: tuple[str, ...] = ()
    same_as: str = ""


PLAIN_KIND = Kind(PLAIN, "concepts", ("concept", "term"))
"""The kind `PLAIN` for vocabularies that do not describe it."""


class Relation(NamedTuple):
    """A relation from a subject to an object, with its wording in both directions.

    Attributes:
        name: the key of the relation in TOML and JSON.
        out: heading over the objects of a subject, such as "used for".
        into: heading over the subjects of an object.
        says: the words between subject and object in a sentence.
        back: the words between object and subject in a sentence.
        from_kinds: kinds that a subject may have; empty allows all.
        to_kinds: kinds that an object may have; empty allows all.
        asks_subject: phrases with which a question asks for the subject, given the object.
        asks_object: phrases with which a question asks for the object, given the subject.
        learn: the end that a learner should meet first.
        weight: 0-1, how closely the relation connects two concepts.
        symmetric: True if an edge means the same in both directions.
        transitive: True if edges that follow each other imply an edge.
        ordering: True if the relation must have no cycle.
        negative: True if the relation says what does not fit; it answers only questions that
            ask for that.
        sequence: True if the subject comes directly after the object.
        opposite: the relation that this one denies; may be empty.
        through: relations through which this one is inherited: if X has one of them to Y, then X
            has this relation to what Y has it to, and to Y itself where Y is of a kind allowed.
        same_as: the term of a public vocabulary that means the same, as "prefix:term"; may be
            empty.
        exclusive: True if an edge to one object denies the relation to others of the same kind.
        harm: True if the object does harm in the subject: an error in a situation.
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
    through: tuple[str, ...] = ()
    same_as: str = ""
    exclusive: bool = False
    harm: bool = False

    def sentence(self, subject_name: str, object_name: str) -> str:
        """Return an edge in words, read from its subject."""
        return f"{subject_name} {self.says} {object_name}"

    def inverse(self, subject_name: str, object_name: str) -> str:
        """Return an edge in words, read from its object."""
        return f"{object_name} {self.back} {subject_name}"


def derive_relation(name: str) -> Relation:
    """Return a relation of which only the name is known, as in plain triples.

    >>> derive_relation("directed_by").sentence("Alien", "Ridley Scott")
    'Alien directed by Ridley Scott'
    """
    # Imported late: a compiled graph holds the phrases.
    from kg.model.relation_phrases import question_phrases

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
    """Kinds and relations by name, in the order of their file."""

    kinds: Mapping[str, Kind] = {}
    relations: Mapping[str, Relation] = {}

    def only(self, kinds: Collection[str], relations: Collection[str]) -> Vocabulary:
        """Return the part with these kinds and relations, and their denying relations."""
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
            {
                name: relation._replace(through=tuple(r for r in relation.through if r in kept))
                for name, relation in kept.items()
            },
        )

    def ordering(self) -> Iterator[Relation]:
        """Yield the relations that must have no cycle."""
        return (r for r in self.relations.values() if r.ordering)
