"""Writing: a draft as TOML for people to edit, and what they edited kept when it is made anew."""

from kg.graph_files.writing.import_plan import Plan, plan_files, write_plan
from kg.graph_files.writing.import_record import RECORD
from kg.graph_files.writing.merge import Change
from kg.graph_files.writing.toml_tables import table_of, vocabulary_text

__all__ = [
    "RECORD",
    "Change",
    "Plan",
    "plan_files",
    "table_of",
    "vocabulary_text",
    "write_plan",
]
