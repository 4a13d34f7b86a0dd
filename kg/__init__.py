"""Turn study material into a knowledge graph to ask, browse and study from."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from kg.version import __version__

if TYPE_CHECKING:
    from kg.answer import Answer, Hit, Reason, respond
    from kg.errors import DataError, KgError, NotFoundError, OutputError, UsageError
    from kg.load import load_graph, shipped_graph
    from kg.match import find
    from kg.model import Concept, Edge, Graph
    from kg.render.page import map_page
    from kg.store import Store, default_cache, open_store
    from kg.study import StudyList, study_list

# Where each public name lives. A name is imported when it is first used, for the program has to
# start in milliseconds and most of its runs need only some of them.
_HOMES = {
    "Answer": "kg.answer",
    "Concept": "kg.model",
    "DataError": "kg.errors",
    "Edge": "kg.model",
    "Graph": "kg.model",
    "Hit": "kg.answer",
    "KgError": "kg.errors",
    "NotFoundError": "kg.errors",
    "OutputError": "kg.errors",
    "Reason": "kg.answer",
    "Store": "kg.store",
    "StudyList": "kg.study",
    "UsageError": "kg.errors",
    "default_cache": "kg.store",
    "find": "kg.match",
    "load_graph": "kg.load",
    "map_page": "kg.render.page",
    "open_store": "kg.store",
    "respond": "kg.answer",
    "shipped_graph": "kg.load",
    "study_list": "kg.study",
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
    "Reason",
    "Store",
    "StudyList",
    "UsageError",
    "__version__",
    "default_cache",
    "find",
    "load_graph",
    "map_page",
    "open_store",
    "respond",
    "shipped_graph",
    "study_list",
]


def __getattr__(name: str) -> Any:
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(home), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *_HOMES})
