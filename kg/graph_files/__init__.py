"""A graph as files: find, load, check and resolve them."""
