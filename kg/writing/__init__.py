"""Writing: a draft as TOML for people to edit, and what they edited kept when it is made anew."""

from kg.writing.merge import Change
from kg.writing.plan import Plan, plan_files, write_plan
from kg.writing.record import RECORD
from kg.writing.tables import table_of, vocabulary_text

__all__ = [
    "RECORD",
    "Change",
    "Plan",
    "plan_files",
    "table_of",
    "vocabulary_text",
    "write_plan",
]
