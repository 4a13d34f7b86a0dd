from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from kg.export.file_names import MAX_FILE_NAME_CHARS, name_files


@given(
    st.lists(
        st.text(min_size=1) | st.sampled_from(["con", "NUL", "a", "A", "á", "com1"]), unique=True
    )
)
def test_file_names_are_safe_distinct_and_independent_of_order(identifiers: list[str]) -> None:
    names = name_files(identifiers)
    assert names == name_files(identifiers[::-1])
    assert names.keys() == set(identifiers)
    assert len({name.casefold() for name in names.values()}) == len(identifiers)
    for name in names.values():
        assert re.fullmatch(r"[a-z0-9]([a-z0-9-]*[a-z0-9])?", name)
        assert len(name) <= MAX_FILE_NAME_CHARS
        assert name not in {"con", "nul", "com1"}
