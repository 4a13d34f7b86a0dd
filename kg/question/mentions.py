"""The concepts that a question calls by name."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from kg.linking.exact import best_matches, lookup
from kg.model.cues import Cues
from kg.question.cue_matching import STRONG, find_cues, find_kinds
from kg.question.function_words import (
    DETERMINERS,
    ECHOES,
    EXCLUDES,
    LANGUAGE,
    NEGATIVE,
    SHAPING,
    STOP,
)
from kg.question.query import Mention
from kg.question.tokens import Tokens
from kg.store import Key, Store
from kg.text.normal_forms import Stem, squash, words

_JOINS = frozenset("and or for of in during between to before after do does did".split())
"""Words after which a name is meant as one, though it may ask for a relation elsewhere."""

_MARKED = r"\[([^\[\]]+)\]"

DOUBTS = 3
"""Words around which misspelt names are looked for, at most."""

LONGEST_SLIP = 6
"""Words in the longest span that is looked up as a misspelt name."""

LONGEST_NAME = 12
"""Words in the longest span that is looked up as a name."""


def mentions_of(text: str, said: Tokens, store: Store, cues: Cues) -> list[Mention]:
    """The concepts that a question means when it calls them: none overlapping, by place.

    Where it marks names by [brackets], these alone.
    """
    found = find_marked(text, said.typed, store)
    if not found:
        found = find_mentions(said.read, said.stems, said.typed, store)
        doubtful = _doubtful(said, found, store, cues)
        found = find_slips(said.typed, doubtful, found, store)
    found = [_as_spelt(mention, text, store) for mention in found]
    return _without_incidental(found, said, cues)


def without_excluded(
    mentions: Sequence[Mention], tokens: Sequence[str], kinds: Collection[str], store: Store
) -> tuple[list[Mention], list[Mention]]:
    """The mentions that a question is about, and those that it does not want to hear of.

    These are named after "other than" and the like, or denied though they are of the kind asked
    for, as in "an option that is not serverless".
    """
    kept: list[Mention] = []
    excluded: list[Mention] = []
    for mention in mentions:
        before = [token for token in tokens[: mention.start] if token not in DETERMINERS]
        named = any(tuple(before[-len(phrase) :]) == phrase for phrase in EXCLUDES)
        denied = before[-1:] and before[-1] in {*NEGATIVE, "without"} and bool(kinds)
        denied = (named or denied) and (not kinds or _are(mention.keys, kinds, store))
        listed = (
            excluded and before[-1:] in (["and"], ["or"]) and excluded[-1].end >= mention.start - 2
        )
        (excluded if denied or listed else kept).append(mention)
    return kept, excluded


def _are(keys: Iterable[Key], kinds: Collection[str], store: Store) -> bool:
    return all(kind in kinds for kind in store.kinds_of(keys).values())


def find_mentions(
    tokens: Sequence[str], stemmed: Sequence[Stem], typed: Sequence[str], store: Store
) -> list[Mention]:
    """Concepts called in the question: longest first, none overlapping, by place."""
    spans = [
        (start, end)
        for start in range(len(tokens))
        for end in range(start + 1, min(len(tokens), start + LONGEST_NAME) + 1)
        # Who types nothing but a name means it, were it "down" or "The Who".
        if end - start == len(tokens) or not all(token in STOP for token in tokens[start:end])
    ]
    keys = {
        (start, end): (
            " ".join(tokens[start:end]),
            " ".join(stemmed[start:end]),
            squash("".join(tokens[start:end])),
            _undetermined(tokens[start:end], stemmed[start:end]),
        )
        for start, end in spans
    }
    known = store.name_matches(key for ways in keys.values() for key in ways)
    taken: set[int] = set()
    found: list[Mention] = []
    for span in sorted(spans, key=lambda s: (s[0] - s[1], s[0])):
        start, end = span
        if taken & set(range(start, end)):
            continue
        forms = next((known[key] for key in keys[span] if key in known), [])
        forms = best_matches(forms) if forms else []
        if not forms or (forms[0].match_type == "initialism" and len(forms) > 1):
            continue
        as_typed = tuple(tokens[start:end]) == tuple(typed[start:end])
        how = forms[0].match_type if as_typed else "typo"
        keys_found = tuple(dict.fromkeys(form.key for form in forms))
        found.append(Mention(keys_found, start, end, how, " ".join(typed[start:end])))
        taken.update(range(start, end))
    return _complete(sorted(found, key=lambda m: m.start), tokens, stemmed, store)


def find_marked(text: str, typed: Sequence[str], store: Store) -> list[Mention]:
    """Concepts whose names the question marks by [brackets], by place; none where it marks none."""
    if "[" not in text:
        return []
    import re  # imported late: few questions mark names

    from kg.linking.fuzzy import fuzzy_link

    found = []
    for name in re.findall(_MARKED, text):
        parts = words(name)
        starts = (n for n in range(len(typed)) if list(typed[n : n + len(parts)]) == parts)
        start = next(starts, None)
        forms = lookup(store, name)
        keys = tuple(dict.fromkeys(form.key for form in forms)) or fuzzy_link(store, parts)
        if keys and start is not None:
            how = forms[0].match_type if forms else "typo"
            found.append(Mention(keys, start, start + len(parts), how, " ".join(parts)))
    return sorted(found, key=lambda m: m.start)


def _undetermined(tokens: Sequence[str], stemmed: Sequence[Stem]) -> str:
    """The key of a name without what may stand within it: in "writing any code", "any"."""
    if DETERMINERS.isdisjoint(tokens) or {tokens[0], tokens[-1]} & DETERMINERS:
        return ""
    pairs = zip(tokens, stemmed, strict=True)
    return " ".join(stem for token, stem in pairs if token not in DETERMINERS)


def find_slips(
    typed: Sequence[str], doubtful: Collection[int], mentions: Sequence[Mention], store: Store
) -> list[Mention]:
    """Mentions by names with a slip in them, around words that are doubtful.

    Args:
        typed: the question's words, as they were typed.
        doubtful: places of words that the graph does not have so.
        mentions: what the question calls without a slip, or word by word; of two that overlap,
            the one of more words is kept.
        store: the graph.

    Returns:
        All mentions, by place.
    """
    found = list(mentions)
    for n in sorted(doubtful):
        slip = _slip_at(n, typed, store)
        if slip is None:
            continue
        beside = [m for m in found if m.end <= slip.start or slip.end <= m.start]
        if all(len(m.span) < len(slip.span) for m in found if m not in beside):
            found = [*beside, slip]
    return sorted(found, key=lambda m: m.start)


def _slip_at(n: int, typed: Sequence[str], store: Store) -> Mention | None:
    """The longest misspelt name around a place."""
    from kg.linking.fuzzy import fuzzy_link  # imported late: what is spelt right does without

    for size in range(min(LONGEST_SLIP, len(typed)), 0, -1):
        for start in range(max(0, n - size + 1), min(n, len(typed) - size) + 1):
            parts = typed[start : start + size]
            if len("".join(parts)) < 4:
                continue  # any three letters are a slip from some name
            keys = fuzzy_link(store, parts)
            if keys:
                return Mention(keys, start, start + size, "typo", " ".join(parts))
    return None


def _complete(
    mentions: list[Mention], tokens: Sequence[str], stemmed: Sequence[Stem], store: Store
) -> list[Mention]:
    """The mentions, and those that share their last words with the next one.

    "Asynchronous and serverless inference" mentions both kinds of inference.
    """
    found = list(mentions)
    for m in mentions:
        joint = m.start - 1
        if m.end - m.start < 2 or joint < 1 or tokens[joint] not in ("and", "or", "vs", "versus"):
            continue
        for start in range(max(0, joint - 3), joint):
            for tail in range(m.start + 1, m.end):
                whole = [*stemmed[start:joint], *stemmed[tail : m.end]]
                forms = store.name_matches([" ".join(whole)]).get(" ".join(whole), [])
                free = all(o.end <= start or o.start >= joint for o in found)
                if forms and free:
                    keys = tuple(dict.fromkeys(f.key for f in best_matches(forms)))
                    text = " ".join(tokens[start:joint])
                    found.append(Mention(keys, start, joint, "stem", text))
    return sorted(found, key=lambda m: m.start)


def _doubtful(said: Tokens, mentions: Sequence[Mention], store: Store, cues: Cues) -> list[int]:
    """Places of words that may be part of a misspelt name: those that the graph has not so.

    Where it has them all, but nothing is mentioned, any that does not shape the question may be.
    """
    known = store.stems_of(said.typed)
    shaping = STOP | SHAPING | LANGUAGE | cues.words
    unknown = [
        n
        for n, (word, now) in enumerate(zip(said.typed, said.read, strict=True))
        if word not in known and now not in shaping
    ]
    if unknown or mentions:
        return unknown[:DOUBTS]
    return [n for n, word in enumerate(said.read) if word not in shaping][:1]


def _as_spelt(mention: Mention, text: str, store: Store) -> Mention:
    """The mention with those concepts only that the question spells as they are, capitals and all.

    "Star" and "star" may be two; who writes no capitals may mean either.
    """
    if len(mention.keys) > 1 and text != text.lower():
        names = {key: said[0] for key, said in store.names(mention.keys).items()}
        spelt = [key for key, name in names.items() if name in text and name != name.lower()]
        if spelt:
            return mention._replace(keys=tuple(spelt))
    return mention


def _without_incidental(mentions: list[Mention], said: Tokens, cues: Cues) -> list[Mention]:
    """The mentions without those that shape the question, where it mentions something else.

    In "who directed films with X", a concept called "direction" is not meant.
    """
    shaping = {n for cue in find_cues(cues, said.stems) if cue.strength >= STRONG for n in cue.span}
    shaping |= {n for noun in find_kinds(cues, said.read) for n in noun.span}
    shaping |= {n for n, token in enumerate(said.read) if token in STOP | ECHOES}
    meant = [
        m
        for m in mentions
        if not shaping >= set(m.span)
        or (m.match_type == "name" and said.read[m.start - 1] in _JOINS)
    ]
    return meant or mentions
