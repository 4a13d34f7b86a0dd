"""A small graph of plain triples about films, with wording of its own."""

from __future__ import annotations

from pathlib import Path

TRIPLES = """\
Alien|directed_by|Ridley Scott
Alien|starred_actors|Sigourney Weaver
Alien|release_year|1979
Alien|has_genre|Horror
Blade Runner|directed_by|Ridley Scott
Blade Runner|starred_actors|Harrison Ford
Blade Runner|starred_actors|Rutger Hauer
Blade Runner|release_year|1982
Blade Runner|has_genre|Noir
Witness|directed_by|Peter Weir
Witness|starred_actors|Harrison Ford
Witness|release_year|1985
Witness|has_genre|Drama
Gorillas in the Mist|directed_by|Michael Apted
Gorillas in the Mist|starred_actors|Sigourney Weaver
Gorillas in the Mist|release_year|1988
Gorillas in the Mist|has_genre|Drama
"""

VOCABULARY = """\
[kind.film]
plural = "films"
words = ["film", "movie"]

[kind.person]
plural = "people"
words = ["person", "people", "who"]

[kind.year]
plural = "years"
words = ["year", "when"]

[kind.genre]
plural = "genres"
words = ["genre"]

[relation.directed_by]
says = "was directed by"
back = "directed"
from = ["film"]
to = ["person"]
asks-subject = ["direct", "director"]
asks-object = ["direct", "director"]

[relation.starred_actors]
says = "starred"
back = "acted in"
from = ["film"]
to = ["person"]
asks-subject = ["star", "act", "actor", "with"]
asks-object = ["star", "act", "actor", "with"]

[relation.release_year]
says = "was released in"
back = "saw the release of"
from = ["film"]
to = ["year"]
asks-subject = ["released"]
asks-object = ["released", "when"]

[relation.has_genre]
says = "has the genre"
back = "is the genre of"
from = ["film"]
to = ["genre"]
asks-subject = ["genre"]
asks-object = ["genre"]
"""


def write_triples(file: Path, triples: str, vocabulary: str = "") -> Path:
    """Write triples, and their vocabulary if there is one, and return the file of triples."""
    file.parent.mkdir(parents=True, exist_ok=True)
    if vocabulary:
        file.with_name("relations.toml").write_text(vocabulary, encoding="utf-8")
    file.write_text(triples, encoding="utf-8")
    return file


def write_films(folder: Path) -> Path:
    """Write the triples and their vocabulary, and return the file of triples."""
    return write_triples(folder / "films.txt", TRIPLES, VOCABULARY)
