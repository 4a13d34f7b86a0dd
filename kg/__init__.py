"""Turn study material into a knowledge graph to ask, browse and study from."""

from __future__ import annotations

from kg.typed import TYPE_CHECKING, Any
from kg.version import __version__

if TYPE_CHECKING:
    from kg.answer import Answer, Hit, Reason, respond
    from kg.concept import Concept
    from kg.errors import DataError, KgError, NotFoundError, OutputError, UsageError
    from kg.graphfiles import shipped_graph
    from kg.load import load_graph
    from kg.match import find
    from kg.model import Edge, Graph
    from kg.quiz import Question, make_question
    from kg.render.page import map_page
    from kg.store import Store, default_cache, open_store
    from kg.study import StudyList, ready_next, study_all, study_list, unlocked_by

# Where each public name lives. A name is imported when it is first used, for the program has to
# start in milliseconds and most of its runs need only some of them.
_HOMES = {
    "Answer": "kg.answer",
    "Concept": "kg.concept",
    "DataError": "kg.errors",
    "Edge": "kg.model",
    "Graph": "kg.model",
    "Hit": "kg.answer",
    "KgError": "kg.errors",
    "NotFoundError": "kg.errors",
    "OutputError": "kg.errors",
    "Question": "kg.quiz",
    "Reason": "kg.answer",
    "Store": "kg.store",
    "StudyList": "kg.study",
    "UsageError": "kg.errors",
    "default_cache": "kg.store",
    "find": "kg.match",
    "load_graph": "kg.load",
    "make_question": "kg.quiz",
    "map_page": "kg.render.page",
    "open_store": "kg.store",
    "ready_next": "kg.study",
    "respond": "kg.answer",
    "shipped_graph": "kg.graphfiles",
    "study_all": "kg.study",
    "study_list": "kg.study",
    "unlocked_by": "kg.study",
}

__all__ = [
    "Answer",
    "Concept",
    "DataError",
    "Edge",
    "Graph",
    "Hit",
    "KgError",
    "NotFoundError",
    "OutputError",
    "Question",
    "Reason",
    "Store",
    "StudyList",
    "UsageError",
    "__version__",
    "default_cache",
    "find",
    "load_graph",
    "make_question",
    "map_page",
    "open_store",
    "ready_next",
    "respond",
    "shipped_graph",
    "study_all",
    "study_list",
    "unlocked_by",
]


def __getattr__(name: str) -> Any:
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    value = getattr(import_module(home), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *_HOMES})
