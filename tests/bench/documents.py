"""Document: what the graph says of a concept, in words, for methods that search text."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from kg.store import Store, ends


@dataclass(frozen=True, slots=True)
class Document:
    """A concept as text in four fields; `edges` leaves out the concept's own name."""

    name: str
    aliases: tuple[str, ...] = ()
    summary: str = ""
    edges: str = ""

    @property
    def fields(self) -> tuple[str, str, str, str]:
        """The text of each field, in the order of FIELDS."""
        return self.name, " ; ".join(self.aliases), self.summary, self.edges

    @property
    def forms(self) -> tuple[str, ...]:
        """All that the concept is called."""
        return self.name, *self.aliases


FIELDS = ("name", "aliases", "summary", "edges")


def documents_of(store: Store) -> list[Document]:
    """A document for every concept, in the order of the files."""
    links = store.edges()
    concepts = store.concepts([*store.keys(), *ends(links)])
    told: defaultdict[str, list[str]] = defaultdict(list)
    for link in links:
        for end in (link.subject, link.object):
            name = concepts[end].name
            told[name].append(store.sentence(link, end, concepts).replace(name, "", 1).strip())
    return [
        Document(c.name, c.aliases, c.summary, " ; ".join(told[c.name]))
        for _, c in sorted(concepts.items())
    ]


def read_triples(file: Path) -> Iterator[tuple[str, str, str]]:
    """The rows of a file of subject|relation|object."""
    with file.open(encoding="utf-8") as lines:
        for line in lines:
            a, relation, b = line.rstrip("\n").split("|")
            yield a, relation, b


def documents_of_triples(file: Path) -> list[Document]:
    """A document for every entity: its name, and each row that it is in."""
    told: dict[str, list[str]] = {}
    for a, relation, b in read_triples(file):
        words = relation.replace("_", " ")
        told.setdefault(a, []).append(f"{words} {b}")
        told.setdefault(b, []).append(f"{words} {a}")
    return [Document(name, edges=" ; ".join(rows)) for name, rows in told.items()]
