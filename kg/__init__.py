"""Turn study material into a knowledge graph to ask, browse and study from."""

__version__ = "0.1.0"
