"""The analysis of a question before anything is searched: words in, a Query out."""

from kg.question.cue_matching import Cue, KindMention
from kg.question.parse import understand
from kg.question.query import Ask, Mention, Query, Term

__all__ = ["Ask", "Cue", "KindMention", "Mention", "Query", "Term", "understand"]
