"""Read the files of the WordNet database."""
