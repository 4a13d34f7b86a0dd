"""Give each synset of WordNet a name of its own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import count

from kg.formats.wordnet.senses import UNKNOWN_SENSE, WordSense, WordSenses, index_word
from kg.formats.wordnet.synsets import Synset
from kg.formats.wordnet.wordnet_vocabulary import WORDNET_KINDS
from kg.text.normal_forms import Norm, normalise

_BROADER_SYMBOLS = ("@", "@i", "&")
"""Pointers to a broader or similar meaning, which makes clear which meaning of a word is meant."""


def name_synsets(synsets: Mapping[str, Synset], senses: WordSenses) -> dict[str, str]:
    """Return a unique name for each synset, by key.

    A synset is named after the first of its words whose most usual meaning it is. If there is
    none, its name is its first word with a broader meaning, or else its number, in brackets.
    """
    most_usual: dict[Norm, tuple[WordSense, str]] = {}
    for key, synset in synsets.items():
        for word, lemma in synset.lemmas.items():
            sense = senses.get((key, index_word(lemma)), UNKNOWN_SENSE)
            if word not in most_usual or sense < most_usual[word][0]:
                most_usual[word] = (sense, key)
    names: dict[str, str] = {}
    unnamed: list[tuple[WordSense, str]] = []
    for key, synset in synsets.items():
        for word, lemma in synset.lemmas.items():
            if most_usual[word][1] == key:
                names[key] = lemma
                break
        else:
            sense = senses.get((key, index_word(synset.first_lemma)), UNKNOWN_SENSE)
            unnamed.append((sense, key))
    taken = set(most_usual)  # a word alone means its most usual meaning
    for sense, key in sorted(unnamed):
        for name in _qualified_names(synsets[key], sense.number, synsets):
            if normalise(name) not in taken:
                names[key] = name
                taken.add(normalise(name))
                break
    return names


def _qualified_names(synset: Synset, number: int, synsets: Mapping[str, Synset]) -> Iterator[str]:
    """Yield without end names that tell a synset from others of its first word, best first."""
    word = synset.first_lemma
    for symbol, target in synset.pointers:
        if symbol in _BROADER_SYMBOLS and target in synsets:
            broader = synsets[target].first_lemma
            if normalise(broader) != normalise(word):
                yield f"{word} ({broader})"
    kind = WORDNET_KINDS[synset.part].name
    if number < UNKNOWN_SENSE.number:
        yield f"{word} ({kind} {number})"
    for n in count(2):
        yield f"{word} ({kind}, {n})"
