from __future__ import annotations

import pytest

from kg.extract.comparisons import compared_names


@pytest.mark.parametrize(
    ("one", "other", "names"),
    [
        ("tea", "coffee", ("tea", "coffee")),
        ("physical", "logical topologies", ("physical topologies", "logical topologies")),
        ("stack-based", "heap-based buffers", ("stack-based buffers", "heap-based buffers")),
        ("eager", "lazy loading", ("eager loading", "lazy loading")),
        ("Avro", "Parquet exam tip", ("Avro", "Parquet")),
        ("a Keystore", "a Truststore in Java", ("Keystore", "Truststore")),
        ("When to use Glue", "Lambda", ("Glue", "Lambda")),
        ("WeakReference, SoftReference,", "PhantomReference",
         ("WeakReference", "SoftReference", "PhantomReference")),
        ("what the tea does when it is cold and nobody drinks it", "coffee", ()),
    ],
)  # fmt: skip
def test_compared_names_share_their_last_words(
    one: str, other: str, names: tuple[str, ...]
) -> None:
    assert compared_names(one, other) == names
