"""Place the concepts of a map: as lanes under stages, or as a web. Equal graphs, equal places.

Units are CSS pixels at zoom 1; x grows to the right, y downwards.
"""

from kg.map.layout.columns import KindGroup
from kg.map.layout.communities import Community, find_communities
from kg.map.layout.lanes import Lane, LaneContent, place_lanes
from kg.map.layout.placement import Box, GroupHeading, Hull, Panel, Placement, Size
from kg.map.layout.stages import Stages, find_stages, group_kinds, group_lanes, read_stages
from kg.map.layout.web import place_web

__all__ = [
    "Box",
    "Community",
    "GroupHeading",
    "Hull",
    "KindGroup",
    "Lane",
    "LaneContent",
    "Panel",
    "Placement",
    "Size",
    "Stages",
    "find_communities",
    "find_stages",
    "group_kinds",
    "group_lanes",
    "place_lanes",
    "place_web",
    "read_stages",
]
