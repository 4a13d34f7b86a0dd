"""Small graphs made in memory, among them one whose texts try to be markup or code."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, repeat

from kg.model.attributes import UNQUALIFIED, Attributes, Flag, Limit, Qualifiers, Status
from kg.model.graph import Concept, Edge, Graph, concept_id
from kg.model.vocabulary import PLAIN, PLAIN_KIND, Kind, Vocabulary, derive_relation
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
    statuses: Sequence[Status] = (),
) -> Store:
    """A store of plain concepts joined by relations known by their names only.

    `statuses` are those of the first triples; the others are stated.
    """
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
    rest: Iterator[Status] = repeat("stated")
    edges = tuple(
        Edge(concept_id(a), r, concept_id(b), source, status)
        for (a, r, b), status in zip(triples, chain(statuses, rest), strict=False)
    )
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


def grounded_store() -> Store:
    """A graph with all kinds of statement: of the deck, derived, and beyond the deck.

    "Powder" is wholly beyond the deck. The hidden phrase is "zebra brew", and every text of the
    background has "ocean".
    """
    concepts = [
        Concept(
            concept_id("Tea"),
            "Tea",
            "drink",
            ("chai",),
            "A drink of leaves. It is hot.",
            "1-2",
            ("zebra brew",),
            "It crossed the ocean.",
            Attributes((Limit("", 0, 100, "°C", "4"), Limit("caffeine", None, 50, "mg")), "lower"),
            (Flag("The card breaks off after leaves.", "2"),),
        ),
        Concept(concept_id("Drink"), "Drink", PLAIN, (), "What one drinks.", "1"),
        Concept(concept_id("Matcha"), "Matcha", "drink", (), "Ground tea from Japan.", "3"),
        Concept(concept_id("Winter"), "Winter", PLAIN, (), "The cold season.", "5"),
        Concept(concept_id("Snow"), "Snow", PLAIN, (), "Frozen rain.", "6"),
        Concept(concept_id("Powder"), "Powder", PLAIN, background="Ground like ocean sand."),
    ]
    in_snow = Qualifiers("ideal", all_of=("Snow",))
    edges = [
        _edge("Tea", "kind of", "Drink", "1"),
        _edge("Matcha", "kind of", "Tea", "3"),
        _edge("Matcha", "kind of", "Drink", "1,3", "derived"),
        _edge("Matcha", "kind of", "Powder", "", "background"),
        _edge("Drink", "kind of", "Winter", "5", qualifiers=in_snow),
        _edge("Tea", "fits", "Winter", "5", qualifiers=in_snow),
        _edge("Powder", "fits", "Winter", "", "background"),
    ]
    vocabulary = Vocabulary(
        {"drink": Kind("drink", "drinks", ("drink",), same_as="mls:Data"), PLAIN: PLAIN_KIND},
        {
            "kind of": derive_relation("kind of")._replace(same_as="skos:broader", learn="object"),
            "fits": derive_relation("fits"),
        },
    )
    db = sqlite3.connect(":memory:")
    fill(db, Graph(vocabulary, {c.id: c for c in concepts}, tuple(edges), "Tea"))
    return SqliteStore(db)


def _edge(
    subject: str,
    relation: str,
    object_: str,
    citation: str,
    status: Status = "stated",
    qualifiers: Qualifiers = UNQUALIFIED,
) -> Edge:
    ends = concept_id(subject), concept_id(object_)
    return Edge(ends[0], relation, ends[1], citation, status, qualifiers)
