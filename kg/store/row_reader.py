"""Reader: rows out of a compiled graph, whatever database it is in."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Sequence
from functools import cached_property

from kg._typing import Any, Self
from kg.text.separated import RECORD, split

PARAMETERS = 900
"""Values bound in one statement; SQLite's own limit was 999 for long."""


class Reader(ABC):
    """Reads rows; each database has its own way."""

    @abstractmethod
    def close(self) -> None:
        """Close the database. The store can't be used afterwards."""

    @abstractmethod
    def _rows(self, sql: str, values: Sequence[Any] = ()) -> list[Any]:
        """The rows of a statement, in which ? stands for each value."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _among(
        self,
        sql: str,
        values: Iterable[Any],
        first: Sequence[Any] = (),
        last: Sequence[Any] = (),
    ) -> list[Any]:
        """Rows of `sql`, in which {} stands for the marks of the values.

        `first` are bound before them, `last` behind them.
        """
        wanted = sorted(set(values))
        rows: list[Any] = []
        for start in range(0, len(wanted), PARAMETERS):
            some = wanted[start : start + PARAMETERS]
            rows.extend(self._rows(sql.format(",".join("?" * len(some))), [*first, *some, *last]))
        return rows

    @cached_property
    def _meta(self) -> dict[str, str]:
        return dict(self._rows("SELECT key, value FROM meta"))

    def _counted(self, key: str) -> list[tuple[str, int]]:
        """The kinds, or the relations, in the order of their numbers, with how many are of each."""
        rows = (split(row) for row in split(self._meta[key], RECORD))
        return [(name, int(count)) for name, count in rows]
