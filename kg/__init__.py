"""Turn study material into a knowledge graph to ask, browse and study from."""

from __future__ import annotations

from kg._typing import TYPE_CHECKING, Any
from kg.version import __version__

if TYPE_CHECKING:
    from kg.answer import Answer, Hit, Reason, respond
    from kg.errors import DataError, KgError, NotFoundError, OutputError, UsageError
    from kg.graph_files.load import load_graph
    from kg.graph_files.source_files import shipped_graph
    from kg.learn.quiz import Question, make_question
    from kg.learn.study import StudyList, ready_next, study_all, study_list, unlocked_by
    from kg.linking.fuzzy import link
    from kg.map.page import map_page
    from kg.model.concept import Concept
    from kg.model.graph import Edge, Graph
    from kg.store import Store, default_cache, open_store

# Where each public name lives. A name is imported when it is first used, for the program has to
# start in milliseconds and most of its runs need only some of them.
_HOMES = {
    "Answer": "kg.answer",
    "Concept": "kg.model.concept",
    "DataError": "kg.errors",
    "Edge": "kg.model.graph",
    "Graph": "kg.model.graph",
    "Hit": "kg.answer",
    "KgError": "kg.errors",
    "NotFoundError": "kg.errors",
    "OutputError": "kg.errors",
    "Question": "kg.learn.quiz",
    "Reason": "kg.answer",
    "Store": "kg.store",
    "StudyList": "kg.learn.study",
    "UsageError": "kg.errors",
    "default_cache": "kg.store",
    "link": "kg.linking.fuzzy",
    "load_graph": "kg.graph_files.load",
    "make_question": "kg.learn.quiz",
    "map_page": "kg.map.page",
    "open_store": "kg.store",
    "ready_next": "kg.learn.study",
    "respond": "kg.answer",
    "shipped_graph": "kg.graph_files.source_files",
    "study_all": "kg.learn.study",
    "study_list": "kg.learn.study",
    "unlocked_by": "kg.learn.study",
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
    "link",
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
