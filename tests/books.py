"""A small graph of plain triples about books, in which an author also illustrates."""

from __future__ import annotations

from pathlib import Path

from tests.films import write_triples

TRIPLES = """\
Tides|written_by|Ana Ruiz
Tides|published_by|Harbour
Tides|illustrated_by|Ola Berg
Kites|written_by|Ana Ruiz
Kites|published_by|Lantern
Kites|illustrated_by|Bo Lind
Owls|written_by|Cem Kaya
Owls|published_by|Harbour
Owls|illustrated_by|Eva Roth
Ferns|written_by|Dia Noor
Ferns|published_by|Lantern
Ferns|illustrated_by|Ana Ruiz
Moths|written_by|Cem Kaya
Moths|illustrated_by|Bo Lind
"""

VOCABULARY = """\
[kind.book]
plural = "books"

[kind.person]
plural = "people"
words = ["person", "people", "who"]

[kind.publisher]
plural = "publishers"
words = ["house"]

[relation.written_by]
says = "was written by"
back = "wrote"
from = ["book"]
to = ["person"]
asks-subject = ["write", "wrote", "written", "author"]
asks-object = ["write", "wrote", "written", "author"]

[relation.illustrated_by]
says = "was illustrated by"
back = "illustrated"
from = ["book"]
to = ["person"]
asks-subject = ["illustrated", "illustrator", "drew", "in"]
asks-object = ["illustrated", "illustrator", "drew"]

[relation.published_by]
says = "was published by"
back = "published"
from = ["book"]
to = ["publisher"]
asks-subject = ["published", "publisher"]
asks-object = ["published", "publisher"]
"""


def write_books(folder: Path, *, with_kinds: bool) -> Path:
    """Write the triples, with or without their vocabulary, and return the file of triples."""
    return write_triples(folder / "books.txt", TRIPLES, VOCABULARY if with_kinds else "")
