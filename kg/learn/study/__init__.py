"""Choose what to learn for a topic, in which order, what next, and how long it takes."""

from kg.learn.study.chapters import study_all
from kg.learn.study.next_steps import Ready, Unlocked, ready_next, unlocked_by
from kg.learn.study.study_item import StudyItem, StudyList
from kg.learn.study.study_list import DEFAULT_ITEMS, Order, study_list

__all__ = [
    "DEFAULT_ITEMS",
    "Order",
    "Ready",
    "StudyItem",
    "StudyList",
    "Unlocked",
    "ready_next",
    "study_all",
    "study_list",
    "unlocked_by",
]
