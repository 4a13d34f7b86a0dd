"""Derive from a relation's name the phrases with which people ask for it."""

from __future__ import annotations

from collections.abc import Iterator

from kg.text.normal_forms import words
from kg.text.synonyms import synonym_sets

_FUNCTION_WORDS = frozenset("has is was are in on at by of to for with from imdb the a an".split())
"""Words of a relation's name that carry no meaning of their own."""

# Question words, with the words in a relation's name that they ask for.
_QUESTION_WORDS = {
    "when": frozenset("year date day time born died founded released".split()),
    "where": frozenset("place location city country located born died".split()),
    "who": frozenset("by person author owner founder".split()),
}


_RELATED_WORDS = {
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
"""Words related to common relation names, by words in those names."""


def question_phrases(name: str) -> tuple[str, ...]:
    """Return words and phrases with which people ask for a relation of this name.

    These are its own words, those of the same family ("directed", "director"), irregular forms
    and synonyms, and the question word that fits.

    >>> question_phrases("has_genre")
    ('has genre', 'genre', 'category', 'kind', 'sort', 'style', 'type')
    """
    parts = words(name.replace("_", " "))
    content = [part for part in parts if part not in _FUNCTION_WORDS] or parts
    found = {" ".join(parts): None, " ".join(content): None}
    family = {form for part in content for form in _family(part)}
    family |= {
        word
        for names, related in _RELATED_WORDS.items()
        if not set(names.split()).isdisjoint(content)
        for word in related.split()
    }
    family |= {
        question for question, hints in _QUESTION_WORDS.items() if not hints.isdisjoint(parts)
    }
    return tuple(found | dict.fromkeys(sorted(family - found.keys())))


def _family(word: str) -> Iterator[str]:
    """Yield the word, its other forms and the nouns for a person who does it."""
    forms = {word}
    for synonyms in synonym_sets():
        if word in synonyms:
            forms.update(synonyms)
    yield from forms
    for form in forms:
        yield from _agents(form)
        if form.removesuffix("s").endswith(("or", "er")) and len(form) > 4:
            yield form.removesuffix("s")[:-2]  # "actors" act


def _agents(form: str) -> Iterator[str]:
    """Yield nouns for a person who does what the verb says; not all of them are real words."""
    if form.endswith("ed") and len(form) > 4:
        yield f"{form[:-2]}or"
        yield f"{form[:-1]}r"
        yield form[:-2]
    elif form.endswith("te") and len(form) > 3:
        yield f"{form}r"
