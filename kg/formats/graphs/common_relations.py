"""Relations that several graph formats have under names of their own."""

from __future__ import annotations

from kg.model.vocabulary import Relation

KIND_OF = "kind-of"
"""The relation from a narrower concept to a broader one."""

RELATED_TO = "related-to"
"""The relation of an edge that names none."""

COMMON_RELATIONS = (
    Relation(
        KIND_OF, "kind of", "kinds", "is a kind of", "has the kind",
        asks_subject=("kind of", "kinds of", "type of", "types of", "narrower"),
        asks_object=("kind of", "type of", "broader", "what is"),
        ordering=False, transitive=True, weight=0.8,
    ),
    Relation(
        RELATED_TO, "related to", "related to", "is related to", "is related to",
        asks_subject=("related to", "related"), asks_object=("related to", "related"),
        symmetric=True, learn="neither", weight=0.4,
    ),
)  # fmt: skip
"""Their wording. They do not order, because they may have cycles in such files."""
