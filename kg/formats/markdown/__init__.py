"""Read cards and notes written in Markdown."""
