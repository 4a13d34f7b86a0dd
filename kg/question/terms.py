"""Terms: the content words of a question, split into those that the graph has and others."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from kg.question.cue_matching import STRONG_CUE
from kg.question.negation import denied_positions
from kg.question.query import Ask, Mention, Term
from kg.question.tokens import Tokens
from kg.store import Store
from kg.text.language import language
from kg.text.normal_forms import Stem, words

_NAME_LIKE = r"(?<=[a-z,;:)] )[A-Z][\w.-]*|\b[A-Za-z]*[a-z][A-Z]\w*"
"""A pattern for words with a capital that does not begin a sentence."""


def find_terms(
    tokens: Tokens,
    mentions: Sequence[Mention],
    asks: Sequence[Ask],
    skipped: Collection[int],
    store: Store,
) -> tuple[list[Term], list[str], set[int]]:
    """Find the words that say something about the subject.

    `skipped` are the positions of words that name kinds or excluded concepts.

    Returns:
        The words that the graph has; those that it does not have; and the positions of all words
        with content. Words in a strong cue or a name are not counted as unknown.
    """
    asked = {n for ask in asks if ask.strength >= STRONG_CUE for n in ask.span}
    named = {n for mention in mentions for n in mention.span}
    name_words = {n for mention in mentions for n in _name_words(mention, tokens.corrected)}
    denied = denied_positions(tokens.corrected) - named
    stats, synonyms = store.term_stats(tokens.stems), store.synonyms(tokens.stems)
    terms: list[Term] = []
    unknown: list[str] = []
    content: set[int] = set()
    contentless = language().contentless_words
    for n, (word, stem) in enumerate(zip(tokens.corrected, tokens.stems, strict=True)):
        if n in skipped or (word in contentless and n not in name_words):
            continue
        content.add(n)
        if stem in stats or stem in synonyms:
            weight = tokens.weights[n] * (-1 if n in denied else 1)
            terms.append(Term(word, stem, tokens.typed[n], synonyms.get(stem, ()), weight))
        elif n not in asked | named:
            unknown.append(word)
    return terms, unknown, content


def _name_words(mention: Mention, corrected: Sequence[str]) -> list[int]:
    """Return the positions of a name's words, without stop words unless it has no others."""
    stop_words = language().stop_words
    return [n for n in mention.span if corrected[n] not in stop_words] or list(mention.span)


def heaviest_terms(terms: Sequence[Term]) -> tuple[Term, ...]:
    """Return each stem once, with the greatest weight that it has anywhere."""
    best: dict[Stem, Term] = {}
    for term in terms:
        if term.stem not in best or term.weight > best[term.stem].weight:
            best[term.stem] = term
    return tuple(best.values())


def count_unknown_names(text: str, unknown: Collection[str]) -> int:
    """Count the unknown words that are names: with a capital within a sentence, or a digit."""
    capitalised: set[str] = set()
    if unknown and text != text.lower() and text != text.upper():
        import re  # imported late: most questions have no unknown words

        found = re.findall(_NAME_LIKE, text)
        capitalised.update(norm for word in found for norm in words(word))
    names = [word for word in unknown if word in capitalised or any(c.isdigit() for c in word)]
    return sum(not word.isdigit() for word in names)
