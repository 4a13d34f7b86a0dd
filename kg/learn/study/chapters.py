"""Chapters: every concept of a graph once, under its stages or communities, in learning order."""

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
"""What concepts that are joined to no chapter are headed by."""


def study_all(store: Store, *, known: Collection[Key] = (), kind: str | None = None) -> StudyList:
    """Every concept once, in chapters.

    Chapters are the graph's stages in their order, or where it has none its communities, those
    first that build on less. What builds on something of a later chapter stands in that; what
    belongs to no chapter stands in the first that needs it, or else where what it builds on
    stands. So no concept comes before what it builds on, across all chapters.

    Args:
        store: the graph.
        known: concepts that are left out.
        kind: only concepts of this kind.
    """
    # Imported here: networkx takes eight times as long to start as Python.
    from kg.map.layout import find_communities, group_lanes, read_stages

    keys = [k for k in store.keys(None if kind is None else [kind]) if k not in known]
    links = store.edges()
    concepts = store.concepts(keys)
    before = prerequisites_among(store, keys)
    stages, candidates = read_stages(store, links)
    home: dict[Key, int] = {}
    titles: list[str] = []
    if stages is not None:
        names = {key: candidates[key].name for key in stages.keys}
        lanes, _ = group_lanes(stages, store.vocabulary, concepts, links, names)
        for n, lane in enumerate(lanes):
            titles.append(lane.title)
            home |= dict.fromkeys((lane.stage, *lane.members), n)
    else:
        depths = find_depths(before, find_circles(before))
        parts = find_communities(concepts, links, lambda link: store.relation(link.relation).weight)
        mean = {c: sum(depths[key] for key in c.members) / len(c.members) for c in parts}
        for n, part in enumerate(sorted(parts, key=lambda c: (mean[c], c.members))):
            titles.append(f"Around {concepts[part.hub].name}")
            home |= dict.fromkeys(part.members, n)
    chapter = _settle(before, {key: home[key] for key in home.keys() & before.keys()})
    rest = len(titles)
    members: dict[int, list[Key]] = {n: [] for n in range(rest + 1)}
    for key in keys:
        members[chapter.get(key, rest)].append(key)
    writer = ListBuilder(store, keys, _degrees(keys, links), {}, known)
    ordered = [key for some in members.values() for key in writer.order_of(some)]
    titles.append(OTHER_CHAPTER if rest else "")
    items = [
        replace(item, chapter=titles[chapter.get(key, rest)])
        for key, item in zip(ordered, writer.items(ordered), strict=True)
    ]
    count = len({item.chapter for item in items})
    said = f"all {len(items)} concepts" + (f" in {count} chapters" if count > 1 else "")
    return StudyList(store.title, said, tuple(items), writer.circles())


def _settle(before: Mapping[Key, Collection[Key]], home: Mapping[Key, int]) -> dict[Key, int]:
    """The chapter of each concept, never before that of what it builds on.

    Args:
        before: for each concept, those to meet before it.
        home: the chapters to which concepts belong by themselves.

    Returns:
        Chapters; what is not joined to any is left out.
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


def _degrees(keys: Sequence[Key], links: Sequence[StoredEdge]) -> dict[Key, float]:
    """How many edges each concept has."""
    counts = Counter(end for link in links for end in (link.subject, link.object))
    return {key: float(counts[key]) for key in keys}
