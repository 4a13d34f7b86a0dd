"""Link names in a text, spelt right or wrong, to the concepts of a graph."""
