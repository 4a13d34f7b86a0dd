"""Extras: libraries that are installed for one format only."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from kg.errors import UsageError


@contextmanager
def require_extra(library: str, extra: str) -> Iterator[None]:
    """Import what an extra brings; where it is missing, say which to install.

    Raises:
        UsageError: the library is not there.
    """
    try:
        yield
    except ImportError as error:
        raise UsageError(
            f'this form needs {library}; install it with: pip install "deckgraph[{extra}]"'
        ) from error
