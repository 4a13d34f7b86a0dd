"""Reader for WordNet's database."""
