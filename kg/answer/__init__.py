"""Answers to questions: a Query in, an Answer out, with the reasons for every hit."""

from kg.answer.respond import respond
from kg.answer.result import Answer, Hit, Reason, ResultKind

__all__ = ["Answer", "Hit", "Reason", "ResultKind", "respond"]
