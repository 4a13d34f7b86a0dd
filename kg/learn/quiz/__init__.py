"""Quiz: questions made from the graph, answers judged, and when to ask again."""

from kg.learn.quiz.grade import Grade, chosen, grade_choice, grade_typed, paired
from kg.learn.quiz.matching import match_terms
from kg.learn.quiz.question_maker import make_question
from kg.learn.quiz.quiz_question import BLANK, MODES, Mode, Option, Question, Round
from kg.learn.quiz.review_schedule import Due, all_due, remember
from kg.learn.quiz.session import QUESTIONS, choose_concepts, make_rounds

__all__ = [
    "BLANK",
    "MODES",
    "QUESTIONS",
    "Due",
    "Grade",
    "Mode",
    "Option",
    "Question",
    "Round",
    "all_due",
    "choose_concepts",
    "chosen",
    "grade_choice",
    "grade_typed",
    "make_question",
    "make_rounds",
    "match_terms",
    "paired",
    "remember",
]
