"""Answers and graphs as people see them: one module a place to look."""
