"""Learning order: concepts, each after those that it builds on."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from kg.store import Key

Prerequisites = Mapping[Key, Collection[Key]]
"""For each concept, those to meet before it, all of them among the concepts."""


def find_circles(before: Prerequisites) -> dict[Key, tuple[Key, ...]]:
    """Each concept's circle: the concepts, itself among them, that build on one another.

    A concept that builds on nothing that builds on it is in a circle of one. By Tarjan,
    "Depth-first search and linear graph algorithms" (1972), DOI 10.1137/0201010.

    Returns:
        The circle of every key, each sorted; first those that build on no other circle.
    """
    index: dict[Key, int] = {}
    low: dict[Key, int] = {}
    waiting: list[Key] = []
    circles: dict[Key, tuple[Key, ...]] = {}
    for root in sorted(before):
        if root in index:
            continue
        index[root] = low[root] = len(index)
        waiting.append(root)
        # A stack of our own: chains of concepts may be longer than Python's.
        way = [(root, iter(sorted(before[root])))]
        while way:
            key, rest = way[-1]
            for base in rest:
                if base not in index:
                    index[base] = low[base] = len(index)
                    waiting.append(base)
                    way.append((base, iter(sorted(before[base]))))
                    break
                if base not in circles:  # still waiting, so it leads back here
                    low[key] = min(low[key], index[base])
            else:
                way.pop()
                if way:
                    low[way[-1][0]] = min(low[way[-1][0]], low[key])
                if low[key] == index[key]:
                    members = [waiting.pop()]
                    while members[-1] != key:
                        members.append(waiting.pop())
                    circle = tuple(sorted(members))
                    circles |= dict.fromkeys(circle, circle)
    return circles


def find_depths(before: Prerequisites, circles: Mapping[Key, tuple[Key, ...]]) -> dict[Key, int]:
    """How many steps up each concept is from what builds on nothing; a circle is one step.

    Args:
        before: what builds on what.
        circles: as `find_circles` gives them.

    Returns:
        The longest way up to each concept, from 0.
    """
    depths: dict[Key, int] = {}
    for key, circle in circles.items():
        if key not in depths:
            below = {base for one in circle for base in before[one]}.difference(circle)
            depth = 1 + max((depths[base] for base in below), default=-1)
            depths |= dict.fromkeys(circle, depth)
    return depths


def learning_order(before: Prerequisites, ties: Mapping[Key, tuple[float, str]]) -> list[Key]:
    """Concepts, each after those that it builds on.

    Args:
        before: for each concept, those to meet before it.
        ties: for each concept its rank and its name, which settle what `before` leaves open:
            fewer steps up first, then the higher rank, then the name.

    Returns:
        Every key of `before`, once. Concepts that build on one another in a circle stand
        together, where the circle as a whole belongs.
    """

    def tie(key: Key) -> tuple[float, str]:
        rank, name = ties[key]
        return (-rank, name)

    circles = find_circles(before)
    depths = find_depths(before, circles)
    best = {circle: min(map(tie, circle)) for circle in circles.values()}
    # No concept comes before what it builds on, which is always less deep.
    return sorted(before, key=lambda key: (depths[key], best[circles[key]], circles[key], tie(key)))
