"""Read WordNet's synsets: its meanings, each with its words, gloss and pointers.

The form of the files data.* is described in WordNet's manual, wndb(5WN).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from kg.errors import Skipped
from kg.formats.source import decode, read_content
from kg.formats.wordnet.wordnet_vocabulary import WORDNET_KINDS
from kg.text.normal_forms import Norm, normalise

_PART_OF_TYPE = {"n": "noun", "v": "verb", "a": "adj", "s": "adj", "r": "adv"}
"""Parts of speech by the types of synsets; "s" is an adjective too."""

_KEY_LETTERS = {"noun": "n", "verb": "v", "adj": "a", "adv": "r"}
_ADJECTIVE_POSITION = re.compile(r"\((?:a|p|ip)\)$")
"""A mark behind an adjective that says where it may stand in a sentence."""


@dataclass(frozen=True, slots=True)
class Synset:
    """A meaning.

    Attributes:
        part: its part of speech, as in the name of its file.
        lemmas: its words by their normal form, the most usual first.
        gloss: its definition and examples.
        symbols: the symbols of its pointers.
        targets: the keys of the synsets that they lead to.
        line: its line in the file, from 1.
    """

    part: str
    lemmas: Mapping[Norm, str]
    gloss: str
    symbols: list[str]
    targets: list[str]
    line: int

    @property
    def first_lemma(self) -> str:
        """The word that is used most for it."""
        return next(iter(self.lemmas.values()))

    @property
    def pointers(self) -> Iterator[tuple[str, str]]:
        """Its pointers as pairs of symbol and target."""
        return zip(self.symbols, self.targets, strict=True)


def read_synsets(folder: Path, encoding: str | None, skipped: list[Skipped]) -> dict[str, Synset]:
    """Return the synsets of a folder by key, in the order of the files.

    Args:
        folder: the folder of data.noun, data.verb, data.adj and data.adv.
        encoding: the encoding of the files; None for UTF-8.
        skipped: gets missing files and damaged lines.

    Raises:
        DataError: a file can't be read (E501, E502, E507).
    """
    synsets: dict[str, Synset] = {}
    for part in WORDNET_KINDS:
        file = folder / f"data.{part}"
        if not file.is_file():
            skipped.append(Skipped(str(file), "missing; WordNet has this file"))
            continue
        for n, line in read_rows(file, encoding):
            try:
                key, synset = _parse_synset(part, n, line)
                if key in synsets:
                    raise ValueError(f"a second synset at {key[1:]}")
                synsets[key] = synset
            except (ValueError, IndexError) as error:
                reason = f"not a synset: {describe_error(error)}"
                skipped.append(Skipped(f"{file}:{n}", reason))
    return synsets


def read_rows(file: Path, encoding: str | None) -> Iterator[tuple[int, str]]:
    """Yield the numbered lines of a file, from 1, without its licence, which is indented."""
    text = decode(read_content(file), file, encoding)
    for n, line in enumerate(text.split("\n"), 1):
        if line and not line.startswith(" "):
            yield n, line


def synset_key(part: str, offset: str) -> str:
    """Return the key of the synset at an offset in data.`part`.

    Raises:
        ValueError: it is not an offset.
    """
    if not offset.isdecimal():
        raise ValueError(f"not an offset: {offset[:20]!r}")
    return _KEY_LETTERS[part] + offset


def describe_error(error: Exception) -> str:
    """Return what is wrong with a row, from the error that it raised."""
    if isinstance(error, IndexError):
        return "too short"
    is_from_int = str(error).startswith("invalid literal")
    return "a number was expected" if is_from_int else str(error)


def _parse_synset(part: str, line: int, text: str) -> tuple[str, Synset]:
    """Return a synset and its key.

    Raises:
        ValueError, IndexError: the line has another form.
    """
    data, bar, gloss = text.partition("|")
    if not bar:
        raise ValueError("no gloss after a bar")
    fields = data.split()
    if _PART_OF_TYPE.get(fields[2]) != part:
        raise ValueError(f"its type is {fields[2]!r}")
    key = synset_key(part, fields[0])
    # offset, file number, type, word count, (word, id)*, pointer count,
    # (symbol, offset, type, source and target)*
    words_end = 4 + 2 * int(fields[3], 16)
    pointers_end = words_end + 1 + 4 * int(fields[words_end])
    if len(fields) < pointers_end or not 4 < words_end < pointers_end:
        raise ValueError("fewer words or pointers than it states")
    lemmas: dict[Norm, str] = {}
    for word in fields[4:words_end:2]:
        lemma = (_ADJECTIVE_POSITION.sub("", word) if word.endswith(")") else word).replace(
            "_", " "
        )
        lemmas.setdefault(normalise(lemma), lemma)
    lemmas.pop(Norm(""), None)
    if not lemmas:
        raise ValueError("no word with a letter or digit in it")
    symbols = fields[words_end + 1 : pointers_end : 4]
    offsets = fields[words_end + 2 : pointers_end : 4]
    types = fields[words_end + 3 : pointers_end : 4]
    targets = [
        ("a" if type_ == "s" else type_) + offset
        for offset, type_ in zip(offsets, types, strict=True)
    ]
    return key, Synset(part, lemmas, gloss.strip(), symbols, targets, line)
