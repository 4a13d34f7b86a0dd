"""Make quiz questions from the graph, grade answers, and schedule when to ask again."""

from kg.learn.quiz.grade import Grade, grade_choice, grade_typed, parse_choice, parse_pairs
from kg.learn.quiz.matching import match_terms
from kg.learn.quiz.question_maker import make_question
from kg.learn.quiz.quiz_question import BLANK, MODES, Mode, Option, Question, Round
from kg.learn.quiz.review_schedule import Due, due_concepts, update_memory
from kg.learn.quiz.session import DEFAULT_QUESTIONS, choose_concepts, make_rounds

__all__ = [
    "BLANK",
    "DEFAULT_QUESTIONS",
    "MODES",
    "Due",
    "Grade",
    "Mode",
    "Option",
    "Question",
    "Round",
    "choose_concepts",
    "due_concepts",
    "grade_choice",
    "grade_typed",
    "make_question",
    "make_rounds",
    "match_terms",
    "parse_choice",
    "parse_pairs",
    "update_memory",
]
