"""Readers for Anki packages, collections and exports."""
