"""Readers for the formats in which people keep cards and graphs, a module for each format."""
