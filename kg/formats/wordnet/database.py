"""WordNet: the folder of its database files, its synsets as concepts and its pointers as edges.

The form of the files is told in WordNet's manual, wndb(5WN), and that of sense keys in
senseidx(5WN).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from kg.errors import Skipped
from kg.formats.source import decode, fault, read_content
from kg.formats.wordnet.pointers import RELATIONS, SYMMETRIC, meaning_of
from kg.model.draft import Draft, DraftConcept, DraftEdge, keyed_draft
from kg.model.vocabulary import Kind
from kg.text.normal_forms import Norm, normalise
from kg.text.phrasing import capitalise

KINDS = {
    "noun": Kind("noun", "nouns", ("noun",)),
    "verb": Kind("verb", "verbs", ("verb",)),
    "adj": Kind("adjective", "adjectives", ("adjective",)),
    "adv": Kind("adverb", "adverbs", ("adverb",)),
}
"""Kinds of concept by how their files are called."""

_PARTS = {"n": "noun", "v": "verb", "a": "adj", "s": "adj", "r": "adv"}
_LETTERS = {"noun": "n", "verb": "v", "adj": "a", "adv": "r"}  # of keys
_OF_KEY = {"1": "noun", "2": "verb", "3": "adj", "4": "adv", "5": "adj"}  # in sense keys
_COUNTS = "cntlist.rev"
_MARK = re.compile(r"\((?:a|p|ip)\)$")  # where an adjective may stand
_EXAMPLE = '; "'


@dataclass(frozen=True, slots=True)
class _Synset:
    """A meaning: its file's part of speech, words by their normal form, gloss, and line.

    Of its pointers the one list has the symbols, the other the keys of where they lead.
    """

    part: str
    lemmas: Mapping[Norm, str]
    gloss: str
    symbols: list[str]
    ends: list[str]
    line: int

    @property
    def first(self) -> str:
        """The word that is mostly used for it."""
        return next(iter(self.lemmas.values()))

    @property
    def pointers(self) -> Iterator[tuple[str, str]]:
        """Each pointer as its symbol and its end."""
        return zip(self.symbols, self.ends, strict=True)


class _Sense(NamedTuple):
    """How well known a word is in a meaning; the least is the best known."""

    uncounted: int
    part: int
    number: int


_UNKNOWN = _Sense(0, 9, 1_000_000)


def recognises(folder: Path) -> bool:
    """Whether the folder holds WordNet's database."""
    return (folder / "data.noun").is_file()


def files_in(folder: Path) -> list[Path]:
    """The files that are read, those of synsets first."""
    names = [*(f"data.{part}" for part in KINDS), *(f"index.{part}" for part in KINDS), _COUNTS]
    return [folder / name for name in names if (folder / name).is_file()]


def read(path: Path, encoding: str | None = None) -> Draft:
    """The synsets of a folder, and what its pointers say, each once.

    A synset is called by the first of its words of which it is the best known meaning; else by
    its first word with the wider meaning behind it, or its number among the word's meanings. All
    its words are its aliases. Of a pointer and its inverse one edge is made.

    Args:
        path: the folder: data.noun, data.verb, data.adj and data.adv; index.* and cntlist.rev
            tell which meaning of a word is best known, and may be missing.
        encoding: of the files; without one they are UTF-8.

    Returns:
        A keyed draft. Damaged lines, and pointers to nowhere, are skipped and told.

    Raises:
        DataError: a file can't be read, or none holds a synset (E501, E502, E506, E507).
    """
    skipped: list[Skipped] = []
    synsets: dict[str, _Synset] = {}
    for part in KINDS:
        file = path / f"data.{part}"
        if not file.is_file():
            skipped.append(Skipped(str(file), "not there; a WordNet has one"))
            continue
        for n, line in _lines(file, encoding):
            try:
                key, synset = _synset(part, n, line)
                if key in synsets:
                    raise ValueError(f"a second synset at {key[1:]}")
                synsets[key] = synset
            except (ValueError, IndexError) as error:
                skipped.append(Skipped(f"{file}:{n}", f"no synset: {_why(error)}"))
    if not synsets:
        reason = f"; {skipped[0].place}: {skipped[0].reason}" if skipped else ""
        raise fault(path, "E506", f"no synset in it{reason}")
    arcs = tuple(_arcs(path, synsets, skipped))
    names = _names(synsets, _senses(path, encoding, skipped))
    nodes = {key: _node(names[key], synset) for key, synset in synsets.items()}
    kinds = tuple(KINDS.values())
    return keyed_draft("WordNet", nodes, arcs, skipped, RELATIONS, kinds)


