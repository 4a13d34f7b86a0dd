"""Turn a deck into a proposed graph whose concepts and edges cite their cards."""

from kg.extract.concept_registry import Merge
from kg.extract.extraction import extract
from kg.extract.proposal import Proposal, Rejection

__all__ = ["Merge", "Proposal", "Rejection", "extract"]
