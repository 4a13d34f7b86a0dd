"""Where the concepts of a map stand: stages as lanes, or a web; the same graph, the same places.

Units are the page's own: one unit is one CSS pixel at zoom 1. x grows to the right, y downwards.
"""

from kg.map.layout.box import Box, Size
from kg.map.layout.columns import Group
from kg.map.layout.communities import Community, find_communities
from kg.map.layout.lanes import Content, Lane, arrange_lanes
from kg.map.layout.placement import Heading, Hull, Panel, Placement
from kg.map.layout.stages import Stages, find_stages, group_kinds, group_lanes, stages_in
from kg.map.layout.web import arrange_web

__all__ = [
    "Box",
    "Community",
    "Content",
    "Group",
    "Heading",
    "Hull",
    "Lane",
    "Panel",
    "Placement",
    "Size",
    "Stages",
    "arrange_lanes",
    "arrange_web",
    "find_communities",
    "find_stages",
    "group_kinds",
    "group_lanes",
    "stages_in",
]
