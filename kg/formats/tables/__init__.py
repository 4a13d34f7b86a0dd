"""Read cards from rows of cells: CSV, TSV, text exports, pasted pages."""
