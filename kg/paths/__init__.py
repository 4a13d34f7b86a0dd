"""Neighbourhoods, routes and ranks over the graph, read from the store step by step.

No networkx here: to start, it takes eight times as long as Python, more than all of this.
"""

from kg.paths.near import REACH, neighbourhood
from kg.paths.push import DAMPING
from kg.paths.ranks import related
from kg.paths.routes import route

__all__ = ["DAMPING", "REACH", "neighbourhood", "related", "route"]
