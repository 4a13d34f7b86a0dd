"""Turn the markup of cards into plain text."""
