"""Read the folder of WordNet's database: synsets become concepts, pointers become edges."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from kg.errors import Skipped
from kg.formats.source import fault
from kg.formats.wordnet.pointers import find_meaning
from kg.formats.wordnet.senses import COUNTS_FILE, read_senses
from kg.formats.wordnet.synset_names import name_synsets
from kg.formats.wordnet.synsets import Synset, read_synsets
from kg.formats.wordnet.wordnet_vocabulary import (
    SYMMETRIC_RELATIONS,
    WORDNET_KINDS,
    WORDNET_RELATIONS,
)
from kg.model.draft import Draft, DraftConcept, DraftEdge, keyed_draft
from kg.text.phrasing import capitalise

_FIRST_EXAMPLE = '; "'
"""The text between the definition in a gloss and its examples."""


def recognises(folder: Path) -> bool:
    """Return True if a folder holds WordNet's database."""
    return (folder / "data.noun").is_file()


def files_in(folder: Path) -> list[Path]:
    """Return the files of a folder that are read, those of synsets first."""
    data = [f"data.{part}" for part in WORDNET_KINDS]
    indexes = [f"index.{part}" for part in WORDNET_KINDS]
    files = [folder / name for name in (*data, *indexes, COUNTS_FILE)]
    return [file for file in files if file.is_file()]


def read(path: Path, encoding: str | None = None) -> Draft:
    """Read the synsets of a folder and their pointers; a pointer and its inverse make one edge.

    A synset is named as in `name_synsets`; its other words are its aliases. Damaged lines and
    pointers without a target are skipped.

    Args:
        path: the folder: data.noun, data.verb, data.adj and data.adv; index.* and cntlist.rev
            tell which meaning of a word is most usual, and may be missing.
        encoding: the encoding of the files; None for UTF-8.

    Raises:
        DataError: a file can't be read, or none holds a synset (E501, E502, E506, E507).
    """
    skipped: list[Skipped] = []
    synsets = read_synsets(path, encoding, skipped)
    if not synsets:
        reason = f"; {skipped[0].place}: {skipped[0].reason}" if skipped else ""
        raise fault(path, "E506", f"no synset in it{reason}")
    edges = _read_edges(path, synsets, skipped)
    names = name_synsets(synsets, read_senses(path, encoding, skipped))
    concepts = {key: _concept(names[key], synset) for key, synset in synsets.items()}
    kinds = tuple(WORDNET_KINDS.values())
    return keyed_draft("WordNet", concepts, edges, skipped, WORDNET_RELATIONS, kinds)


def _read_edges(
    path: Path, synsets: Mapping[str, Synset], skipped: list[Skipped]
) -> list[DraftEdge]:
    """Return the edges that the pointers state, each once, in the order of the files."""
    edges: dict[tuple[str, str, str], None] = {}  # tuples, which hash faster than DraftEdge
    for key, synset in synsets.items():
        for symbol, target in synset.pointers:
            meaning = find_meaning(symbol, synset.part)
            if meaning is None or target not in synsets:
                problem = "with an unknown symbol" if meaning is None else "to a missing synset"
                place = f"{path / f'data.{synset.part}'}:{synset.line}"
                skipped.append(Skipped(place, f"a pointer {problem}: {symbol[:20]} {target}"))
                continue
            relation, is_inverse = meaning
            subject, object_ = (target, key) if is_inverse else (key, target)
            if relation in SYMMETRIC_RELATIONS and (object_, relation, subject) in edges:
                continue
            if key != target:
                edges[subject, relation, object_] = None
    return [DraftEdge(subject, relation, object_) for subject, relation, object_ in edges]


def _concept(name: str, synset: Synset) -> DraftConcept:
    aliases = tuple(lemma for lemma in synset.lemmas.values() if lemma != name)
    return DraftConcept(name, WORDNET_KINDS[synset.part].name, aliases, _summary(synset.gloss))


def _summary(gloss: str) -> str:
    """Return a gloss as sentences: the definition, then the examples in quotes."""
    definition, quote, examples = gloss.partition(_FIRST_EXAMPLE)
    sentence = capitalise(" ".join(definition.split()).rstrip(";"))
    if sentence and not sentence.endswith((".", "!", "?")):
        sentence += "."
    return f'{sentence} "{" ".join(examples.split())}' if quote else sentence
