from __future__ import annotations

import sys

import platformdirs
import pytest

from kg.system.user_dirs import cache_folder


@pytest.mark.skipif(sys.platform != "linux", reason="the variables are those of Linux")
@pytest.mark.parametrize(
    "variables",
    [
        {"HOME": "/home/x"},
        {"HOME": "/home/x", "XDG_CACHE_HOME": "/c"},
        {"HOME": "/home/x", "XDG_CACHE_HOME": ""},
        {"HOME": "/home/x", "XDG_CACHE_HOME": "relative"},
        {},
    ],
    ids=str,
)
def test_the_cache_folder_is_that_of_platformdirs(
    variables: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("HOME", "XDG_CACHE_HOME", "KG_CACHE_DIR"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert cache_folder() == platformdirs.user_cache_dir("deckgraph", appauthor=False)
