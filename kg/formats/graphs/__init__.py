"""Read graphs that other programs write: GraphML, node-link JSON, OBO, RDF, triples."""
