"""Understanding a question before searching: words in, a Query out."""

from kg.question.parse import understand
from kg.question.query import Ask, Mention, Query, Term

__all__ = ["Ask", "Mention", "Query", "Term", "understand"]
