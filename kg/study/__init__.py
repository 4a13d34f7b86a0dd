"""Study: what to learn for a topic and in which order, what is next, and what it takes."""

from kg.study.chapters import study_all
from kg.study.item import Item, StudyList
from kg.study.lists import ITEMS, Order, study_list
from kg.study.ready import Ready, Unlocked, ready_next, unlocked_by

__all__ = [
    "ITEMS",
    "Item",
    "Order",
    "Ready",
    "StudyList",
    "Unlocked",
    "ready_next",
    "study_all",
    "study_list",
    "unlocked_by",
]
