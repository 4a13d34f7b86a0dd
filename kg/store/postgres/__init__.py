"""Graphs in PostgreSQL: published by one, read by many; see `layout` for what is there."""

# Every command imports this; what else there is, only those that have an address.


def is_address(text: str) -> bool:
    """Whether a text is meant as an address of any kind rather than as a file.

    >>> is_address("postgresql://db/tea"), is_address("postgres:/db/tea"), is_address("C:/tea")
    (True, True, False)
    """
    # One slash is left of two in a Path. Windows' drives have one letter.
    scheme, found, _ = text.partition(":/")
    return bool(found) and len(scheme) > 1 and scheme.isalnum()
