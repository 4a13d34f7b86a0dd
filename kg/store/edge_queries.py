"""EdgeQueries: what can be asked about edges, in SQL that every database understands."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

from kg._typing import Any
from kg.model.attributes import STATUSES, UNQUALIFIED
from kg.model.vocabulary import Side
from kg.store.codecs import decode_qualifiers
from kg.store.row_reader import MAX_SQL_PARAMETERS, RowReader
from kg.store.stored_values import Key, StoredEdge

MAX_NEIGHBOURHOOD_CONCEPTS = 5_000
"""Concepts in a neighbourhood where the caller gives no limit; the farthest are left out."""

_COLUMNS = "subject, relation, object, citation, status, qualifiers"


class EdgeQueries(RowReader):
    """Queries on the edges of a compiled graph.

    Lists of edges are in the order of subject, relation name, object and citation. Keys that the
    graph does not have are ignored.
    """

    def count_relations(self) -> dict[str, int]:
        """Return the number of edges of every relation, in the vocabulary's order."""
        return dict(self._edge_counts)

    @cached_property
    def _edge_counts(self) -> dict[str, int]:
        return dict(self._counts("relations"))

    @cached_property
    def _relation_names(self) -> list[str]:
        return [name for name, _ in self._counts("relations")]

    @cached_property
    def _relation_numbers(self) -> dict[str, int]:
        return {name: n for n, name in enumerate(self._relation_names)}

    def edges(self, relation: str | None = None) -> list[StoredEdge]:
        """Return every edge, or those of one relation."""
        where, values = "", []
        if relation is not None:
            if not self._edge_counts.get(relation):
                return []
            where, values = " WHERE relation = ?", [self._relation_numbers[relation]]
        return self._as_edges(self._rows(f"SELECT {_COLUMNS} FROM main.edge{where}", values))

    def edges_of(self, keys: Iterable[Key]) -> list[StoredEdge]:
        """Return every edge with an end among the keys, each once."""
        wanted = list(keys)
        rows: set[Any] = set()
        for side in ("subject", "object"):
            sql = f"SELECT {_COLUMNS} FROM main.edge WHERE {side} IN ({{}})"
            rows.update(self._rows_in(sql, wanted))
        return self._as_edges(rows)

    def edges_among(self, keys: Iterable[Key]) -> list[StoredEdge]:
        """Return every edge with both ends among the keys."""
        inside = set(keys)
        if not inside:
            return []
        sql = f"SELECT {_COLUMNS} FROM main.edge WHERE subject IN ({{}})"
        if len(inside) > MAX_SQL_PARAMETERS // 2:
            return self._as_edges(row for row in self._rows_in(sql, inside) if row[2] in inside)
        marks = ",".join("?" * len(inside))
        return self._as_edges(
            self._rows(f"{sql.format(marks)} AND object IN ({marks})", [*inside] * 2)
        )

    def edges_between(self, ones: Iterable[Key], others: Iterable[Key]) -> list[StoredEdge]:
        """Return every edge that joins one of `ones` with one of `others`, in either direction."""
        few, many = sorted((set(ones), set(others)), key=len)
        rows: set[Any] = set()
        for side, opposite, column in (("subject", "object", 2), ("object", "subject", 0)):
            sql = f"SELECT {_COLUMNS} FROM main.edge WHERE {side} IN ({{}})"
            if len(few) + len(many) > MAX_SQL_PARAMETERS:
                rows.update(row for row in self._rows_in(sql, few) if row[column] in many)
            else:
                marks = ",".join("?" * len(many))
                rows.update(self._rows_in(f"{sql} AND {opposite} IN ({marks})", few, last=[*many]))
        return self._as_edges(rows)

    def edges_to(self, side: Side, relation: str, keys: Iterable[Key]) -> list[StoredEdge]:
        """Return the edges of a relation that lead from the keys to its `side`.

        That is, the keys are at the other side: `edges_to("object", "part-of", [key])` are the
        edges from `key` to what it is a part of.
        """
        return self.edges_at("subject" if side == "object" else "object", [relation], keys)

    def edges_at(
        self, side: Side, relations: Iterable[str], keys: Iterable[Key]
    ) -> list[StoredEdge]:
        """Return the edges of some relations that have one of the keys at their `side`."""
        numbers = sorted(
            self._relation_numbers[name] for name in relations if self._edge_counts.get(name)
        )
        if not numbers:
            return []
        where = f"relation IN ({','.join('?' * len(numbers))}) AND {side} IN ({{}})"
        sql = f"SELECT {_COLUMNS} FROM main.edge WHERE {where}"
        return self._as_edges(self._rows_in(sql, keys, numbers))

    def has_edges(self, relations: Iterable[str]) -> bool:
        """Return True if any edge is of one of these relations."""
        return any(self._edge_counts.get(name) for name in relations)

    def neighbours(self, keys: Iterable[Key], limit: int | None = None) -> set[Key]:
        """Return the concepts that an edge joins with one of the keys, in either direction.

        A key is itself included where an edge leads to it from one of the keys. With a `limit`,
        return the lowest keys only.
        """
        wanted = list(keys)
        found: set[Key] = set()
        order = "" if limit is None else f" ORDER BY 1 LIMIT {int(limit)}"
        for side, opposite in (("subject", "object"), ("object", "subject")):
            sql = f"SELECT DISTINCT {opposite} FROM main.edge WHERE {side} IN ({{}}){order}"
            found.update(Key(n) for (n,) in self._rows_in(sql, wanted))
        return found if limit is None else set(sorted(found)[:limit])

    def neighbourhood(
        self, keys: Iterable[Key], hops: int, limit: int = MAX_NEIGHBOURHOOD_CONCEPTS
    ) -> list[Key]:
        """Return the concepts at most `hops` edges away from one of the keys, in any direction.

        The keys given come first, then the others by distance, then by key; at most `limit`.
        """
        seen = dict.fromkeys(keys)
        newest = list(seen)
        for _ in range(hops):
            # A neighbour may have been seen, so ask for `limit` more than were seen.
            newest = sorted(self.neighbours(newest, len(seen) + limit) - seen.keys())
            seen.update(dict.fromkeys(newest))
            if not newest or len(seen) >= limit:
                break
        return list(seen)[:limit]

    def degrees(self, keys: Iterable[Key]) -> dict[Key, dict[str, int]]:
        """Return, for each key, the number of its edges by relation, in either direction.

        Every key has an entry; relations without an edge have none. The database counts, so this
        is cheap for a concept with thousands of edges.
        """
        wanted = list(keys)
        found: dict[Key, dict[str, int]] = {key: {} for key in wanted}
        for side in ("subject", "object"):
            sql = f"SELECT {side}, relation, count(*) FROM main.edge WHERE {side} IN ({{}}) "
            for key, n, count in self._rows_in(f"{sql}GROUP BY {side}, relation", wanted):
                by_relation, name = found[Key(key)], self._relation_names[n]
                by_relation[name] = by_relation.get(name, 0) + count
        return found

    def adjacency(self, keys: Iterable[Key]) -> list[tuple[Key, Key, str]]:
        """Return (key, neighbour, relation) for each end of an edge that is among the keys.

        They are in the order of key, neighbour and relation number. An edge between two of the keys
        comes twice. This reads less than `edges_of`, for searches through much of a graph.
        """
        wanted = list(keys)
        rows = self._rows_in(
            "SELECT subject, object, relation FROM main.edge WHERE subject IN ({})", wanted
        )
        rows += self._rows_in(
            "SELECT object, subject, relation FROM main.edge WHERE object IN ({})", wanted
        )
        return self._as_adjacency(rows)

    def partial_adjacency(self, key: Key, limit: int) -> list[tuple[Key, Key, str]]:
        """Return rows as `adjacency` for at most `limit` edges at each side of one concept."""
        rows: list[Any] = []
        for side, opposite in (("subject", "object"), ("object", "subject")):
            sql = f"SELECT {side}, {opposite}, relation FROM main.edge WHERE {side} = ? "
            rows += self._rows(f"{sql}ORDER BY relation, {opposite} LIMIT {int(limit)}", [key])
        return self._as_adjacency(rows)

    def relation_sides(self, keys: Iterable[Key]) -> dict[Key, set[tuple[str, Side]]]:
        """Return, for each key, the relations of its edges, with the side at which it stands.

        Every key has an entry, which is empty for a concept without edges.
        """
        wanted = list(keys)
        found: dict[Key, set[tuple[str, Side]]] = {key: set() for key in wanted}
        sides: tuple[Side, ...] = ("subject", "object")
        for side in sides:
            sql = f"SELECT DISTINCT {side}, relation FROM main.edge WHERE {side} IN ({{}})"
            for key, relation in self._rows_in(sql, wanted):
                found[Key(key)].add((self._relation_names[relation], side))
        return found

    def _as_edges(self, rows: Iterable[Any]) -> list[StoredEdge]:
        names = self._relation_names
        return sorted(
            [
                StoredEdge(
                    s,
                    names[relation],
                    o,
                    citation,
                    STATUSES[status],
                    decode_qualifiers(qualifiers) if qualifiers else UNQUALIFIED,
                )
                for s, relation, o, citation, status, qualifiers in rows
            ]
        )

    def _as_adjacency(self, rows: Iterable[Any]) -> list[tuple[Key, Key, str]]:
        names = self._relation_names
        return [(Key(key), Key(other), names[n]) for key, other, n in sorted(rows)]
