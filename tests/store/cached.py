"""Open the tiny graph with a cache folder, and look at what is in there."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from kg.store import Store, open_store
from kg.store.manifest import MANIFEST_SUFFIX
from kg.text.normal_forms import Stem, normalise
from kg.text.word_list import table_name


def answers(store: Store) -> object:
    """Query every table."""
    keys = store.keys()
    return (
        store.title,
        store.description,
        store.vocabulary,
        store.concepts(keys),
        store.edges(),
        store.edges_of(keys[:2]),
        store.name_matches(normalise(c.name) for c in store.concepts(keys).values()),
        store.words_starting_with("s", 1, 20),
        store.concept_fields(keys),
        store.search([Stem("tea"), Stem("leav")], 5),
    )


@contextmanager
def opened(
    folder: Path, cache_folder: Path | None, notes: list[str] | None = None
) -> Iterator[Store]:
    """Open a graph for a block; a note about the cache fails the test if it is not collected."""
    store = open_store(folder, cache_folder, notes.append if notes is not None else pytest.fail)
    try:
        yield store
    finally:
        store.close()


def compiled_files(cache_folder: Path) -> list[Path]:
    """Return the files in a cache folder but for manifests and the table of English words."""
    files = (file for file in cache_folder.glob("*") if file.suffix != MANIFEST_SUFFIX)
    return sorted(file for file in files if file.name != table_name())
