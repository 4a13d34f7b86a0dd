"""RowReader: read rows of a compiled graph from any database."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Sequence
from functools import cached_property

from kg._typing import Any, Self
from kg.text.separated import RECORD, split

MAX_SQL_PARAMETERS = 900
"""Values bound in one statement; longer lists are read in several. Old SQLite allows 999."""


class RowReader(ABC):
    """Runs statements on a compiled graph; a subclass does so for each database."""

    @abstractmethod
    def close(self) -> None:
        """Close the database. The store can't be used afterwards."""

    @abstractmethod
    def _rows(self, sql: str, values: Sequence[Any] = ()) -> list[Any]:
        """Return the rows of a statement in which each ? stands for one of the values.

        A statement names its tables as `main.TABLE`.
        """

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _rows_in(
        self,
        sql: str,
        values: Iterable[Any],
        first: Sequence[Any] = (),
        last: Sequence[Any] = (),
    ) -> list[Any]:
        """Return the rows of a statement with `IN ({})`, where {} becomes a list of the values.

        `first` are bound before the values and `last` after them. Many values take several
        statements, whose rows are returned one after another.
        """
        wanted = sorted(set(values))
        rows: list[Any] = []
        for start in range(0, len(wanted), MAX_SQL_PARAMETERS):
            some = wanted[start : start + MAX_SQL_PARAMETERS]
            rows.extend(self._rows(sql.format(",".join("?" * len(some))), [*first, *some, *last]))
        return rows

    def rows(self, sql: str, values: Sequence[Any] = ()) -> list[Any]:
        """Return the rows of a statement; for modules of this package."""
        return self._rows(sql, values)

    def rows_in(self, sql: str, values: Iterable[Any]) -> list[Any]:
        """Return the rows of a statement with `IN ({})`; for modules of this package."""
        return self._rows_in(sql, values)

    @cached_property
    def _meta(self) -> dict[str, str]:
        return dict(self._rows("SELECT key, value FROM main.meta"))

    def _counts(self, key: str) -> list[tuple[str, int]]:
        """Return the "kinds" or "relations" in the order of their numbers, each with its count."""
        rows = (split(row) for row in split(self._meta[key], RECORD))
        return [(name, int(count)) for name, count in rows]
