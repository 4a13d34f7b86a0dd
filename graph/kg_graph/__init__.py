"""The knowledge that ships: one folder a graph, and the vocabulary they share."""
