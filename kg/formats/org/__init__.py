"""Readers for Org files."""
