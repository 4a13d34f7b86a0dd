"""Answering: a Query in, an Answer out, with the reason for every hit."""

from kg.answer.respond import respond
from kg.answer.result import Answer, AnswerKind, Hit, Reason

__all__ = ["Answer", "AnswerKind", "Hit", "Reason", "respond"]
