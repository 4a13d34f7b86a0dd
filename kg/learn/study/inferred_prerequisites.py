"""Infer prerequisites from text: a concept builds on those that its name or summary mentions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence

from kg.store import ConceptFields, Key, Store
from kg.text.normal_forms import Stem

MAX_MENTION_WORDS = 6
"""Longest name that is looked for in a text, in words."""

NAME_MENTION_WEIGHT, DEFINITION_MENTION_WEIGHT, SUMMARY_MENTION_WEIGHT = 4, 2, 1
"""Weight of a mention in another concept's name, in its definition, and in the rest of its summary.

Only their order matters: of two concepts that mention each other, the greater weight decides.
"""


def infer_prerequisites(store: Store, keys: Collection[Key]) -> dict[Key, set[Key]]:
    """Return the prerequisites of each concept: those that it mentions with the greater weight.

    A text that explains a term by others assumes that these are known. Of two concepts that
    mention each other, the one mentioned with the greater weight is the prerequisite; at equal
    weights neither is.

    Returns:
        A set for every key, empty if there are none.
    """
    mentions = weigh_mentions(store, keys)
    bases = {base for mentioned in mentions.values() for base in mentioned}
    mentions |= weigh_mentions(store, bases - mentions.keys())
    return {
        key: {base for base, weight in mentions[key].items() if weight > mentions[base].get(key, 0)}
        for key in keys
    }


def weigh_mentions(store: Store, keys: Collection[Key]) -> dict[Key, dict[Key, int]]:
    """Return which concepts the names and summaries of some concepts mention, by name or alias.

    Returns:
        For every key the mentioned concepts, except itself, each with its greatest weight.
    """
    fields = store.concept_fields(keys)
    spans: defaultdict[str, dict[Key, int]] = defaultdict(dict)
    codes = {
        code for texts in fields.values() for part in _weighted_texts(texts) for code in part[1]
    }
    stem_of = store.stems_of_codes(codes)
    for key, texts in fields.items():
        for weight, text in _weighted_texts(texts):
            for span in _spans([stem_of[code] for code in text]):
                spans[span][key] = max(weight, spans[span].get(key, 0))
    found: dict[Key, dict[Key, int]] = {key: {} for key in keys}
    for span, matches in sorted(store.name_matches(spans).items()):
        named = {match.key for match in matches if match.match_type in ("name", "alias", "stem")}
        if len(named) != 1:
            continue  # ambiguous: a name of several concepts
        (base,) = named
        for key, weight in spans[span].items():
            if key != base:
                found[key][base] = max(weight, found[key].get(base, 0))
    return found


def _weighted_texts(fields: ConceptFields) -> Iterator[tuple[int, str]]:
    """Yield a concept's texts, as codes of stems, each with the weight of a mention in it."""
    yield NAME_MENTION_WEIGHT, fields.name
    yield DEFINITION_MENTION_WEIGHT, fields.definition
    yield SUMMARY_MENTION_WEIGHT, fields.summary


def _spans(stems: Sequence[Stem]) -> Iterator[str]:
    """Yield every run of up to `MAX_MENTION_WORDS` stems, joined by spaces."""
    for start in range(len(stems)):
        for end in range(start + 1, min(start + MAX_MENTION_WORDS, len(stems)) + 1):
            yield " ".join(stems[start:end])
