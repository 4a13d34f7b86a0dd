"""Progress: keep what a learner knows and when to ask again, in one small file."""

from kg.learn.progress.learner import STATE_REVIEW, Memory, Progress, Review, Status
from kg.learn.progress.progress_file import DEFAULT_PROFILE, ProgressFile, default_folder
from kg.learn.progress.progress_json import (
    dump_progress,
    dump_status,
    parse_progress,
    read_progress,
)

__all__ = [
    "DEFAULT_PROFILE",
    "STATE_REVIEW",
    "Memory",
    "Progress",
    "ProgressFile",
    "Review",
    "Status",
    "default_folder",
    "dump_progress",
    "dump_status",
    "parse_progress",
    "read_progress",
]
