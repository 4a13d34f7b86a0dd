"""From cards to a graph: what a deck says, as concepts and edges that name their cards."""

from kg.extract.extraction import extract
from kg.extract.proposal import LeftOut, Merge, Proposal

__all__ = ["LeftOut", "Merge", "Proposal", "extract"]
