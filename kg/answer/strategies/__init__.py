"""The ways to answer a question, each a module of its own."""
