"""Formats: what people have their cards and graphs in, a file each."""
