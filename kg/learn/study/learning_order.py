"""Order concepts for learning: prerequisites first, circles of prerequisites together."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from kg.store import Key

Prerequisites = Mapping[Key, Collection[Key]]
"""For each concept its prerequisites, all of which are keys of the mapping too."""


def find_circles(before: Prerequisites) -> dict[Key, tuple[Key, ...]]:
    """Return each concept's circle: the concepts, itself included, that build on one another.

    Circles are the strongly connected components of the prerequisites; most have one member.
    By Tarjan, "Depth-first search and linear graph algorithms" (1972), DOI 10.1137/0201010.

    Returns:
        The circle of every key, its members sorted. The keys come in an order in which each
        circle follows those that it builds on.
    """
    index: dict[Key, int] = {}
    low: dict[Key, int] = {}
    waiting: list[Key] = []  # visited, but in no circle yet
    circles: dict[Key, tuple[Key, ...]] = {}
    for root in sorted(before):
        if root in index:
            continue
        index[root] = low[root] = len(index)
        waiting.append(root)
        # Not recursive: chains of prerequisites may be longer than Python's stack.
        path = [(root, iter(sorted(before[root])))]
        while path:
            key, rest = path[-1]
            for base in rest:
                if base not in index:
                    index[base] = low[base] = len(index)
                    waiting.append(base)
                    path.append((base, iter(sorted(before[base]))))
                    break
                if base not in circles:  # still waiting, so it builds on `key`
                    low[key] = min(low[key], index[base])
            else:
                path.pop()
                if path:
                    low[path[-1][0]] = min(low[path[-1][0]], low[key])
                if low[key] == index[key]:
                    members = [waiting.pop()]
                    while members[-1] != key:
                        members.append(waiting.pop())
                    circle = tuple(sorted(members))
                    circles |= dict.fromkeys(circle, circle)
    return circles


def find_depths(before: Prerequisites, circles: Mapping[Key, tuple[Key, ...]]) -> dict[Key, int]:
    """Return the length of the longest chain of prerequisites below each concept.

    Args:
        before: the prerequisites of each concept.
        circles: what `find_circles` returns for `before`; a circle counts as one step.

    Returns:
        A depth for every key; 0 for concepts without prerequisites outside their circle.
    """
    depths: dict[Key, int] = {}
    for key, circle in circles.items():
        if key not in depths:
            below = {base for one in circle for base in before[one]}.difference(circle)
            depth = 1 + max((depths[base] for base in below), default=-1)
            depths |= dict.fromkeys(circle, depth)
    return depths


def learning_order(before: Prerequisites, ties: Mapping[Key, tuple[float, str]]) -> list[Key]:
    """Sort concepts by depth, so that each comes after its prerequisites.

    Args:
        before: the prerequisites of each concept.
        ties: rank and name of each concept. At equal depth the higher rank comes first, then
            the name in alphabetical order.

    Returns:
        Every key of `before`, once. Members of a circle stand together, at the place of their
        first member.
    """

    def tie(key: Key) -> tuple[float, str]:
        rank, name = ties[key]
        return (-rank, name)

    circles = find_circles(before)
    depths = find_depths(before, circles)
    best = {circle: min(map(tie, circle)) for circle in circles.values()}
    # Sorting by depth is enough: a prerequisite outside the circle is always less deep.
    return sorted(before, key=lambda key: (depths[key], best[circles[key]], circles[key], tie(key)))
