"""Every peer that is measured, by its name."""

from __future__ import annotations

from collections.abc import Mapping

from tests.bench.peers import engine, fts5, names, tantivyindex
from tests.bench.peers.peer import BY_NAME, Build, Choices, Peer, Setting

BUILDS: Mapping[str, Build] = {
    "kg": engine.build,
    "tantivy": tantivyindex.build,
    "FTS5": fts5.build,
    "names": names.build,
}
"""What is built, by the name of the index."""

FEW = 40
"""Lookups of each set for those that read every name each time."""


def _tantivy(name: str, when: str, **fixed: object) -> Peer:
    start: Setting = (tantivyindex.PLAIN if when == "never" else tantivyindex.FUZZY) | {
        "when": when,
        **fixed,
    }
    tried: Choices = {
        key: values
        for key, values in tantivyindex.CHOICES.items()
        if key in start and key not in fixed
    }
    return Peer(name, "tantivy", tantivyindex.open_index, start=start, choices=tried)


OURS = (
    Peer("kg respond", "kg", engine.respond),
    Peer("kg look up", "kg", engine.look_up),
    Peer("kg find", "kg", engine.link, BY_NAME),
    Peer("kg search", "kg", engine.search),
)

EVERY, UNKNOWN = "tantivy fuzzy", "tantivy fuzzy, unknown words"

THEIRS = (
    _tantivy(EVERY, "always"),
    _tantivy("tantivy fuzzy, words only", "always", whole=0),
    _tantivy(UNKNOWN, "unknown"),
    _tantivy("tantivy fuzzy, if nothing else", "nothing"),
    _tantivy("tantivy BM25", "never"),
    Peer("SQLite FTS5", "FTS5", fts5.open_index, start=fts5.START, choices=fts5.CHOICES),
)

BY_ONE = (
    Peer(
        "rapidfuzz",
        "names",
        names.open_rapidfuzz,
        BY_NAME,
        FEW,
        {"scorer": "ratio"},
        names.LIKENESS,
    ),
    Peer("fzf --filter", "names", names.open_fzf, BY_NAME, FEW, {"extended": True}, names.READING),
)

PEERS: Mapping[str, Peer] = {peer.name: peer for peer in (*OURS, *THEIRS, *BY_ONE)}
