"""Routes between concepts, and ranks of related concepts, read from the store step by step.

networkx is not used here: importing it takes longer than any of this.
"""

from kg.paths.push import DAMPING
from kg.paths.ranks import related
from kg.paths.routes import route

__all__ = ["DAMPING", "related", "route"]