def _lines(file: Path, encoding: str | None) -> Iterator[tuple[int, str]]:
    """The lines that hold something, numbered from 1; the licence is indented."""
    text = decode(read_content(file), file, encoding)
    for n, line in enumerate(text.split("\n"), 1):
        if line and not line.startswith(" "):
            yield n, line


def _synset(part: str, line: int, text: str) -> tuple[str, _Synset]:
    """A synset and its key.

    Raises:
        ValueError, IndexError: it has not the form of one.
    """
    head, bar, gloss = text.partition("|")
    if not bar:
        raise ValueError("no gloss behind a bar")
    fields = head.split()
    if _PARTS.get(fields[2]) != part:
        raise ValueError(f"of the type {fields[2]!r}")
    key = _key(part, fields[0])
    after = 4 + 2 * int(fields[3], 16)
    end = after + 1 + 4 * int(fields[after])
    if len(fields) < end or not 4 < after < end:
        raise ValueError("fewer words or pointers than it says")
    lemmas: dict[Norm, str] = {}
    for word in fields[4:after:2]:
        lemma = (_MARK.sub("", word) if word.endswith(")") else word).replace("_", " ")
        lemmas.setdefault(normalise(lemma), lemma)
    lemmas.pop(Norm(""), None)
    if not lemmas:
        raise ValueError("no word with a letter or digit in it")
    symbols = fields[after + 1 : end : 4]
    ends = zip(fields[after + 2 : end : 4], fields[after + 3 : end : 4], strict=True)
    keys = [("a" if kind == "s" else kind) + offset for offset, kind in ends]
    return key, _Synset(part, lemmas, gloss.strip(), symbols, keys, line)


def _key(part: str, offset: str) -> str:
    """The key of the synset at an offset of a file."""
    if not offset.isdecimal():
        raise ValueError(f"no place of a synset: {offset[:20]!r}")
    return _LETTERS[part] + offset


def _why(error: Exception) -> str:
    if isinstance(error, IndexError):
        return "too short"
    is_of_int = str(error).startswith("invalid literal")
    return "no number where one belongs" if is_of_int else str(error)


def _arcs(path: Path, synsets: Mapping[str, _Synset], skipped: list[Skipped]) -> Iterable[DraftEdge]:
    """What the pointers say, each once, in the order of the files."""
    said: dict[DraftEdge, None] = {}
    for key, synset in synsets.items():
        for symbol, other in synset.pointers:
            meaning = meaning_of(symbol, synset.part)
            if meaning is None or other not in synsets:
                why = "of no known meaning" if meaning is None else "to a synset that is not there"
                place = f"{path / f'data.{synset.part}'}:{synset.line}"
                skipped.append(Skipped(place, f"a pointer {why}: {symbol[:20]} {other}"))
                continue
            relation, is_inverse = meaning
            arc = DraftEdge(other, relation, key) if is_inverse else DraftEdge(key, relation, other)
            if relation in SYMMETRIC and DraftEdge(arc.object, relation, arc.subject) in said:
                continue
            if key != other:
                said[arc] = None
    return said


