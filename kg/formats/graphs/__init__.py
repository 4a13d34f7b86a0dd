"""Readers for graphs of other programs: GraphML, node-link JSON, OBO, RDF, triples."""
