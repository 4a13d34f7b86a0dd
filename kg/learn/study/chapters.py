"""Put every concept of a graph into chapters, by stage or community, in learning order."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from kg.learn.study.learning_order import find_circles, find_depths
from kg.learn.study.list_builder import ListBuilder
from kg.learn.study.prerequisites import prerequisites_among
from kg.learn.study.study_item import StudyList
from kg.store import Key, Store, StoredEdge

OTHER_CHAPTER = "Everything else"
"""Title of the last chapter, for concepts that belong to no stage or community."""


def study_all(store: Store, *, known: Collection[Key] = (), kind: str | None = None) -> StudyList:
    """Return a study list of the whole graph: every concept once, in chapters.

    Chapters are the graph's stages in their order; in a graph without stages, its communities,
    those with the lowest mean depth of prerequisites first. A concept that builds on one of a
    later chapter moves to that chapter. A concept without stage or community goes to the first
    chapter that needs it, or else to that of its prerequisites. No concept comes before its
    prerequisites, except within a circle.

    Args:
        store: the graph.
        known: concepts to leave out.
        kind: name of a kind; concepts of other kinds are left out.
    """
    # Imported late: networkx takes longer to import than all else that other commands need.
    from kg.map.layout import find_communities, group_lanes, read_stages

    keys = [k for k in store.keys(None if kind is None else [kind]) if k not in known]
    edges = store.edges()
    concepts = store.concepts(keys)
    before = prerequisites_among(store, keys)
    stages, candidates = read_stages(store, edges)
    home: dict[Key, int] = {}
    titles: list[str] = []
    if stages is not None:
        names = {key: candidates[key].name for key in stages.keys}
        lanes, _ = group_lanes(stages, store.vocabulary, concepts, edges, names)
        for n, lane in enumerate(lanes):
            titles.append(lane.title)
            home |= dict.fromkeys((lane.stage, *lane.members), n)
    else:
        depths = find_depths(before, find_circles(before))
        parts = find_communities(concepts, edges, lambda edge: store.relation(edge.relation).weight)
        mean = {c: sum(depths[key] for key in c.members) / len(c.members) for c in parts}
        for n, part in enumerate(sorted(parts, key=lambda c: (mean[c], c.members))):
            titles.append(f"Around {concepts[part.hub].name}")
            home |= dict.fromkeys(part.members, n)
    chapter = _assign_chapters(before, {key: home[key] for key in home.keys() & before.keys()})
    rest = len(titles)
    members: dict[int, list[Key]] = {n: [] for n in range(rest + 1)}
    for key in keys:
        members[chapter.get(key, rest)].append(key)
    builder = ListBuilder(store, keys, _degrees(keys, edges), {}, known)
    ordered = [key for some in members.values() for key in builder.order_of(some)]
    titles.append(OTHER_CHAPTER if rest else "")
    items = [
        replace(item, chapter=titles[chapter.get(key, rest)])
        for key, item in zip(ordered, builder.items(ordered), strict=True)
    ]
    count = len({item.chapter for item in items})
    reading = f"all {len(items)} concepts" + (f" in {count} chapters" if count > 1 else "")
    return StudyList(store.title, reading, tuple(items), builder.circles())


def _assign_chapters(
    before: Mapping[Key, Collection[Key]], home: Mapping[Key, int]
) -> dict[Key, int]:
    """Return the number of each concept's chapter, never lower than its prerequisites'.

    Args:
        before: the prerequisites of each concept.
        home: the chapter of each concept that has a stage or community.

    Returns:
        Numbers of chapters; without the concepts that neither have a chapter nor are linked by
        prerequisites to one that has.
    """
    chapter: dict[Key, int] = {}
    circles = dict.fromkeys(find_circles(before).values())
    after: defaultdict[Key, list[Key]] = defaultdict(list)
    for circle in circles:
        below = [chapter[b] for key in circle for b in before[key] if b in chapter]
        own = [home[key] for key in circle if key in home]
        if below or own:
            chapter |= dict.fromkeys(circle, max(below + own))
        for key in circle:
            for base in before[key]:
                after[base].append(key)
    for circle in reversed(circles):
        if circle[0] not in chapter:
            above = [chapter[a] for key in circle for a in after[key] if a in chapter]
            if above:
                chapter |= dict.fromkeys(circle, min(above))
    for circle in circles:
        below = [chapter[b] for key in circle for b in before[key] if b in chapter]
        if circle[0] not in chapter and below:
            chapter |= dict.fromkeys(circle, max(below))
    return chapter


def _degrees(keys: Sequence[Key], edges: Sequence[StoredEdge]) -> dict[Key, float]:
    """Return the number of edges at each concept."""
    counts = Counter(end for edge in edges for end in (edge.subject, edge.object))
    return {key: float(counts[key]) for key in keys}
