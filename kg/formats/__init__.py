"""Formats: what other programs read and write, a file each."""
