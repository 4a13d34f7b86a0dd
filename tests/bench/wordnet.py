"""WordNet 3.0 as Debian's wordnet-base has it: synsets with their glosses and edges."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from kg.text import normalise
from tests.bench.data import UnavailableError

KINDS = {"n": "noun", "v": "verb", "a": "adjective", "s": "adjective", "r": "adverb"}
FILES = ("noun", "verb", "adj", "adv")

RELATIONS = {"@": "kind-of", "@i": "kind-of", "#m": "part-of", "#s": "part-of", "#p": "part-of"}
"""Pointers that become edges; the holonyms tell what something is part of."""

VOCABULARY = """\
[kind.noun]
plural = "nouns"
[kind.verb]
plural = "verbs"
[kind.adjective]
plural = "adjectives"
[kind.adverb]
plural = "adverbs"

[relation.kind-of]
says = "is a kind of"
back = "has the kind"
ordering = true
transitive = true
weight = 0.8

[relation.part-of]
says = "is part of"
back = "has the part"
weight = 0.6
"""

_SENSE = re.compile(r"\(\w+\)$")


@dataclass(frozen=True, slots=True)
class Synset:
    """A meaning: its words, best first, what it is, and pointers as (symbol, part, offset)."""

    key: tuple[str, int]
    kind: str
    lemmas: tuple[str, ...]
    gloss: str
    pointers: tuple[tuple[str, str, int], ...]


def wordnet_folder() -> Path:
    """Where WordNet's files are.

    Raises:
        UnavailableError: it is not installed.
    """
    folder = Path(os.environ.get("WORDNET", "/usr/share/wordnet"))
    if not (folder / "data.noun").is_file():
        raise UnavailableError("WordNet is not here; install Debian's wordnet-base")
    return folder


def read_synsets(folder: Path) -> Iterator[Synset]:
    """Every synset, file by file."""
    for name in FILES:
        with (folder / f"data.{name}").open(encoding="utf-8") as lines:
            yield from (_synset(line) for line in lines if not line.startswith("  "))


def _synset(line: str) -> Synset:
    head, _, gloss = line.partition(" | ")
    fields = head.split()
    count = int(fields[3], 16)
    lemmas = tuple(_SENSE.sub("", fields[4 + 2 * n]).replace("_", " ") for n in range(count))
    at = 4 + 2 * count
    pointers = []
    for n in range(int(fields[at])):
        symbol, offset, part, _ = fields[at + 1 + 4 * n : at + 5 + 4 * n]
        pointers.append((symbol, "a" if part == "s" else part, int(offset)))
    part = "a" if fields[2] == "s" else fields[2]
    said = gloss.split('; "')[0].strip()
    return Synset((part, int(fields[0])), KINDS[fields[2]], lemmas, said, tuple(pointers))


def write_wordnet(folder: Path) -> int:
    """Write WordNet as a graph of ours into a folder; how many concepts it has.

    A meaning is called by its first word that no other has, or with a number behind it.
    """
    synsets = list(read_synsets(wordnet_folder()))
    names: dict[tuple[str, int], str] = {}
    taken: set[str] = {""}
    for synset in synsets:
        n, name = 1, synset.lemmas[0]
        while (key := normalise(name)) in taken:
            n += 1
            name = f"{synset.lemmas[0]} {n}"
        taken.add(key)
        names[synset.key] = name
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "relations.toml").write_text(VOCABULARY, encoding="utf-8")
    (folder / "graph.toml").write_text('title = "WordNet"\n', encoding="utf-8")
    with (folder / "wordnet.toml").open("w", encoding="utf-8") as out:
        for synset in synsets:
            out.write(
                f'\n[[concept]]\nname = {_quoted(names[synset.key])}\nkind = "{synset.kind}"\n'
            )
            out.write(f"summary = {_quoted(synset.gloss)}\n")
            ends: dict[str, list[str]] = {}
            for symbol, part, offset in synset.pointers:
                relation = RELATIONS.get(symbol)
                to = names.get((part, offset))
                if relation and to and to not in ends.setdefault(relation, []):
                    ends[relation].append(to)
            for relation, to_names in ends.items():
                out.write(f"{relation} = [{', '.join(map(_quoted, to_names))}]\n")
    return len(synsets)


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
