"""Readers for rows of cells: CSV, TSV, text exports and pasted pages."""
