"""Find a shortest route between two concepts, by bidirectional search."""

from __future__ import annotations

from kg.store import Key, Store, StoredEdge, ends


def route(store: Store, start: Key, goal: Key) -> list[StoredEdge] | None:
    """Return a shortest route between two concepts, edges taken in both directions.

    Of several equally short, choose the one with the highest total weight of relations, which says
    most, then the one with the lowest keys. The search goes on from the end where the next step
    reads fewer edges, until both sides meet (I. Pohl, "Bi-directional search", 1971), so it reads a
    small part of a large graph.

    Returns:
        The edges in order from start to goal, each as it is in the graph; empty if both are the
        same concept; None if no route joins them.
    """
    if start == goal:
        return []
    steps = _shortest_steps(store, start, goal)
    if steps is None:
        return None
    # From the start, step by step, keep the best route to each concept.
    best: dict[Key, tuple[float, list[StoredEdge]]] = {start: (0.0, [])}
    for edges, targets in steps:
        for edge in edges:
            for here, there in ((edge.subject, edge.object), (edge.object, edge.subject)):
                if there in targets and here in best and here not in targets:
                    cost, edges_before = best[here]
                    candidate = (
                        cost - store.relation(edge.relation).weight,
                        [*edges_before, edge],
                    )
                    if there not in best or candidate < best[there]:
                        best[there] = candidate
    return best[goal][1]


def _shortest_steps(
    store: Store, start: Key, goal: Key
) -> list[tuple[list[StoredEdge], set[Key]]] | None:
    """Return all shortest routes together, as steps: the edges of each and where they lead.

    None if no route joins the two.
    """
    forward, backward = _Search(store, start), _Search(store, goal)
    while not (middle := forward.frontier & backward.frontier):
        cheaper = min(forward, backward, key=lambda search: search.cost)
        if not cheaper.expand():
            return None
    # Only what lies between: retrace the steps from the middle to either end.
    first = [(edges, farther) for edges, _, farther in forward.retrace(middle)]
    then = [(edges, nearer) for edges, nearer, _ in backward.retrace(middle)]
    return [*reversed(first), *then]


class _Search:
    """A breadth-first search from one end: the concepts reached, by distance."""

    def __init__(self, store: Store, end: Key) -> None:
        self._store = store
        self._levels = [{end}]
        self._seen = {end}
        self._cost: int | None = None

    @property
    def frontier(self) -> set[Key]:
        """The farthest concepts reached."""
        return self._levels[-1]

    @property
    def cost(self) -> int:
        """The number of edges that the next step reads; counted when first asked for."""
        if self._cost is None:
            degrees = self._store.degrees(self.frontier).values()
            self._cost = sum(sum(by_relation.values()) for by_relation in degrees)
        return self._cost

    def expand(self) -> bool:
        """Go one step farther; return False if there is nothing farther."""
        frontier = self._store.neighbours(self.frontier) - self._seen
        self._seen |= frontier
        self._levels.append(frontier)
        self._cost = None
        return bool(frontier)

    def retrace(self, middle: set[Key]) -> list[tuple[list[StoredEdge], set[Key], set[Key]]]:
        """Return the steps from some of the frontier back to the end.

        Each step has its edges, and the concepts at their nearer and farther ends.
        """
        steps = []
        farther = middle
        for level in self._levels[-2::-1]:
            edges = self._store.edges_between(level, farther)
            nearer = ends(edges) & level
            steps.append((edges, nearer, farther))
            farther = nearer
        return steps
