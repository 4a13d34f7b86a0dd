"""Frozen values without input or output: concepts, edges, graphs, vocabularies, cards and decks."""
