"""Where the concepts of a map stand: stages as lanes, or a web; the same graph, the same places.

Units are the page's own: one unit is one CSS pixel at zoom 1. x grows to the right, y downwards.
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
    "LaneContent",
    "KindGroup",
    "GroupHeading",
    "Hull",
    "Lane",
    "Panel",
    "Placement",
    "Size",
    "Stages",
    "place_lanes",
    "place_web",
    "find_communities",
    "find_stages",
    "group_kinds",
    "group_lanes",
    "read_stages",
]
