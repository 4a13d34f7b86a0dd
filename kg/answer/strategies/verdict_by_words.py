"""Verdicts on what a question says in words: a definition, a neighbour, or what a card says."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from kg.answer.reasons import card_reasons, make_hit
from kg.answer.result import Hit, Reason, Verdict
from kg.answer.strategies.verdict_case import MIN_SHARE_OF_NEIGHBOUR, Case, Judgement
from kg.store import StoredEdge
from kg.text.language import language, sentence_end
from kg.text.normal_forms import Stem, stem, words

MIN_SHARE_OF_SUMMARY = 0.8
"""Share (0-1) of the words that are left over from which a summary states them."""

MIN_SHARE_OF_DEFINITION = 0.7
"""Share (0-1) of the words of a definition from which another concept is what they define."""

MIN_LEAD = 0.25
"""Lead of that share over the one of the concept that the question names."""


def by_identity(case: Case) -> Judgement | None:
    """Decide whether the first concept mentioned is what the rest of the question defines."""
    first = case.mentions[0]
    words, verdict = case.query.words, case.lang.verdict
    is_said = not verdict.identity_verbs.isdisjoint(words[first.end : first.end + 1])
    before = words[first.start - 1 : first.start]
    is_asked = not case.lang.words.present_copulas.isdisjoint(before)
    if first.start > 2 or not (is_said or is_asked) or case.denials:
        return None
    end = len(case.query.words) - max(
        (len(tag) for tag in verdict.tags if tuple(case.query.words[-len(tag) :]) == tag),
        default=0,
    )
    rest = _content(case.query.stems, case.query.words, range(first.end + is_said, end))
    if len(rest) < 2:
        return None
    candidates = list(case.store.search(list(rest), 10))
    if case.keys[0] not in candidates:
        candidates.append(case.keys[0])
    concepts = case.store.concepts(candidates)
    shares = {
        key: _share_of(rest, concepts[key].definition or concepts[key].summary)
        for key in candidates
    }
    best = max(candidates, key=lambda key: (shares[key], -key))
    own = shares[case.keys[0]]
    if own >= MIN_SHARE_OF_SUMMARY and own >= shares[best]:
        return Judgement("yes", case.hit([])[:1])
    if shares[best] >= MIN_SHARE_OF_DEFINITION and own <= shares[best] - MIN_LEAD:
        reason = Reason("kind", f"that is {concepts[best].name}")
        hits = [make_hit(concepts[best], 1.0, []), *case.hit([], reason)]
        return Judgement("no", hits)
    return None


def by_neighbour(case: Case) -> Judgement | None:
    """Decide by a neighbour of the concept, or its summary, that says what is asked."""
    if case.denials or case.only:
        return None
    if case.query.out_of_vocabulary:
        return None
    first = case.keys[0]
    own = set(case.mentions[0].span)
    others = [n for n in range(len(case.query.words)) if n not in own]
    rest = _content(case.query.stems, case.query.words, others)
    if not rest:
        return None
    best: tuple[float, StoredEdge] | None = None
    for edge in case.edges:
        if first not in (edge.subject, edge.object) or edge.status == "background":
            continue
        relation = case.store.relation(edge.relation)
        other = case.concepts[edge.other_end(first)]
        if relation.sequence or relation.symmetric:
            continue
        texts = (other.name, *other.aliases, *other.hidden)
        share = max(_share_of(rest, text) for text in texts)
        if best is None or share > best[0]:
            best = share, edge
    if best is not None and best[0] >= MIN_SHARE_OF_NEIGHBOUR:
        name = case.concepts[best[1].other_end(first)].name
        is_denied = sum(word in case.lang.denials for word in words(name)) % 2 == 1
        is_negative = case.store.relation(best[1].relation).negative
        if is_denied or not case.is_necessity:
            verdict: Verdict = "no" if is_negative != is_denied else "yes"
            return Judgement(verdict, case.hit([best[1]]))
    return _by_summary(case, rest) if len(rest) > 1 else None


def by_existence(case: Case) -> Judgement | None:
    """Decide whether something can be done that a concept names and that something provides."""
    content = case.query.content_positions
    is_named = content and content <= set(case.mentions[0].span)
    if not is_named or len(case.keys) != 1 or case.denials or case.only or case.is_necessity:
        return None
    if case.query.words[0] not in language().verdict.possibility:
        return None
    provided = [
        edge
        for edge in case.edges
        if edge.object == case.keys[0]
        and edge.status == "stated"
        and not case.store.relation(edge.relation).negative
    ]
    return Judgement("yes", case.hit(provided[:1])) if provided else None


def _by_summary(case: Case, rest: Collection[Stem]) -> Judgement | None:
    """Decide by a sentence of the summary that has the words; a denial in it is a "no"."""
    concept = case.concepts[case.keys[0]]
    for sentence in sentences_of(concept.summary):
        if _share_of(rest, sentence) >= MIN_SHARE_OF_SUMMARY:
            denials = _denials_in(case, sentence, rest)
            if case.is_necessity and not denials:
                continue
            said = Reason("exact", f"the deck says: {sentence}", citation=concept.citation)
            hit = Hit(concept, 1.0, (said, *card_reasons(concept)))
            return Judgement("no" if denials % 2 else "yes", [hit])
    return None


def _denials_in(case: Case, sentence: str, wanted: Collection[Stem]) -> int:
    """Return how many words deny the clause of a sentence that has most of some words.

    The "no" of "no-code" denies nothing.
    """
    import re

    plain = re.sub(r"\w+(?:-\w+)+", " ", sentence)
    clauses = re.split(rf"[,;:()]|\b(?:{'|'.join(case.lang.words.conjunctions)})\b", plain)
    best = max(clauses, key=lambda clause: _share_of(wanted, clause))
    return sum(word in case.lang.denials for word in words(best))


def _content(stems: Sequence[Stem], texts: Sequence[str], positions: Iterable[int]) -> set[Stem]:
    """Return the stems of the words with content at some positions."""
    lang = language()
    ignored = lang.contentless_words | lang.denials
    return {stems[n] for n in positions if n < len(texts) and texts[n] not in ignored}


def _share_of(wanted: Collection[Stem], text: str) -> float:
    """Return the share (0-1) of some stems that a text has."""
    had = set(map(stem, words(text)))
    return len([one for one in wanted if one in had]) / max(1, len(wanted))


def sentences_of(text: str) -> list[str]:
    """Return the sentences of a text."""
    import re

    return re.split(rf"{sentence_end()}\s", text)
