"""The kinds of concept that a question asks for, and the place in an order."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from kg.model.cues import Cues
from kg.question.answer_form import is_plural, naming_phrase
from kg.question.cue_matching import STRONG_CUE, KindMention, find_cues, find_kind_mentions
from kg.question.query import Mention
from kg.question.tokens import Tokens
from kg.text.language import language
from kg.text.normal_forms import Stem


def find_answer_kinds(
    tokens: Tokens, mentions: Sequence[Mention], cue_index: Cues
) -> tuple[tuple[str, ...], set[int]]:
    """Find the kinds that would answer, and the positions of the words that ask for them.

    Only the sentence that asks can name a kind asked for. Empty when any kind may answer; the
    positions are then those of a phrase like "what is it called" or a vague noun, if any.
    """
    lang, words, asking_span = language(), tokens.corrected, tokens.asking_span
    interrogative = lang.interrogative
    naming = naming_phrase(words)
    nouns = [
        noun
        for noun in _head_nouns(find_kind_mentions(cue_index, words))
        if noun.start in asking_span
        and noun.start not in naming
        and (words[noun.start], *words[noun.end : noun.end + 1]) not in lang.form.counting
        and not any(
            m.start < noun.end and noun.start < m.end and len(m.span) > len(noun.span)
            for m in mentions
        )
    ]
    cues = [cue for cue in find_cues(cue_index, tokens.stems) if cue.strength >= STRONG_CUE]
    circumstances = interrogative.time | interrogative.reason | interrogative.manner
    if asking_span and words[asking_span.start] in circumstances:
        # "When is X the right metric": the noun is part of what is asked about X.
        nouns = [n for n in nouns if all(c.end != n.end or c.start >= n.start for c in cues)]
    cue_starts = {cue.start for cue in cues}
    ranks = {noun: _kind_rank(noun, words, mentions, cue_starts) for noun in nouns}
    ranked = sorted((rank, noun) for noun, rank in ranks.items() if rank is not None)
    if not ranked or (ranked[0][0] and _asks_by_relation(words, cue_starts, asking_span)):
        return (), set(naming)
    first = ranked[0][1]
    if _is_vague(first, words, asking_span):
        return (), {*first.span, *naming}
    wanted = [first]
    for noun in nouns:  # "which service or feature"
        if noun.start == wanted[-1].end + 1 and words[wanted[-1].end] in lang.words.disjunctions:
            wanted.append(noun)
    plural = is_plural(words[wanted[-1].end - 1])
    # A list is of one kind, a single answer of any kind that the noun may mean.
    kinds = dict.fromkeys(
        kind for noun in wanted for kind in (noun.kinds[:1] if plural else noun.kinds)
    )
    return tuple(kinds), {*range(first.start, wanted[-1].end), *naming}


def _asks_by_relation(
    words: Sequence[str], cue_starts: Collection[int], asking_span: range
) -> bool:
    """Return True if a relation's noun follows "which" or "what", as in "starred which actors"."""
    interrogative = language().interrogative
    choosing = interrogative.which | interrogative.what
    return any(words[n] in choosing and n + 1 in cue_starts for n in asking_span)


def _is_vague(noun: KindMention, words: Sequence[str], asking_span: range) -> bool:
    """Return True if the noun stands for any kind: "which option best meets this requirement"."""
    kind, asking = language().kind, {words[n] for n in asking_span}
    is_vague = set(words[noun.start : noun.end]) <= kind.vague_nouns
    return is_vague and not kind.suitability.isdisjoint(asking)


def _head_nouns(nouns: Sequence[KindMention]) -> list[KindMention]:
    """Keep the nouns that no other noun follows directly: in "film genre", genre."""
    starts = {noun.start for noun in nouns}
    return [noun for noun in nouns if noun.end not in starts]


def _kind_rank(
    noun: KindMention,
    words: Sequence[str],
    mentions: Sequence[Mention],
    cue_starts: Collection[int],
) -> int | None:
    """Return 0-3, lower where the noun is likelier to name the kind asked for; None if it is not.

    `cue_starts` are the positions at which strong cues begin.
    """
    lang, start, end = language(), noun.start, noun.end
    kind, lists = lang.kind, lang.form.lists
    is_concept = any(m.start == start and m.end == end for m in mentions)
    plural = is_plural(words[end - 1])
    before = start
    while before and words[before - 1] not in lang.stop_words | lists:
        before -= 1  # in "which SageMaker inference option", the words between modify the noun
    opener = words[before - 1] if before else ""
    if sum(n in cue_starts for n in range(before, start)) > 1:
        return 2  # in "which writers co-wrote films", films are not what is asked for
    if words[start] in lang.interrogatives:
        return 0  # a vocabulary may say that "who" asks for a person
    if opener in kind.openers or opener in lists:
        return 0
    if opener in lang.interrogative.what and (plural or not is_concept):
        return 0
    if is_concept and not plural:
        return None
    follower = words[end] if end < len(words) else ""
    if plural and (before == 0 or opener in kind.plural_openers) and not is_concept:
        return 1
    if follower in kind.postmodifiers:
        return 2 if opener not in kind.barriers and not is_concept else None
    if (before == 0 and not is_concept) or (not follower and opener not in kind.final_barriers):
        return 3 if not is_concept else None
    return None


def find_ordinal(
    words: Sequence[str], stems: Sequence[Stem], kind_positions: set[int]
) -> int | None:
    """Return the place in an order that is asked for: 1 the first, -1 the last; None for none."""
    sequence = language().sequence
    for n, word in enumerate(words):
        if word not in sequence.ordinals:
            continue
        # "the first stage", "which comes first"; but not "the first user waits".
        is_before_kind = any(0 < k - n <= 3 for k in kind_positions)
        follows_verb = n > 0 and words[n - 1] in sequence.ordinal_verbs
        is_at_end = follows_verb and (
            n == len(words) - 1 or words[n + 1] in sequence.ordinal_prepositions
        )
        if is_before_kind or is_at_end or (n == len(words) - 1 and kind_positions):
            return sequence.ordinals[word]
    if language().interrogatives.isdisjoint(words):
        return None
    if any(tuple(stems[-len(p) :]) == p for p in sequence.first_endings):
        return 1
    if any(tuple(stems[-len(p) :]) == p for p in sequence.last_endings):
        return -1
    return None
