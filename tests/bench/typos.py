"""Names looked up as they are and misspelt."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from time import perf_counter

from kg.text.normal_forms import normalise
from tests.bench.documents import Document
from tests.bench.method import Method
from tests.bench.misspell import EDITS, edited, edited_twice, really_misspelt

SHORTEST = 4
"""Letters from which a name is misspelt: any other three letters may be a name themselves."""

EXACT, TWICE, REAL = "none", "two of these", "Wikipedia's misspellings"


@dataclass(frozen=True, slots=True)
class Spelling:
    """A text to look up, the name of the concept that it means, and what was done to it."""

    text: str
    name: str
    edit: str


@dataclass(frozen=True, slots=True)
class Sought:
    """A spelling, whether it was found, and the milliseconds that this took."""

    spelling: Spelling
    right: bool
    ms: float


def spellings(
    documents: Sequence[Document], wrong_of: Mapping[str, list[str]], thorough: bool
) -> list[Spelling]:
    """Every name and alias, exact and misspelt.

    Args:
        documents: whose names to take.
        wrong_of: real misspellings of words.
        thorough: every kind of edit for each name, rather than one kind drawn for it.

    Returns:
        Spellings without those that are the name of another concept, or the same name still.
    """
    taken = {normalise(form) for document in documents for form in document.forms}
    return [
        spelling
        for document in documents
        for form in document.forms
        for spelling in _spellings(form, document.name, wrong_of, thorough)
        if spelling.edit == EXACT or normalise(spelling.text) not in taken
    ]


def _spellings(
    form: str, name: str, wrong_of: Mapping[str, list[str]], thorough: bool
) -> Iterator[Spelling]:
    yield Spelling(form, name, EXACT)
    if sum(c.isalpha() for c in form) < SHORTEST:
        return
    drawn = sorted(EDITS) if thorough else [random.Random(form).choice(sorted(EDITS))]
    for edit in drawn:
        text = edited(form, edit, "1")
        if text is not None:
            yield Spelling(text, name, edit)
    twice = edited_twice(form, "1")
    if twice is not None:
        yield Spelling(twice, name, TWICE)
    for text in really_misspelt(form, wrong_of):
        yield Spelling(text, name, REAL)


def sample_names(documents: Sequence[Document], size: int) -> list[Document]:
    """Some of the documents, always the same."""
    if size >= len(documents):
        return list(documents)
    return random.Random("names").sample(documents, size)


def seek(wanted: Iterable[Spelling], method: Method) -> list[Sought]:
    """Look every spelling up; the first is looked up once before, to warm the method up."""
    wanted = list(wanted)
    for spelling in wanted[:1]:
        method.look_up(spelling.text)
    sought = []
    for spelling in wanted:
        start = perf_counter()
        name = method.look_up(spelling.text)
        sought.append(Sought(spelling, name == spelling.name, (perf_counter() - start) * 1000))
    return sought
