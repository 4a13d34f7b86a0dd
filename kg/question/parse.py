"""Analyse a question: from its text to a Query."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from kg.model.vocabulary import SIDES
from kg.question.answer_form import (
    asks_to_compare,
    begins_as_definition,
    choose_answer_form,
    naming_phrase,
    wants_means,
)
from kg.question.answer_kinds import find_answer_kinds, find_ordinal
from kg.question.cue_matching import (
    STRONG_CUE,
    Cue,
    find_cues,
    find_kind_mentions,
    orient_sequence_cues,
    without_overlaps,
)
from kg.question.mentions import find_mentions
from kg.question.negation import negate_cues, negated_mentions, split_excluded
from kg.question.quantities import find_quantities, may_have_quantities
from kg.question.query import Ask, Mention, Query
from kg.question.terms import count_unknown_names, find_terms, heaviest_terms
from kg.question.tokens import tokenize
from kg.question.verdict_form import count_positions, wants_verdict
from kg.store import Key, Store, ends
from kg.text.language import language
from kg.text.normal_forms import Stem


def understand(text: str, store: Store) -> Query:
    """Analyse a question that is asked of a graph.

    Args:
        text: the question as typed, in any case, punctuation and spelling.
        store: the graph that is asked.

    Returns:
        The query. If it has no mention, term or kind, the question is not about the graph.
    """
    cue_index = store.cues
    tokens = tokenize(text, store, cue_index)
    words, stems = tokens.corrected, tokens.stems
    mentions = find_mentions(text, tokens, store, cue_index)
    kinds, kind_positions = find_answer_kinds(tokens, mentions, cue_index)
    if kind_positions:
        mentions = [m for m in mentions if not set(m.span) <= kind_positions]
    mentions, excluded = split_excluded(mentions, words, kinds, store)
    excluded_positions = {n for mention in excluded for n in mention.span}
    all_cues = negate_cues(find_cues(cue_index, stems), words, store.vocabulary)
    all_cues = orient_sequence_cues(all_cues, words, store.vocabulary)
    asks = _find_asks(all_cues, stems, mentions, kind_positions)
    named = {n for m in mentions for n in m.span}
    terms, unknown, content = find_terms(
        tokens,
        mentions,
        asks,
        kind_positions | excluded_positions | count_positions(words),
        store,
    )
    cues = without_overlaps(all_cues)
    cue_positions = {n for cue in cues for n in cue.span}
    negated = negated_mentions(words, mentions, cue_positions)
    ordinal = find_ordinal(words, stems, kind_positions)
    wants_name = bool(naming_phrase(words))
    echo = language().words.echo
    query = Query(
        text=text,
        answer_form="answer",
        words=words,
        stems=stems,
        answer_kinds=kinds,
        kind_positions=frozenset(kind_positions),
        kind_mentions=tuple(
            noun
            for noun in find_kind_mentions(cue_index, words)
            if kind_positions.isdisjoint(noun.span)
        ),
        cues=tuple(cues),
        echoes=frozenset(
            n for n, word in enumerate(words) if word in echo and n not in cue_positions | named
        ),
        asks=tuple(asks),
        mentions=tuple(mentions),
        excluded=frozenset(key for mention in excluded for key in mention.keys),
        modifiers=_modifiers(mentions, words, kind_positions),
        terms=heaviest_terms(terms),
        content_positions=frozenset(
            content.union(*(cue.span for cue in cues if cue.strength >= STRONG_CUE))
        ),
        out_of_vocabulary=tuple(dict.fromkeys(unknown)),
        ordinal=ordinal if ordinal is None or _are_ordered(kinds, store) else None,
        negated=bool(negated),
        negated_positions=negated,
        wants_means=wants_means(words, tokens.asking_span, named),
        wants_definition=begins_as_definition(words) and not wants_name,
        wants_name=wants_name,
        unknown_names=count_unknown_names(text, unknown),
        wants_verdict=wants_verdict(text, mentions),
        wants_count=bool(count_positions(words)),
        quantities=tuple(find_quantities(text)) if may_have_quantities(text, words) else (),
        one_sided=not kinds and len(mentions) < 2 and asks_to_compare(words, mentions),
        asking_span=tokens.asking_span,
        corrections=tokens.corrections,
    )
    query = query._replace(answer_form=choose_answer_form(query, words, stems, kind_positions))
    if query.answer_form == "answer" and not kinds and not any(_is_strong(ask) for ask in asks):
        return query._replace(asks=(*_implied_asks(mentions, store), *asks))
    return query


def _modifiers(
    mentions: Sequence[Mention], words: Sequence[str], kind_positions: Collection[int]
) -> frozenset[Key]:
    """Return the concepts that only say of which kind is asked: "which SageMaker feature"."""
    asking = language().interrogative.which | language().interrogative.what
    return frozenset(
        key
        for mention in mentions
        if mention.end in kind_positions and not asking.isdisjoint(words[: mention.start][-1:])
        for key in mention.keys
    )


def _is_strong(ask: Ask) -> bool:
    return ask.strength >= STRONG_CUE


def _are_ordered(kinds: Collection[str], store: Store) -> bool:
    """Return True if concepts of one of the kinds stand in a sequence, or if there is no kind."""
    sequences = [r.name for r in store.vocabulary.relations.values() if r.sequence]
    edges = (edge for name in sequences for edge in store.edges(name))
    return not kinds or not set(kinds).isdisjoint(store.kinds_of(ends(edges)).values())


def _implied_asks(mentions: Sequence[Mention], store: Store) -> list[Ask]:
    """Return the relations that the kinds of the mentioned concepts ask for by default."""
    kind_of = store.kinds_of(m.keys[0] for m in mentions)
    kinds = store.vocabulary.kinds
    return [
        Ask(relation, "subject", STRONG_CUE, m.start, "")
        for m in mentions
        for relation in kinds[kind_of[m.keys[0]]].default_relations
    ]


def _find_asks(
    cues: Sequence[Cue],
    stems: Sequence[Stem],
    mentions: Sequence[Mention],
    kind_positions: set[int],
) -> list[Ask]:
    """Find the relations asked for and the side of each that is wanted, strongest first.

    Where a cue may want either side, the position of the mentions decides: "what does X detect"
    wants the object, "what detects X" the subject.
    """
    named = {n for m in mentions for n in m.span}
    asks: dict[tuple[str, str], Ask] = {}
    for cue in cues:
        inside = set(cue.span)
        if inside <= named and len(inside) == 1 and len(mentions) == 1 and len(named) == 1:
            pass  # the only mention may be the verb itself; the cue may still be meant
        elif inside & named or inside <= kind_positions:
            continue
        is_after_mention = any(m.end <= cue.start for m in mentions)
        is_before_mention = any(m.start >= cue.end for m in mentions)
        likely_side = "object" if is_after_mention else "subject"
        for sense in cue.senses:
            if sense.both and is_after_mention != is_before_mention and sense.side != likely_side:
                continue
            text = " ".join(stems[cue.start : cue.end])
            ask = Ask(sense.relation, sense.side, cue.strength, cue.start, text)
            key = (sense.relation, sense.side)
            if key not in asks or ask.strength > asks[key].strength:
                asks[key] = ask
    return sorted(
        asks.values(), key=lambda a: (-a.strength, a.start, a.relation, SIDES.index(a.side))
    )
