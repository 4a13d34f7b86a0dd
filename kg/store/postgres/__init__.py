"""Graphs in PostgreSQL: one user publishes a graph, many read it; see the README here."""

# Every command imports this module; the rest of the package needs psycopg and is imported late.

import os

_SETTINGS = ("password=", "passwd=", "dbname=", "host=")


def is_address(text: str) -> bool:
    """Return True if a text is an address such as a URL, not the path of a file.

    Everything counts that may hold a password, in a correct form or not, unless a file of that name
    exists: an address is never shown whole.

    >>> is_address("postgresql://db/tea"), is_address("postgres:/db/tea"), is_address("C:/tea")
    (True, True, False)
    >>> is_address(" postgresql:ann:hush@db"), is_address("jdbc:postgresql://db"), is_address("a:b")
    (True, True, False)
    """
    if ":" not in text and "=" not in text:
        return False
    # A Path turns two slashes into one. A drive of Windows has one letter.
    scheme, _, rest = text.strip().partition(":")
    letters = scheme.translate(_SCHEME_SIGNS).casefold()
    if (
        len(scheme) > 1
        and letters.isalnum()
        and (rest.startswith("/") or letters.startswith(("postgres", "jdbc", "odbc")))
    ):
        return rest.startswith("/") or not os.path.lexists(text)
    has_user = len(scheme) != 1 and "@" in rest
    has_settings = any(setting in text.casefold() for setting in _SETTINGS)
    return (has_user or has_settings) and not os.path.lexists(text)


_SCHEME_SIGNS = str.maketrans("", "", "+.-_:")


def without_passwords(text: str) -> str:
    """Return a text with *** for what may be a password in an address within it.

    >>> without_passwords("postgresql+psycopg://ann:hush@db/tea: no such file")
    'postgresql+psycopg://ann:***@db/tea: no such file'
    """
    if "@" in text and ":" in text:
        *parts, last = text.split("@")
        text = "@".join([*map(_without_password, parts), last])
    if any(name in text.casefold() for name in ("password=", "passwd=", "pwd=")):
        import re  # imported late: messages with such a parameter are rare

        text = re.sub(r"(?i)(passw(?:or)?d=|pwd=)[^\s&'\"]*", r"\1***", text)
    return text


def _without_password(part: str) -> str:
    """Return the part of a text before an @ with *** for what may be a password at its end."""
    word = max(part.rfind(space) for space in " \t\n'\"") + 1
    start = part.find("//", word)
    if start < 0:
        scheme = part[word:].partition(":")[0]
        is_scheme = scheme.isalnum() and scheme.casefold().startswith("postgres")
        start = word + len(scheme) + 1 if is_scheme else word
    colon = part.find(":", start)
    return part if colon < 0 else f"{part[:colon]}:***"
