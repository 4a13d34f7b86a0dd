"""The kinds and relations of WordNet: parts of speech, and what its pointers mean."""

from __future__ import annotations

from kg.model.vocabulary import Kind, Relation

WORDNET_KINDS = {
    "noun": Kind("noun", "nouns", ("noun",)),
    "verb": Kind("verb", "verbs", ("verb",)),
    "adj": Kind("adjective", "adjectives", ("adjective",)),
    "adv": Kind("adverb", "adverbs", ("adverb",)),
}
"""Kinds of concept by part of speech, as in the names of the files (data.noun)."""

WORDNET_RELATIONS = (
    Relation(
        "kind-of", "kind of", "kinds", "is a kind of", "has the kind",
        asks_subject=("kind of", "kinds of", "type of", "types of"),
        asks_object=("kind of", "type of"), transitive=True, weight=0.8,
    ),
    Relation(
        "instance-of", "instance of", "instances", "is an instance of", "has the instance",
        asks_subject=("instance of", "instances of", "example of", "examples of"),
        asks_object=("instance of",), weight=0.8,
    ),
    Relation(
        "part-of", "part of", "parts", "is part of", "has the part",
        asks_subject=("part of", "parts of", "has the part"), asks_object=("part of", "belongs to"),
        transitive=True, weight=0.7,
    ),
    Relation(
        "member-of", "member of", "members", "is a member of", "has the member",
        asks_subject=("member of", "members of"), asks_object=("member of", "belongs to"),
        weight=0.6,
    ),
    Relation(
        "made-of", "made of", "substance of", "is made of", "is a substance of",
        asks_subject=("made of", "made from", "contains"), asks_object=("made of", "substance of"),
        weight=0.6,
    ),
    Relation(
        "opposite-of", "opposite of", "opposite of", "is the opposite of", "is the opposite of",
        asks_subject=("opposite of", "opposite", "antonym of", "antonym"),
        asks_object=("opposite of", "opposite", "antonym of", "antonym"),
        symmetric=True, learn="neither", weight=0.6,
    ),
    Relation(
        "entails", "entails", "entailed by", "entails", "is entailed by",
        asks_subject=("entails", "entail"), asks_object=("entails", "entail"), weight=0.6,
    ),
    Relation(
        "causes", "causes", "caused by", "causes", "is caused by",
        asks_subject=("causes", "cause of"), asks_object=("causes", "caused by", "effect of"),
        learn="neither", weight=0.6,
    ),
    Relation(
        "similar-to", "similar to", "similar to", "is similar to", "is similar to",
        asks_subject=("similar to", "similar", "like"),
        asks_object=("similar to", "similar", "like"),
        symmetric=True, learn="neither", weight=0.6,
    ),
    Relation(
        "grouped-with", "grouped with", "grouped with", "means much the same as",
        "means much the same as", asks_subject=("grouped with", "same as"),
        asks_object=("grouped with", "same as"), symmetric=True, learn="neither", weight=0.5,
    ),
    Relation(
        "see-also", "see also", "see also", "has to do with", "has to do with",
        asks_subject=("see also", "to do with"), asks_object=("see also", "to do with"),
        symmetric=True, learn="neither", weight=0.4,
    ),
    Relation(
        "shares-root-with", "shares its root with", "shares its root with",
        "shares its root with", "shares its root with",
        asks_subject=("root", "related form"), asks_object=("root", "related form"),
        symmetric=True, learn="neither", weight=0.4,
    ),
    Relation(
        "value-of", "value of", "values", "is a value of", "has the value",
        asks_subject=("value of", "values of"), asks_object=("value of", "attribute of"),
        weight=0.5,
    ),
    Relation(
        "pertains-to", "pertains to", "adjectives", "pertains to", "has the adjective",
        asks_subject=("pertains to", "adjective of", "adjective for"), asks_object=("pertains to",),
        weight=0.5,
    ),
    Relation(
        "derived-from", "derived from", "adverbs", "is derived from", "has the adverb",
        asks_subject=("derived from", "adverb of", "adverb for"), asks_object=("derived from",),
        weight=0.5,
    ),
    Relation(
        "participle-of", "participle of", "participles", "is a participle of",
        "has the participle", asks_subject=("participle of",), asks_object=("participle of",),
        weight=0.5,
    ),
    Relation(
        "of-field", "of the field", "terms", "belongs to the field of", "has the term",
        asks_subject=("terms of", "terms in", "field of"), asks_object=("field of", "field"),
        weight=0.4,
    ),
    Relation(
        "of-region", "said in", "local words", "is said in", "has the local word",
        asks_subject=("said in", "words of"), asks_object=("said in", "region of"), weight=0.3,
    ),
    Relation(
        "used-as", "used as", "words so used", "is used as", "is the use of",
        asks_subject=("used as",), asks_object=("used as", "usage of"), learn="neither", weight=0.3,
    ),
)  # fmt: skip
"""Relations that pointers become. WordNet may have cycles, so none of these is ordering."""

SYMMETRIC_RELATIONS = frozenset(r.name for r in WORDNET_RELATIONS if r.symmetric)
"""Names of the relations that read the same both ways."""
