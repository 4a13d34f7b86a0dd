"""The map of a graph: its layout, its scene and its page."""
