"""The strategies for answering a question, one module each."""
