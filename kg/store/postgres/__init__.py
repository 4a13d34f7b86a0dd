"""Graphs in PostgreSQL: one user publishes a graph, many read it; see the README here."""

# Every command imports this module; the rest of the package needs psycopg and is imported late.


def is_address(text: str) -> bool:
    """Return True if a text is an address such as a URL, not the path of a file.

    >>> is_address("postgresql://db/tea"), is_address("postgres:/db/tea"), is_address("C:/tea")
    (True, True, False)
    """
    # A Path turns two slashes into one. A drive of Windows has one letter.
    scheme, found, _ = text.partition(":/")
    return bool(found) and len(scheme) > 1 and scheme.isalnum()
