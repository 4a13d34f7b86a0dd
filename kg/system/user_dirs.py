"""Folders of the user on each operating system."""

from __future__ import annotations

import os
import sys


def cache_folder() -> str | None:
    """Return the user's cache folder for this program: KG_CACHE_DIR, or the system's place for it.

    None if there is no such place, as for a user without a home.
    """
    chosen = os.environ.get("KG_CACHE_DIR")
    if chosen:
        return chosen
    if sys.platform == "linux":  # the same as platformdirs, which takes milliseconds to import
        base = os.environ.get("XDG_CACHE_HOME", "").strip()
        if not os.path.isabs(base):
            base = os.path.expanduser("~/.cache")
        folder = os.path.join(base, "deckgraph")
    else:
        from platformdirs import user_cache_dir

        folder = user_cache_dir("deckgraph", appauthor=False)
    return folder if os.path.isabs(folder) else None
