"""Progress: what a learner knows and when it is to be asked again, kept in one small file."""

from kg.learn.progress.learner import REVIEWED, Mark, Memory, Progress, Review
from kg.learn.progress.progress_file import PROFILE, ProgressFile, default_folder
from kg.learn.progress.progress_json import dump_marks, dump_progress, parse_progress, read_progress

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
