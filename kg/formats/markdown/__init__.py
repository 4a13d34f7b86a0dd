"""Readers for cards and notes written in Markdown."""
