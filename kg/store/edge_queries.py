"""Edges: what a store is asked about them, in the same SQL of every database."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

from kg._typing import Any
from kg.model.vocabulary import Side
from kg.store.row_reader import PARAMETERS, Reader
from kg.store.stored_values import Key, StoredEdge


class Edges(Reader):
    """The edges of a compiled graph. Every answer is in a fixed order."""

    def count_relations(self) -> dict[str, int]:
        """How many edges there are of each relation, in the vocabulary's order, none left out."""
        return dict(self._edges_of)

    @cached_property
    def _edges_of(self) -> dict[str, int]:
        return dict(self._counted("relations"))

    @cached_property
    def _names(self) -> list[str]:
        """The relations by their numbers."""
        return [name for name, _ in self._counted("relations")]

    @cached_property
    def _numbers(self) -> dict[str, int]:
        return {name: n for n, name in enumerate(self._names)}

    def edges(self, relation: str | None = None) -> list[StoredEdge]:
        """Every edge, or those of one relation, by a, relation and b."""
        where, values = "", []
        if relation is not None:
            if not self._edges_of.get(relation):
                return []
            where, values = " WHERE relation = ?", [self._numbers[relation]]
        return self._links(
            self._rows(f"SELECT subject, relation, object, citation FROM edge{where}", values)
        )

    def edges_of(self, keys: Iterable[Key]) -> list[StoredEdge]:
        """Every edge that starts or ends at one of these, each once, by a, relation and b."""
        wanted = list(keys)
        sql = "SELECT subject, relation, object, citation FROM edge WHERE {} IN ({})"
        ends = ("subject", "object")
        rows = [row for end in ends for row in self._among(sql.replace("{}", end, 1), wanted)]
        return self._links(set(rows))

    def edges_among(self, keys: Iterable[Key]) -> list[StoredEdge]:
        """Every edge both of whose ends are among these, by a, relation and b."""
        inside = set(keys)
        if not inside:
            return []
        sql = "SELECT subject, relation, object, citation FROM edge WHERE subject IN ({})"
        if len(inside) > PARAMETERS // 2:
            return self._links(row for row in self._among(sql, inside) if row[2] in inside)
        marks = ",".join("?" * len(inside))
        return self._links(
            self._rows(f"{sql.format(marks)} AND object IN ({marks})", [*inside] * 2)
        )

    def edges_between(self, ones: Iterable[Key], others: Iterable[Key]) -> list[StoredEdge]:
        """Every edge from one of the ones to one of the others or back, by a, relation and b."""
        few, many = sorted((set(ones), set(others)), key=len)
        sql = "SELECT subject, relation, object, citation FROM edge WHERE {} IN ({})"
        rows: set[Any] = set()
        for near, far, at in (("subject", "object", 2), ("object", "subject", 0)):
            asked = sql.replace("{}", near, 1)
            if len(few) + len(many) > PARAMETERS:
                rows.update(row for row in self._among(asked, few) if row[at] in many)
            else:
                marks = ",".join("?" * len(many))
                rows.update(self._among(f"{asked} AND {far} IN ({marks})", few, last=[*many]))
        return self._links(rows)

    def neighbours(self, keys: Iterable[Key], most: int | None = None) -> set[Key]:
        """The other ends of the edges at these, which may be among these; the first by key."""
        wanted = list(keys)
        found: set[Key] = set()
        limit = "" if most is None else f" ORDER BY 1 LIMIT {int(most)}"
        for end, far in (("subject", "object"), ("object", "subject")):
            sql = f"SELECT DISTINCT {far} FROM edge WHERE {end} IN ({{}}){limit}"
            found.update(Key(n) for (n,) in self._among(sql, wanted))
        return found if most is None else set(sorted(found)[:most])

    def degrees(self, keys: Iterable[Key]) -> dict[Key, dict[str, int]]:
        """How many edges of each relation each of these has, at either end; none left out.

        They are counted in the database: asking is cheap where a concept has thousands.
        """
        wanted = list(keys)
        found: dict[Key, dict[str, int]] = {key: {} for key in wanted}
        for end in ("subject", "object"):
            sql = f"SELECT {end}, relation, count(*) FROM edge WHERE {end} IN ({{}}) "
            for key, n, count in self._among(f"{sql}GROUP BY {end}, relation", wanted):
                of, relation = found[Key(key)], self._names[n]
                of[relation] = of.get(relation, 0) + count
        return found

    def adjacency(self, keys: Iterable[Key]) -> list[tuple[Key, Key, str]]:
        """The edges at these, each from one of these to its other end, by both and relation.

        An edge between two of these is there twice. Leaner than `edges_of`, for long walks.
        """
        wanted = list(keys)
        rows = self._among(
            "SELECT subject, object, relation FROM edge WHERE subject IN ({})", wanted
        )
        rows += self._among(
            "SELECT object, subject, relation FROM edge WHERE object IN ({})", wanted
        )
        names = self._names
        return [(Key(here), Key(there), names[n]) for here, there, n in sorted(rows)]

    def partial_adjacency(self, key: Key, most: int) -> list[tuple[Key, Key, str]]:
        """The first edges at a concept, at most so many at either end; otherwise as `steps`."""
        rows: list[Any] = []
        for end, far in (("subject", "object"), ("object", "subject")):
            sql = f"SELECT {end}, {far}, relation FROM edge WHERE {end} = ? "
            rows += self._rows(f"{sql}ORDER BY relation, {far} LIMIT {int(most)}", [key])
        return [(Key(here), Key(there), self._names[n]) for here, there, n in sorted(rows)]

    def neighbourhood(self, keys: Iterable[Key], hops: int, limit: int) -> list[Key]:
        """Concepts within some hops of any of these, edges taken both ways.

        Returns:
            The keys given first, then by distance, then by key; at most `limit`.
        """
        seen = dict.fromkeys(keys)
        rim = list(seen)
        for _ in range(hops):
            # All that was seen may be around as well, and `limit` others are enough.
            rim = sorted(self.neighbours(rim, len(seen) + limit) - seen.keys())
            seen.update(dict.fromkeys(rim))
            if not rim or len(seen) >= limit:
                break
        return list(seen)[:limit]

    def relation_sides(self, keys: Iterable[Key]) -> dict[Key, set[tuple[str, Side]]]:
        """The relations of which each of these has edges, and at which end; none left out."""
        wanted = list(keys)
        found: dict[Key, set[tuple[str, Side]]] = {key: set() for key in wanted}
        sides: tuple[Side, ...] = ("subject", "object")
        for side in sides:
            sql = f"SELECT DISTINCT {side}, relation FROM edge WHERE {side} IN ({{}})"
            for key, relation in self._among(sql, wanted):
                found[Key(key)].add((self._names[relation], side))
        return found

    def edges_to(self, side: Side, relation: str, keys: Iterable[Key]) -> list[StoredEdge]:
        """The edges of a relation that lead from these to its `side`, by a and b."""
        return self.edges_at("subject" if side == "object" else "object", [relation], keys)

    def edges_at(
        self, side: Side, relations: Iterable[str], keys: Iterable[Key]
    ) -> list[StoredEdge]:
        """The edges of some relations that have these at their `side`, by a, relation and b."""
        numbers = sorted(self._numbers[name] for name in relations if self._edges_of.get(name))
        if not numbers:
            return []
        among = f"relation IN ({','.join('?' * len(numbers))}) AND {side} IN ({{}})"
        sql = f"SELECT subject, relation, object, citation FROM edge WHERE {among}"
        return self._links(self._among(sql, keys, numbers))

    def _links(self, rows: Iterable[Any]) -> list[StoredEdge]:
        names = self._names
        return sorted(
            [StoredEdge(s, names[relation], o, citation) for s, relation, o, citation in rows]
        )

    def has_edges(self, relations: Iterable[str]) -> bool:
        """Whether any edge is of one of these relations."""
        return any(self._edges_of.get(name) for name in relations)
