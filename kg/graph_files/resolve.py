"""Turn a draft into a graph, or into a draft whose names are unique and can be written."""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache

from kg.graph_files.derived_edges import derive_edges
from kg.model.attributes import UNQUALIFIED, Flag, Qualifiers
from kg.model.concept import Concept, ConceptId, concept_id
from kg.model.draft import NOWHERE, Draft, DraftEdge
from kg.model.graph import Edge, Graph
from kg.model.kept_card import KeptCard
from kg.model.vocabulary import (
    FIELDS,
    PLAIN,
    PLAIN_KIND,
    Kind,
    Vocabulary,
    derive_relation,
    relation_key,
)
from kg.text.normal_forms import Norm, normalise


def resolve(draft: Draft) -> Graph:
    """Return the graph that a draft without faults describes, in the order of its files.

    A keyed draft must be complete (see `complete`). Its edges from a concept to itself are left
    out, since they say nothing.
    """
    edges = draft.edges()
    if draft.is_keyed:
        by_key = _identifiers(draft)
        ids = list(by_key.values())
        edges = [edge for edge in edges if edge.subject != edge.object]
        find = by_key.__getitem__
    else:
        norm = cache(normalise)  # most names are written many times
        ids = [concept_id(concept.name) for concept in draft.concepts]
        by_name = {
            norm(name): i
            for i, concept in zip(ids, draft.concepts, strict=True)
            for name in (*concept.aliases, concept.name)
        }

        def find(name: str) -> ConceptId:
            return by_name[norm(name)]

    flags: defaultdict[ConceptId, list[Flag]] = defaultdict(list)
    for flag in draft.flags:
        for name in flag.about:
            flags[find(name)].append(Flag(flag.text, flag.citation))
    concepts = {
        i: Concept(
            i,
            c.name,
            c.kind,
            c.aliases,
            c.summary,
            c.citation,
            c.hidden,
            c.background,
            c.attributes,
            tuple(flags.get(i, ())),
        )
        for i, c in zip(ids, draft.concepts, strict=True)
    }

    def named(qualifiers: Qualifiers) -> Qualifiers:
        """Return qualifiers whose conditions are called by the names of their concepts."""
        if qualifiers is UNQUALIFIED:
            return qualifiers
        every, some = (
            tuple(concepts[find(name)].name for name in names)
            for names in (qualifiers.all_of, qualifiers.any_of)
        )
        return qualifiers._replace(all_of=every, any_of=some)

    written = [
        Edge(find(e.subject), e.relation, find(e.object), e.citation, e.status, named(e.qualifiers))
        for e in edges
    ]
    return Graph(
        draft.vocabulary,
        concepts,
        (*written, *derive_edges(draft.vocabulary, concepts, written)),
        draft.title,
        draft.description,
        () if draft.is_keyed else _with_identifiers(draft, by_name),
    )


def _with_identifiers(draft: Draft, by_name: Mapping[Norm, ConceptId]) -> tuple[KeptCard, ...]:
    """Return the cards of a draft with the identifiers of their concepts.

    A card whose concept a person has renamed or deleted has none.
    """
    return tuple(
        card._replace(concept=by_name.get(normalise(card.concept), "")) for card in draft.cards
    )


def complete(draft: Draft, vocabulary: Vocabulary) -> Draft:
    """Give a keyed draft every kind and relation that it uses.

    What the vocabulary lacks comes from the draft's own vocabulary, else is derived from its name.
    A concept without a kind gets the one that the relations of most of its edges allow at its end.
    """
    edges = draft.edges()
    relations = dict(vocabulary.relations)
    for relation in draft.vocabulary.relations.values():
        relations.setdefault(relation.name, relation)
    for edge in edges:
        if edge.relation not in relations:
            relations[edge.relation] = derive_relation(edge.relation)
    kinds = dict(vocabulary.kinds)
    for kind in (PLAIN_KIND, *draft.vocabulary.kinds.values()):
        kinds.setdefault(kind.name, kind)
    for concept in draft.concepts:
        if concept.kind and concept.kind not in kinds:
            kinds[concept.kind] = Kind(concept.kind, concept.kind, (concept.kind,))
    whole = vocabulary._replace(kinds=kinds, relations=relations)
    likely = _likely_kinds(edges, whole)
    return replace(
        draft,
        vocabulary=whole,
        concepts=tuple(
            concept if concept.kind else replace(concept, kind=likely.get(concept.key, PLAIN))
            for concept in draft.concepts
        ),
    )


def name_uniquely(draft: Draft) -> Draft:
    """Turn a complete keyed draft into one in which every name belongs to one concept.

    Of concepts with the same name the later ones get the suffix of their identifier, in brackets.
    An alias that is another concept's name is left out. A relation that is called like a field of
    a concept gets a longer name.
    """
    ids = _identifiers(draft)
    names: dict[str, str] = {}
    taken: set[str] = set()
    for concept in draft.concepts:
        name = concept.name
        if concept_id(name) in taken or not normalise(name):
            name = f"{name} ({ids[concept.key].rpartition('-')[2]})"
        taken |= {concept_id(name), normalise(name)}
        names[concept.key] = name
    concepts = []
    for concept in draft.concepts:
        aliases = []
        for alias in concept.aliases:
            if normalise(alias) and normalise(alias) not in taken:
                taken.add(normalise(alias))
                aliases.append(alias)
        name = names[concept.key]
        edges = tuple(
            DraftEdge(name, _relation_name(edge.relation), names[edge.object], edge.citation)
            for edge in concept.edges
            if edge.subject != edge.object
        )
        hidden = tuple(text for text in concept.hidden if normalise(text))
        concepts.append(
            replace(
                concept,
                name=name,
                aliases=tuple(aliases),
                hidden=hidden,
                edges=edges,
                place=NOWHERE,
                key="",
            )
        )
    relations = {
        _relation_name(name): relation._replace(name=_relation_name(name))
        for name, relation in draft.vocabulary.relations.items()
    }
    vocabulary = Vocabulary(draft.vocabulary.kinds, relations)
    return Draft(vocabulary, tuple(concepts), title=draft.title, skipped=draft.skipped)


def _relation_name(relation: str) -> str:
    return relation_key(relation) if relation in FIELDS else relation


def _identifiers(draft: Draft) -> dict[str, ConceptId]:
    """Return an identifier for each key: made from the name, with a suffix where it is taken."""
    found: dict[str, ConceptId] = {}
    taken: set[str] = set()
    for concept in draft.concepts:
        identifier = concept_id(concept.name)
        if identifier in taken:
            digest = hashlib.sha256(concept.key.encode("utf-8", "replace")).hexdigest()[:10]
            identifier = ConceptId(f"{identifier}-{digest}")
        taken.add(identifier)
        found[concept.key] = identifier
    return found


def _likely_kinds(edges: list[DraftEdge], vocabulary: Vocabulary) -> dict[str, str]:
    votes: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for edge in edges:
        for key, kind in _kinds_at_ends(edge, vocabulary):
            votes[key][kind] += 1
    rank = {kind: n for n, kind in enumerate(vocabulary.kinds)}
    return {key: min(c, key=lambda k: (-c[k], rank[k])) for key, c in votes.items()}


def _kinds_at_ends(edge: DraftEdge, vocabulary: Vocabulary) -> Iterator[tuple[str, str]]:
    """Yield each end whose relation allows one kind only there, with that kind."""
    relation = vocabulary.relations[edge.relation]
    for key, kinds in ((edge.subject, relation.from_kinds), (edge.object, relation.to_kinds)):
        if len(kinds) == 1:
            yield key, next(iter(kinds))
