"""Progress: what a learner knows and when it is to be asked again, kept in one small file."""

from kg.progress.file import PROFILE, ProgressFile, default_folder
from kg.progress.form import dump_marks, dump_progress, parse_progress, read_progress
from kg.progress.learner import REVIEWED, Mark, Memory, Progress, Review

__all__ = [
    "PROFILE",
    "REVIEWED",
    "Mark",
    "Memory",
    "Progress",
    "ProgressFile",
    "Review",
    "default_folder",
    "dump_marks",
    "dump_progress",
    "parse_progress",
    "read_progress",
]
