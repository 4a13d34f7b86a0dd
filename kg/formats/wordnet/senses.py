"""Read how usual each meaning of a word is, from WordNet's indexes and counts.

The form of the files index.* is described in WordNet's manual, wndb(5WN); that of cntlist.rev and
of the sense keys in it in cntlist(5WN) and senseidx(5WN).
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from kg.errors import Skipped
from kg.formats.wordnet.synsets import describe_error, read_rows, synset_key
from kg.formats.wordnet.wordnet_vocabulary import WORDNET_KINDS

COUNTS_FILE = "cntlist.rev"
"""The file that counts how often each meaning of a word is used."""

_PART_OF_SENSE_KEY = {"1": "noun", "2": "verb", "3": "adj", "4": "adv", "5": "adj"}
"""Parts of speech by their numbers in sense keys."""


class WordSense(NamedTuple):
    """A word in one of its meanings; the least sense of a word is its most usual one.

    `negative_count` is how often it occurs in WordNet's texts, negated; `part_rank` the rank of
    its part of speech; `number` its rank among the word's meanings in that part of speech.
    """

    negative_count: int
    part_rank: int
    number: int


UNKNOWN_SENSE = WordSense(0, 9, 1_000_000)
"""The sense of a word that no index has: after all others."""

WordSenses = Mapping[tuple[str, str], WordSense]
"""WordSenses by the key of a synset and a word as the indexes write it (see `index_word`)."""


def index_word(lemma: str) -> str:
    """Return a word as the indexes write it.

    >>> index_word("Canis familiaris")
    'canis_familiaris'
    """
    return lemma.replace(" ", "_").lower()


def read_senses(folder: Path, encoding: str | None, skipped: list[Skipped]) -> WordSenses:
    """Return the senses in the indexes of a folder; an index that is missing gives none.

    Args:
        folder: the folder of index.noun, index.verb, index.adj, index.adv and cntlist.rev.
        encoding: the encoding of the files; None for UTF-8.
        skipped: gets damaged lines.

    Raises:
        DataError: a file can't be read (E501, E502, E507).
    """
    counts = _read_counts(folder / COUNTS_FILE, encoding, skipped)
    senses: dict[tuple[str, str], WordSense] = {}
    for part_rank, part in enumerate(WORDNET_KINDS):
        file = folder / f"index.{part}"
        if not file.is_file():
            continue
        for n, line in read_rows(file, encoding):
            fields = line.split()
            try:
                word, offsets = fields[0], fields[-int(fields[2]) :]
                for number, offset in enumerate(offsets, 1):
                    count = counts.get((word, part, number), 0)
                    senses[synset_key(part, offset), word] = WordSense(-count, part_rank, number)
            except (ValueError, IndexError) as error:
                reason = f"not an index row: {describe_error(error)}"
                skipped.append(Skipped(f"{file}:{n}", reason))
    return senses


def _read_counts(
    file: Path, encoding: str | None, skipped: list[Skipped]
) -> dict[tuple[str, str, int], int]:
    """Return how often WordNet's texts use a word: by word, part of speech and sense number."""
    counts: dict[tuple[str, str, int], int] = {}
    for n, line in read_rows(file, encoding) if file.is_file() else ():
        try:
            sense_key, number, count = line.split()
            word, _, rest = sense_key.rpartition("%")
            part = _PART_OF_SENSE_KEY.get(rest[:1])
            if part is not None:  # else a word that is in no synset, such as "0"
                counts[word, part, int(number)] = int(count)
        except ValueError as error:
            skipped.append(Skipped(f"{file}:{n}", f"not a count: {describe_error(error)}"))
    return counts
