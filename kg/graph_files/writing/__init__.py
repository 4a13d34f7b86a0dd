"""Write a draft as TOML files that people edit; an import again keeps what they edited."""

from kg.graph_files.writing.import_plan import ImportPlan, plan_files, write_plan
from kg.graph_files.writing.import_record import RECORD_FILE
from kg.graph_files.writing.merge import Change
from kg.graph_files.writing.toml_tables import table_of, vocabulary_text

__all__ = [
    "RECORD_FILE",
    "Change",
    "ImportPlan",
    "plan_files",
    "table_of",
    "vocabulary_text",
    "write_plan",
]
