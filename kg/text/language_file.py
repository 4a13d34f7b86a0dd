"""Read the file of a language, check it, and keep what was read in the cache folder.

Parsing the file takes longer than answering a question. So the cache folder holds its lists as
separated texts, after the content of the file that they were read from.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from itertools import product

from kg.errors import KgError
from kg.system.user_dirs import cache_folder
from kg.text.language_tables import WORD_TABLES, types_of
from kg.text.separated import GROUP, RECORD, UNIT, join, split

# Modules are imported late: most runs of the program find the lists in the cache folder.

ListItems = Mapping[str, Mapping[str, Sequence[str]]]
"""The items of each list of each table, by their names in the file.

An item is a word, a phrase of words without alternatives, a number with the words for it, a text,
or a regular expression.
"""

_LAYOUT = 1  # of the cached text; raised with every change of it, and of what an item may be
_GAP = r"(?:\S+ ){0,4}"  # up to four words, in a text of words with one space between
_FOLDER = os.path.join(os.path.dirname(__file__), "languages")


def read_language(code: str) -> ListItems:
    """Return the lists of a language.

    Raises:
        KgError: there is no such language; or its file lacks a list, has one that nothing reads, or
            one of the wrong form. The message names the file, the table and the key.
    """
    files = os.listdir(_FOLDER)
    if f"{code}.toml" not in files:
        known = ", ".join(sorted(file.removesuffix(".toml") for file in files))
        raise KgError(f"there is no language {code!r}; there are: {known}")
    path = os.path.join(_FOLDER, f"{code}.toml")
    with open(path, "rb") as stream:
        content = stream.read()
    folder = cache_folder()
    if folder is None:
        return parse_language(content, path)
    cached = os.path.join(folder, f"language-{code}.txt")
    try:
        with open(cached, "rb") as stream:
            kept = stream.read()
    except OSError:
        kept = b""  # not read before, or not to be read
    start = _head(content, len(kept))
    if kept.startswith(start):
        return _split_lists(kept[len(start) :].decode())
    lists = parse_language(content, path)
    text = _join_lists(lists).encode()
    size = len(_head(content, 0)) + len(text)
    _keep(cached, _head(content, size) + text)
    return lists


def _head(content: bytes, size: int) -> bytes:
    """Return how a cached file of some bytes begins: with all that its lists were read from."""
    return b"%d %010d\n%s\n" % (_LAYOUT, size, content)


def _keep(cached: str, content: bytes) -> None:
    """Write a file into the cache folder, if that is possible."""
    from contextlib import suppress
    from pathlib import Path

    from kg.system.files import replace_file

    with suppress(OSError):
        replace_file(Path(cached), content)


def _join_lists(lists: ListItems) -> str:
    return join(
        [
            [[table], *([name, *items] for name, items in rows.items())]
            for table, rows in lists.items()
        ],
        GROUP + RECORD + UNIT,
    )


def _split_lists(text: str) -> ListItems:
    lists = {}
    for group in split(text, GROUP):
        head, *rows = (split(row) for row in split(group, RECORD))
        lists[head[0]] = {name: items for name, *items in rows}
    return lists


def parse_language(content: bytes, path: str) -> ListItems:
    """Return the lists of a language's file, checked and without alternatives and references.

    Raises:
        KgError: as `read_language` does.
    """
    import tomllib

    try:
        tables = tomllib.loads(content.decode())
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise KgError(f"{path}: {error}") from error
    for table in [*WORD_TABLES, *tables]:
        if table not in tables:
            raise KgError(f"{path}: [{table}] is missing; add the table")
        if table not in WORD_TABLES or not isinstance(tables[table], dict):
            raise KgError(f"{path}: {table!r} is no table that anything reads; remove it")
    return {table: dict(_lists_of(table, tables[table], path)) for table in WORD_TABLES}


def _lists_of(
    table: str, values: Mapping[str, object], path: str
) -> Iterator[tuple[str, Sequence[str]]]:
    """Yield each list of a table with its items."""
    types = types_of(table)
    place = f"{path}: [{table}]"
    used = {
        word[1:]
        for key, value in values.items()
        for phrase in (value if isinstance(value, list) else ())
        for word in str(phrase).split()
        if word.startswith("@") and word[1:] != key
    }
    unused = sorted(values.keys() - types.keys() - used)
    if unused:
        raise KgError(f"{place} nothing reads {', '.join(unused)}; remove it")
    for key, kind in types.items():
        if key not in values:
            raise KgError(f"{place} {key} is missing; add the list")
        try:
            yield key, _items(kind, values[key], values)
        except ValueError as error:
            raise KgError(f"{place} {key}: {error}") from None


def _items(kind: str, value: object, table: Mapping[str, object]) -> Sequence[str]:
    """Return the items of a list.

    Raises:
        ValueError: the value is not of the kind that is wanted.
    """
    if kind == "Words":
        return [_checked(word) for word in _words(value)]
    phrases = _phrases(value)
    match kind:
        case "Texts":
            return phrases
        case "Patterns":
            return sorted({_expression(phrase, table, ()) for phrase in phrases})
        case "Numbers" | "Ranks":
            for phrase in phrases:
                number, *words = phrase.split()
                is_whole = float(number).is_integer()
                if not words or not (is_whole or kind == "Numbers"):
                    raise ValueError(f"{phrase!r} is no number with words for it")
            return phrases
        case "Frames":
            if any(f" {phrase} ".count(" ... ") != 1 for phrase in phrases):
                raise ValueError("each phrase needs one '...' between its opening and its ending")
    choices = ([_checked(word).split("/") for word in phrase.split()] for phrase in phrases)
    return [" ".join(words) for parts in choices for words in product(*parts)]


def _words(value: object) -> list[str]:
    if not isinstance(value, str) or not value.split():
        raise ValueError("a text of words is needed, with spaces between them")
    return value.split()


def _phrases(value: object) -> list[str]:
    phrases = list(map(str, value)) if isinstance(value, list) else []
    if not phrases or phrases != value or not all(map(str.split, phrases)):
        raise ValueError("a list of texts is needed")
    return phrases


def _checked(word: str) -> str:
    """Return a word that is in lower case and without an apostrophe."""
    if word != word.lower() or "'" in word:
        raise ValueError(f"{word!r} must be in lower case and without an apostrophe")
    return word


def _expression(phrase: str, table: Mapping[str, object], within: Sequence[str]) -> str:
    """Return the regular expression of a pattern; `within` are the lists that led to it.

    Raises:
        ValueError: it names a list that the table does not have, or one that leads back to it.
    """
    import re

    pattern = ""
    for word in phrase.split():
        if word == "...":
            pattern += _GAP
            continue
        if word.startswith("@"):
            name = word[1:]
            if name not in table or name in within:
                raise ValueError(f"{word} names no list of the table, or one that it is part of")
            part = "|".join(_expression(p, table, [*within, name]) for p in _phrases(table[name]))
        else:
            part = "|".join(re.escape(w).replace(r"\*", r"\S*") for w in _checked(word).split("/"))
        pattern += f"(?:{part}) "
    return pattern.removesuffix(" ")