def _senses(
    path: Path, encoding: str | None, skipped: list[Skipped]
) -> dict[tuple[str, str], _Sense]:
    """How well known words, as the index writes them, are in the meanings of keys."""
    counts = _counts(path / _COUNTS, encoding, skipped)
    found: dict[tuple[str, str], _Sense] = {}
    for rank, part in enumerate(KINDS):
        file = path / f"index.{part}"
        if not file.is_file():
            continue
        for n, line in _lines(file, encoding):
            fields = line.split()
            try:
                offsets = fields[-int(fields[2]) :]
                for number, offset in enumerate(offsets, 1):
                    often = counts.get((fields[0], part, number), 0)
                    found[_key(part, offset), fields[0]] = _Sense(-often, rank, number)
            except (ValueError, IndexError) as error:
                skipped.append(Skipped(f"{file}:{n}", f"no row of an index: {_why(error)}"))
    return found


def _counts(
    file: Path, encoding: str | None, skipped: list[Skipped]
) -> dict[tuple[str, str, int], int]:
    """How often WordNet's texts use a word, of a part of speech, in its meaning of a number."""
    counts: dict[tuple[str, str, int], int] = {}
    for n, line in _lines(file, encoding) if file.is_file() else ():
        try:
            key, number, often = line.split()
            word, _, rest = key.rpartition("%")
            part = _OF_KEY.get(rest[:1])
            if part is not None:  # else a word that is in no synset, such as "0"
                counts[word, part, int(number)] = int(often)
        except ValueError as error:
            skipped.append(Skipped(f"{file}:{n}", f"no count: {_why(error)}"))
    return counts


def _names(
    synsets: Mapping[str, _Synset], senses: Mapping[tuple[str, str], _Sense]
) -> dict[str, str]:
    """A name for each synset that is no other's."""
    best: dict[Norm, tuple[_Sense, str]] = {}
    for key, synset in synsets.items():
        for word, lemma in synset.lemmas.items():
            rank = senses.get((key, lemma.replace(" ", "_").lower()), _UNKNOWN)
            if word not in best or rank < best[word][0]:
                best[word] = (rank, key)
    names: dict[str, str] = {}
    rest: list[tuple[_Sense, str]] = []
    for key, synset in synsets.items():
        for word, lemma in synset.lemmas.items():
            if best[word][1] == key:
                names[key] = lemma
                break
        else:
            lemma = synset.first.replace(" ", "_").lower()
            rest.append((senses.get((key, lemma), _UNKNOWN), key))
    taken = set(best)  # a word by itself means its best known meaning
    for sense, key in sorted(rest):
        for name in _qualified(synsets[key], sense.number, synsets):
            word = normalise(name)
            if word not in taken:
                names[key] = name
                taken.add(word)
                break
    return names


def _qualified(synset: _Synset, number: int, synsets: Mapping[str, _Synset]) -> Iterator[str]:
    """Ways to call a synset that its first word alone does not tell, the best first."""
    word = synset.first
    for symbol, other in synset.pointers:
        if symbol in ("@", "@i", "&") and other in synsets:
            wider = synsets[other].first
            if normalise(wider) != normalise(word):
                yield f"{word} ({wider})"
    kind = KINDS[synset.part].name
    if number < _UNKNOWN.number:
        yield f"{word} ({kind} {number})"
    n = 1
    while True:
        n += 1
        yield f"{word} ({kind}, {n})"


def _node(name: str, synset: _Synset) -> DraftConcept:
    aliases = tuple(lemma for lemma in synset.lemmas.values() if lemma != name)
    return DraftConcept(name, KINDS[synset.part].name, aliases, _summary(synset.gloss))


def _summary(gloss: str) -> str:
    """A gloss as sentences: what the words mean, then how they are used, between quotes."""
    meaning, quote, examples = gloss.partition(_EXAMPLE)
    said = capitalise(" ".join(meaning.split()).rstrip(";"))
    if said and not said.endswith((".", "!", "?")):
        said += "."
    return f'{said} "{" ".join(examples.split())}' if quote else said
