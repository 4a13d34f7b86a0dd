"""Link names in a text to concepts: exactly, or with typing errors."""
