"""Optional libraries, which the user installs for one format only."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from kg.errors import UsageError


@contextmanager
def require_extra(library: str, extra: str) -> Iterator[None]:
    """Run a block that imports a library, and tell the user which extra to install if it fails.

    Raises:
        UsageError: the library is not installed.
    """
    try:
        yield
    except ImportError as error:
        raise UsageError(
            f'this needs {library}; install it with: pip install "deckgraph[{extra}]"'
        ) from error
