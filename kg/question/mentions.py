"""Mentions: the concepts that a question names."""

from __future__ import annotations

from collections.abc import Sequence

from kg.linking.exact import best_matches, lookup
from kg.model.cues import Cues
from kg.question.cue_matching import STRONG_CUE, find_cues, find_kind_mentions
from kg.question.misspelt_mentions import doubtful_positions, find_misspelt_mentions
from kg.question.query import Mention
from kg.question.tokens import Tokens
from kg.store import Key, NameMatch, Store
from kg.text.language import language
from kg.text.normal_forms import Stem, squash, words

_BRACKETED_NAME = r"\[([^\[\]]+)\]"

MAX_EXACT_NAME_WORDS = 12
"""Number of words in the longest span that is looked up as a name."""


def find_mentions(text: str, tokens: Tokens, store: Store, cue_index: Cues) -> list[Mention]:
    """Find the concepts that a question names; no two mentions overlap, sorted by position.

    If the question marks names with [brackets], only those are mentions.
    """
    found = find_marked_mentions(text, tokens.typed, store)
    if not found:
        found = _find_exact_mentions(tokens, store)
        doubtful = doubtful_positions(tokens, found, store, cue_index)
        found = find_misspelt_mentions(tokens.typed, doubtful, found, store)
    found = [_match_capitals(mention, text, store) for mention in found]
    return _without_incidental(found, tokens, cue_index)


def _find_exact_mentions(tokens: Tokens, store: Store) -> list[Mention]:
    """Find names that are spelt as in the graph, longer names first; sorted by position."""
    corrected, stems, typed = tokens.corrected, tokens.stems, tokens.typed
    lang = language()
    stop_words, determiners = lang.stop_words, lang.words.determiners
    spans = [
        (start, end)
        for start in range(len(corrected))
        for end in range(start + 1, min(len(corrected), start + MAX_EXACT_NAME_WORDS) + 1)
        # A user who types nothing but a name means it, even if it is "down" or "The Who".
        if end - start == len(corrected)
        or not all(token in stop_words for token in corrected[start:end])
    ]
    lookup_keys = {
        (start, end): (
            " ".join(corrected[start:end]),
            " ".join(stems[start:end]),
            squash("".join(corrected[start:end])),
            _without_determiners(corrected[start:end], stems[start:end]),
        )
        for start, end in spans
    }
    known = store.name_matches(key for keys in lookup_keys.values() for key in keys)
    taken: set[int] = set()
    found: list[Mention] = []
    for span in sorted(spans, key=lambda s: (s[0] - s[1], s[0])):
        start, end = span
        if taken & set(range(start, end)):
            continue
        matches = next((known[key] for key in lookup_keys[span] if key in known), [])
        matches = best_matches(matches) if matches else []
        if not matches:
            continue
        if matches[0].match_type == "initialism" and (
            len(matches) > 1 or not determiners.isdisjoint(typed[start:end])
        ):
            continue  # "a ML" is no initialism
        is_as_typed = corrected[start:end] == typed[start:end]
        match_type = matches[0].match_type if is_as_typed else "typo"
        found.append(Mention(_keys(matches), start, end, match_type, " ".join(typed[start:end])))
        taken.update(range(start, end))
    return _add_shared_endings(sorted(found, key=lambda m: m.start), tokens, store)


def find_marked_mentions(text: str, typed: Sequence[str], store: Store) -> list[Mention]:
    """Find the names that a question marks with [brackets], sorted by position."""
    if "[" not in text:
        return []
    import re  # imported late: few questions mark names

    from kg.linking.fuzzy import fuzzy_link

    found = []
    for name in re.findall(_BRACKETED_NAME, text):
        parts = words(name)
        starts = (n for n in range(len(typed)) if list(typed[n : n + len(parts)]) == parts)
        start = next(starts, None)
        matches = lookup(store, name)
        keys = _keys(matches) or fuzzy_link(store, parts)
        if keys and start is not None:
            match_type = matches[0].match_type if matches else "typo"
            found.append(Mention(keys, start, start + len(parts), match_type, " ".join(parts)))
    return sorted(found, key=lambda m: m.start)


def _keys(matches: Sequence[NameMatch]) -> tuple[Key, ...]:
    return tuple(dict.fromkeys(match.key for match in matches))


def _without_determiners(tokens: Sequence[str], stems: Sequence[Stem]) -> str:
    """Return a name's stems without inner determiners such as "any" in "writing any code".

    Empty when there are none, or when the name begins or ends with one.
    """
    determiners = language().words.determiners
    if determiners.isdisjoint(tokens) or {tokens[0], tokens[-1]} & determiners:
        return ""
    pairs = zip(tokens, stems, strict=True)
    return " ".join(stem for token, stem in pairs if token not in determiners)


def _add_shared_endings(mentions: list[Mention], tokens: Tokens, store: Store) -> list[Mention]:
    """Add the mentions that share their last words with the next mention.

    "Asynchronous and serverless inference" mentions both kinds of inference.
    """
    corrected, stems = tokens.corrected, tokens.stems
    joints = language().words.name_joints
    found = list(mentions)
    for m in mentions:
        joint = m.start - 1
        if m.end - m.start < 2 or joint < 1 or corrected[joint] not in joints:
            continue
        for start in range(max(0, joint - 3), joint):
            for tail in range(m.start + 1, m.end):
                whole = " ".join([*stems[start:joint], *stems[tail : m.end]])
                matches = store.name_matches([whole]).get(whole, [])
                is_free = all(other.end <= start or other.start >= joint for other in found)
                if matches and is_free:
                    text = " ".join(corrected[start:joint])
                    keys = _keys(best_matches(matches))
                    found.append(Mention(keys, start, joint, "stem", text))
    return sorted(found, key=lambda m: m.start)


def _match_capitals(mention: Mention, text: str, store: Store) -> Mention:
    """Keep only the concepts whose name the question spells with the same capitals, if any.

    "Star" and "star" may be two concepts. A question without capitals may mean either.
    """
    if len(mention.keys) > 1 and text != text.lower():
        names = {key: forms[0] for key, forms in store.names(mention.keys).items()}
        same = [key for key, name in names.items() if name in text and name != name.lower()]
        if same:
            return mention._replace(keys=tuple(same))
    return mention


def _without_incidental(mentions: list[Mention], tokens: Tokens, cue_index: Cues) -> list[Mention]:
    """Remove the mentions whose words only shape the question, unless they are all there is.

    In "who directed films with X", a concept with the name "direction" is not meant.
    """
    cues = [cue for cue in find_cues(cue_index, tokens.stems) if cue.strength >= STRONG_CUE]
    shaping = {n for cue in cues for n in cue.span}
    shaping |= {n for noun in find_kind_mentions(cue_index, tokens.corrected) for n in noun.span}
    lang = language()
    plain = lang.stop_words | lang.words.echo
    shaping |= {n for n, word in enumerate(tokens.corrected) if word in plain}
    meant = [
        m
        for m in mentions
        if not shaping >= set(m.span)
        or (m.match_type == "name" and tokens.corrected[m.start - 1] in lang.words.name_introducers)
    ]
    return meant or mentions
