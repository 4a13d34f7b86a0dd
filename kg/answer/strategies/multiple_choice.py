"""Choose among given answers."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from kg.answer.chain import Chain
from kg.answer.ranking import rank
from kg.answer.reasons import edge_reasons, make_hit, match_reasons, with_falling_scores
from kg.answer.result import Hit, Reason
from kg.errors import NotFoundError
from kg.linking.fuzzy import link
from kg.question import Mention, Query, understand
from kg.store import Key, Store
from kg.text.normal_forms import stem, words

_INNER_CAPITALISED_WORD = r"(?<=[\w)] )[A-Z][\w-]*"  # the first word has a capital anyhow


def choose_option(
    query: Query, chains: Sequence[Chain], options: Sequence[str], store: Store
) -> list[Hit]:
    """Rank the concepts that the options name, the likeliest first.

    Options that name no concept are left out.
    """
    option_of: dict[Key, str] = {}
    for option in options:
        for key in option_keys(option, store):
            option_of.setdefault(key, option)
    best = rank(query, chains, store, among=option_of)
    best.sort(key=lambda r: r.key in query.excluded)
    concepts = store.concepts(r.key for r in best)
    hits = []
    for r in best:
        reasons = [Reason("exact", f"named in the option {option_of[r.key]!r}")]
        reasons += [*match_reasons(query, concepts[r.key]), *edge_reasons(store, r.edges)]
        hits.append(make_hit(concepts[r.key], r.score, reasons))
    return with_falling_scores(hits)


def option_keys(option: str, store: Store) -> list[Key]:
    """Return the concept that an option names: by its whole text, or by the longest name in it.

    A name within a longer proper name does not count: "SageMaker Clarify" is not SageMaker.
    Empty when the option names no concept.
    """
    try:
        return [link(store, option).key]
    except NotFoundError:
        query = understand(option, store)
    import re  # imported late: few questions come with options

    found = re.findall(_INNER_CAPITALISED_WORD, option)
    capitalised = {norm for word in found for norm in words(word)}
    complete = [
        mention
        for mention in query.mentions
        if not _goes_on(mention, query.words[mention.end :][:1], capitalised, store)
    ]
    longest = max(complete, key=lambda m: (len(m.span), -m.start), default=None)
    return [] if longest is None else list(longest.keys[:1])


def _goes_on(
    mention: Mention, following: Sequence[str], capitalised: Collection[str], store: Store
) -> bool:
    """Return True if the next word has a capital and is in no name of the concept."""
    concepts = store.concept_fields(mention.keys).values()
    known = {code for concept in concepts for code in concept.name + concept.aliases}
    codes = store.term_codes(map(stem, following))
    return any(word in capitalised and codes.get(stem(word)) not in known for word in following)
