"""Where on each system a user's files of this program belong."""

from __future__ import annotations

import os
import sys


def cache_folder() -> str | None:
    """The user's cache folder for this program: KG_CACHE_DIR, or the system's place for it.

    None where there is no such place, as for a user without a home.
    """
    named = os.environ.get("KG_CACHE_DIR")
    if named:
        return named
    if sys.platform == "linux":  # what platformdirs says there; importing it takes milliseconds
        base = os.environ.get("XDG_CACHE_HOME", "").strip()
        if not os.path.isabs(base):
            base = os.path.expanduser("~/.cache")
        folder = os.path.join(base, "deckgraph")
    else:
        from platformdirs import user_cache_dir

        folder = user_cache_dir("deckgraph", appauthor=False)
    return folder if os.path.isabs(folder) else None
