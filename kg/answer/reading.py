"""The reading of a question: how it was understood, in plain words."""

from __future__ import annotations

from collections.abc import Sequence

from kg._typing import TYPE_CHECKING
from kg.question import Query
from kg.question.cue_matching import STRONG_CUE
from kg.store import Store
from kg.text.phrasing import join_list

if TYPE_CHECKING:
    from kg.answer.chain import Chain

MAX_ASKS_SHOWN = 2
"""Number of relations asked for that a reading names."""


def describe_reading(query: Query, store: Store, chain: Chain | None = None) -> str:
    """Say in one line how a question was understood.

    `chain` is the chain that accounts for the whole question, if there is one.

    >>> from kg.graph_files.source_files import shipped_graph
    >>> from kg.question import understand
    >>> from kg.store import open_store
    >>> store = open_store(shipped_graph(), None)
    >>> describe_reading(understand("how is precision related to MLOps", store), store)
    'how Precision and MLOps are related'
    >>> store.close()
    """
    names = _mentioned_names(query, store)
    if chain is not None and chain.mention.match_type == "described":
        names.append(store.concept(chain.mention.keys[0]).name)
    match query.answer_form:
        case "comparison":
            parts = [f"compare {join_list(names)}"]
        case "path":
            parts = [f"how {join_list(names)} are related"]
        case "definition":
            parts = [f"what {join_list(names)} is"]
        case _ if query.one_sided and names:
            parts = [f"compare {join_list(names)} with something that the graph does not have"]
        case "list" | "answer":
            parts = [_wanted(query, store) + _linked(query, chain, names, store)]
    parts += _leftovers(query, chain)
    return "; ".join(parts)


def _wanted(query: Query, store: Store) -> str:
    """Say what is wanted: "a metric", "all metrics", "metric, the last in order", ..."""
    kinds = query.answer_kinds
    is_list = query.answer_form == "list"
    if is_list:
        noun = join_list([store.vocabulary.kinds[k].plural for k in kinds], "or")
        text = f"all {noun}"
    else:
        noun = join_list(kinds, "or") or "concept"
        text = f"{'an' if noun[0] in 'aeiou' else 'a'} {noun}"
    if query.ordinal is not None:
        place = "the last" if query.ordinal < 0 else f"number {query.ordinal}"
        text = f"{noun}, {place} in order"
    if query.negated:
        text += " that do not fit" if is_list else " that does not fit"
    return text


def _linked(query: Query, chain: Chain | None, names: Sequence[str], store: Store) -> str:
    """Say what it is linked to, and by which relations, which are those followed or asked for."""
    if chain is not None:
        relations = [step.relation for step in chain.steps]
        joined = ", then ".join(f'"{store.relation(r).says}"' for r in relations)
    else:
        asks = [ask for ask in query.asks if ask.strength >= STRONG_CUE][:MAX_ASKS_SHOWN]
        asked = dict.fromkeys(ask.relation for ask in asks)
        joined = join_list((f'"{store.relation(r).says}"' for r in asked), "or")
    ends = f" {join_list(names)}" if names else ""
    if not joined:
        return f", in connection with{ends}" if ends else ""
    return f", linked{' with' if ends else ''}{ends} by {joined}"


def _leftovers(query: Query, chain: Chain | None) -> list[str]:
    """Name the other words that were used, ignored, unknown or corrected."""
    shown = {query.words[n] for n in query.mentioned_positions}
    if chain is not None:
        shown |= {query.words[n] for n in chain.covered}
    is_pair = query.answer_form in ("comparison", "path")
    if is_pair:
        asking = [part.span for part in query.cues] + [part.span for part in query.kind_mentions]
        shown |= {query.words[n] for span in asking for n in span}
    rest = [term.word for term in query.terms if term.word not in shown]
    parts = []
    if rest and query.answer_form != "definition":
        verb = "without" if is_pair else "with"
        parts.append(f"{verb} the word{'s' if len(rest) > 1 else ''} {join_list(rest)}")
    if query.out_of_vocabulary:
        parts.append(f"unknown: {join_list(query.out_of_vocabulary)}")
    if query.corrections:
        parts.append(join_list([f"{was} read as {now}" for was, now in query.corrections]))
    return parts


def _mentioned_names(query: Query, store: Store) -> list[str]:
    keys = [key for mention in query.mentions for key in mention.keys[:1]]
    concepts = store.concepts(keys)
    return list(dict.fromkeys(concepts[key].name for key in keys))
