"""Study: what to learn for a topic and in which order, what is next, and what it takes."""

from kg.study.lists import ITEMS, Item, Order, StudyList, study_list

__all__ = ["ITEMS", "Item", "Order", "StudyList", "study_list"]
