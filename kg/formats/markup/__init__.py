"""Turn the markup of cards (HTML, Markdown, clozes) into plain text."""
