"""Read Anki packages, collections and exports."""
