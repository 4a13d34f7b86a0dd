"""Where the data lies that is no part of the project."""

from __future__ import annotations

import os
from pathlib import Path

PROJECT = Path(__file__).parents[2]


class UnavailableError(Exception):
    """A part of the benchmark can't run here; the message says why."""


def data_folder(name: str) -> Path:
    """A folder of the test data.

    Raises:
        UnavailableError: it is not on this machine.
    """
    named = os.environ.get("KG_TEST_DATA")
    folder = (Path(named) if named else PROJECT.parent / "shared" / "data") / name
    if not folder.is_dir():
        raise UnavailableError(f"the test data has no folder {name!r}; set KG_TEST_DATA")
    return folder
