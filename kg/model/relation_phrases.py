"""How people ask for a relation of which only the name is known, as plain triples bring it."""

from __future__ import annotations

from collections.abc import Iterator

from kg.text.normal_forms import Norm, words
from kg.text.synonyms import synonym_sets

_FRAME = frozenset("has is was are in on at by of to for with from imdb the a an".split())
"""Words of a relation's name that say nothing about what it relates."""

# What a question word asks for, told by a word of the relation's name.
_ASKED = {
    "when": frozenset("year date day time born died founded released".split()),
    "where": frozenset("place location city country located born died".split()),
    "who": frozenset("by person author owner founder".split()),
}


_KIN = {
    "actor actors starring cast": "act actor actress appear cast perform play star",
    "author written wrote": "author screenplay screenwriter script scriptwriter story writer",
    "genre": "category genre kind sort style type",
    "tag tags keyword keywords topic subject": "about describe keyword subject tag term topic word",
    "release released": "came come out",
    "rating ratings": "good rate rating",
    "votes popularity": "famous popular popularity",
    "spouse married": "husband marry spouse wife",
    "capital": "capital seat",
}
"""Words that go with some of the commonest names of relations, by words in those names."""


def question_phrases(name: str) -> tuple[str, ...]:
    """Words and phrases by which people ask for a relation of this name.

    These are its own words, those of the same family ("directed", "director"), irregular forms
    and synonyms, and the question word that fits.

    >>> asking("has_genre")
    ('has genre', 'genre', 'category', 'kind', 'sort', 'style', 'type')
    """
    parts = words(name.replace("_", " "))
    told = [part for part in parts if part not in _FRAME] or parts
    found = {" ".join(parts): None, " ".join(told): None}
    family = {form for part in told for form in _family(part)}
    family |= {
        kin
        for names, kin_words in _KIN.items()
        if _shares(names, told)
        for kin in kin_words.split()
    }
    family |= {question for question, hints in _ASKED.items() if not hints.isdisjoint(parts)}
    return tuple(found | dict.fromkeys(sorted(family - found.keys())))


def _shares(names: str, told: list[Norm]) -> bool:
    return not set(names.split()).isdisjoint(told)


def _family(word: str) -> Iterator[str]:
    """The word, its other forms and the nouns for who does it."""
    forms = {word}
    for ring in synonym_sets():
        if word in ring:
            forms.update(ring)
    yield from forms
    for form in forms:
        yield from _agents(form)
        if form.removesuffix("s").endswith(("or", "er")) and len(form) > 4:
            yield form.removesuffix("s")[:-2]  # "actors" act


def _agents(form: str) -> Iterator[str]:
    """The nouns for who does what a verb in this form says; some are no words, and harmless."""
    if form.endswith("ed") and len(form) > 4:
        yield f"{form[:-2]}or"
        yield f"{form[:-1]}r"
        yield form[:-2]
    elif form.endswith("te") and len(form) > 3:
        yield f"{form}r"
