"""Routes: a shortest way between two concepts, looked for from both ends."""

from __future__ import annotations

from kg.store import Key, Store, StoredEdge, ends


def route(store: Store, start: Key, goal: Key) -> list[StoredEdge] | None:
    """A shortest way between two concepts, edges taken both ways.

    Of several equally short, the one whose edges weigh most, so that it says most; then the
    one whose keys come first. The search goes on from the end around which there are fewer edges
    until both sides meet (Pohl, "Bi-directional search", 1971), so that it reads a small part of a
    large graph.

    Returns:
        The edges in order from start to goal, each as it stands in the graph; empty when both
        are one concept; None when nothing joins them.
    """
    if start == goal:
        return []
    levels = _levels(store, start, goal)
    if levels is None:
        return None
    # Walk from the start, level by level, keeping the best way to each concept.
    best: dict[Key, tuple[float, list[StoredEdge]]] = {start: (0.0, [])}
    for links, beyond in levels:
        for link in links:
            for here, there in ((link.subject, link.object), (link.object, link.subject)):
                if there in beyond and here in best and here not in beyond:
                    cost, way = best[here]
                    step = (cost - store.relation(link.relation).weight, [*way, link])
                    if there not in best or step < best[there]:
                        best[there] = step
    return best[goal][1]


def _levels(store: Store, start: Key, goal: Key) -> list[tuple[list[StoredEdge], set[Key]]] | None:
    """The shortest ways, step by step: the edges of each and the concepts that they lead to.

    None when nothing joins the two.
    """
    there, back = _Side(store, start), _Side(store, goal)
    while not (middle := there.rim & back.rim):
        side = min(there, back, key=lambda side: side.cost)
        if not side.grow():
            return None
    # Only what lies between: from the middle towards either end.
    first = [(links, beyond) for links, _, beyond in there.retrace(middle)]
    then = [(links, nearer) for links, nearer, _ in back.retrace(middle)]
    return [*reversed(first), *then]


class _Side:
    """What has been reached from one end, by distance."""

    def __init__(self, store: Store, end: Key) -> None:
        self._store = store
        self._levels = [{end}]
        self._seen = {end}
        self._cost: int | None = None

    @property
    def rim(self) -> set[Key]:
        """The farthest concepts that were reached."""
        return self._levels[-1]

    @property
    def cost(self) -> int:
        """How many edges the next step reads; counted when asked, for the last is never taken."""
        if self._cost is None:
            degrees = self._store.degrees(self.rim).values()
            self._cost = sum(sum(of.values()) for of in degrees)
        return self._cost

    def grow(self) -> bool:
        """Go one step farther; whether there was any."""
        rim = self._store.neighbours(self.rim) - self._seen
        self._seen |= rim
        self._levels.append(rim)
        self._cost = None
        return bool(rim)

    def retrace(self, middle: set[Key]) -> list[tuple[list[StoredEdge], set[Key], set[Key]]]:
        """The steps from some of the farthest back to the end, as edges, nearer and farther."""
        steps = []
        farther = middle
        for level in self._levels[-2::-1]:
            links = self._store.edges_between(level, farther)
            nearer = ends(links) & level
            steps.append((links, nearer, farther))
            farther = nearer
        return steps
