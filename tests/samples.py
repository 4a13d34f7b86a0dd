"""Small graphs made in memory, among them one whose texts try to be markup or code."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping

from kg.model.graph import Concept, Edge, Graph, concept_id
from kg.model.vocabulary import PLAIN, Kind, Vocabulary, derive_relation
from kg.store import Key, Store
from kg.store.build import fill
from kg.store.sqlite_store import SqliteStore

CANARY = "window.pwned = 1"

HOSTILE = (
    f"<script>{CANARY}</script>",
    f"</script><img src=x onerror='{CANARY}'>",
    f"<!--<script>{CANARY}; 2</script>",
    "\"double\" & 'single' quotes",
    f"javascript:{CANARY}",
    "__proto__",
    "constructor",
    "toString",
    "map",
    "graph_data",
    "x" * 300,
    "a long name " * 40,
    "مرحبا بالعالم",
    "🦊 emoji 🔥",
    "‮override",
    "a\u2028line\u2029separator",
    "NUL\0and\x1bescape",
    "{{ 7 * 7 }} {% raw %}",
    "y" * 20_000,
    "\u200b",
)


def make_store(
    names: Iterable[str],
    triples: Iterable[tuple[str, str, str]] = (),
    *,
    title: str = "Sample",
    summaries: Mapping[str, str] | None = None,
    aliases: Mapping[str, tuple[str, ...]] | None = None,
    source: str = "",
) -> Store:
    """A store of plain concepts joined by relations known by their names only."""
    triples = list(triples)
    concepts = {
        concept_id(name): Concept(
            concept_id(name),
            name,
            PLAIN,
            (aliases or {}).get(name, ()),
            (summaries or {}).get(name, ""),
            source,
        )
        for name in names
    }
    vocabulary = Vocabulary(
        {PLAIN: Kind(PLAIN, "concepts")}, {r: derive_relation(r) for _, r, _ in triples}
    )
    edges = tuple(Edge(concept_id(a), r, concept_id(b), source) for a, r, b in triples)
    db = sqlite3.connect(":memory:")
    fill(db, Graph(vocabulary, concepts, edges, title))
    return SqliteStore(db)


def hostile_store() -> Store:
    """Names, aliases, relations, summaries, sources and a title that try to be markup or code."""
    count = len(HOSTILE)
    ring = [(name, "__proto__", HOSTILE[(n + 1) % count]) for n, name in enumerate(HOSTILE)]
    hub = [(HOSTILE[0], f'<b>"rel"</b> onclick={CANARY}', name) for name in HOSTILE[1:9]]
    return make_store(
        HOSTILE,
        ring + hub,
        title=f"</title><script>{CANARY}</script>",
        summaries={HOSTILE[5]: f"<img src=x onerror='{CANARY}'>"},
        aliases={HOSTILE[6]: HOSTILE[:5]},
        source=f"</td><script>{CANARY}</script>",
    )


def all_keys(store: Store) -> list[Key]:
    """Return the keys of a store; ruff would take `for key in store.keys()` for a dict's."""
    return store.keys()
