"""The tables of a language's file: each list that is read, with the type of its values.

What each list is for stands beside it in `languages/en.toml`.
"""

from __future__ import annotations

from collections.abc import Mapping

from kg.text.word_table import (
    Frames,
    Numbers,
    Patterns,
    Phrases,
    Ranks,
    StemPhrases,
    Texts,
    Words,
    WordTable,
)


class InterrogativeWords(WordTable):
    """Words that open a question, by what they ask for."""

    which: Words
    what: Words
    person: Words
    place: Words
    time: Words
    manner: Words
    reason: Words


class CommonWords(WordTable):
    """Words by their part in any question."""

    stop: Words
    relational_stop: Words
    auxiliaries: Words
    copulas: Words
    present_copulas: Words
    do_forms: Words
    subjects: Words
    articles: Words
    determiners: Words
    filler_adverbs: Words
    conjunctions: Words
    disjunctions: Words
    name_joints: Words
    name_introducers: Words
    title_introducers: Words
    description_openers: Words
    relative_pronouns: Words
    description_articles: Words
    both: Words
    echo: Words
    story: Words
    frame: Words
    answer_count: Words
    plural_endings: Words
    singular_endings: Words


class NegationWords(WordTable):
    """Words and phrases that deny, exclude or find fault."""

    negations: Words
    absence: Words
    lack: Words
    denials: Words
    only: Words
    exclusions: Phrases
    remainders: Phrases
    others: Phrases
    no_use: Phrases
    bad_judgements: Phrases
    rejections: Phrases
    frame: Words
    hints: Words


class FormWords(WordTable):
    """Words and phrases that tell which form of answer a question wants."""

    asides: Phrases
    lists: Words
    comparison: Words
    apart: Words
    apart_verbs: Words
    difference: StemPhrases
    connection: StemPhrases
    definition: StemPhrases
    definition_openings: Phrases
    purpose_frames: Frames
    working_frames: Frames
    demonstratives: Phrases
    naming: Phrases
    naming_openings: Phrases
    means: Phrases
    means_modals: Words
    need: Words
    choices: Phrases
    choice_joints: Words
    counting: Phrases


class KindWords(WordTable):
    """Words that tell which kind of concept a question asks for."""

    vague_nouns: Words
    suitability: Words
    postmodifiers: Words
    openers: Words
    plural_openers: Words
    barriers: Words
    final_barriers: Words


class SequenceWords(WordTable):
    """Words and phrases for places in a sequence."""

    ordinals: Ranks
    from_end: Ranks
    ordinal_verbs: Words
    ordinal_prepositions: Words
    first_endings: StemPhrases
    last_endings: StemPhrases
    number_endings: Words
    number_abbreviations: Words
    number_introducers: Words
    pronouns: Words
    pronoun_introducers: Words
    exceptions: Words
    exception_ends: Words
    counted_back: Words
    back_links: Words
    back_ends: Words
    neighbour: Words
    next_links: Words
    before_links: Words
    articles: Words
    directions: Words
    range_links: Words
    members: Words
    boundaries: Words
    before: Words
    after: Words
    between: Words
    middle: Words
    number: Words
    order: Words
    earlier: Words
    later: Words
    start: Words
    end: Words
    backwards: Words
    counted_from_end: Phrases
    counted_from_start: Phrases
    in_order: Phrases
    in_reverse: Phrases
    first_time: Phrases
    last_time: Phrases
    before_phrases: Phrases
    after_phrases: Phrases
    count_phrases: Phrases
    middle_phrases: Phrases
    number_phrases: Phrases
    other_meanings: Phrases
    fillers: Words
    refusals: Words
    relatives: Words
    scope_prepositions: Words
    addressees: Words


class VerdictWords(WordTable):
    """Words and phrases of questions for yes or no."""

    clause_openers: Words
    possibility: Words
    tags: Phrases
    polite_openings: Phrases
    no_choice: Words
    before: Words
    after: Words
    preference: Words
    inverse_preference: Words
    necessity: Words
    necessity_phrases: Phrases
    sameness: Words
    sameness_exceptions: Words
    identity_verbs: Words
    membership: Texts
    high: Words
    low: Words
    good: Words
    bad: Words


class QuantityWords(WordTable):
    """Words for bounds, numbers and units; `time` to `share` are units by dimension."""

    maximum: Words
    minimum: Words
    vague_bounds: Words
    openings: Phrases
    time_asked: Phrases
    data_asked: Phrases
    numbers: Numbers
    fractions: Numbers
    fraction_links: Words
    unit_articles: Words
    time: Numbers
    data: Numbers
    length: Numbers
    mass: Numbers
    share: Numbers


class RequestWords(WordTable):
    """Words with which a question opens, and nouns and verbs of what it wants."""

    lead: Words
    subjects: Words
    definition_frame: Words
    definition_verbs: Words
    price: Words
    writing_verbs: Words
    work_verbs: Words
    works: Words
    naming: Words
    named: Words
    time_nouns: Words
    fact_nouns: Words
    amounts: Words
    amount_exceptions: Words
    how_to: Words


class SpellingWords(WordTable):
    """Words and texts about spelling and typing."""

    keyboard: Texts
    negating_prefixes: Words
    abbreviations: Texts


class ErrorWords(WordTable):
    """Patterns that tell which error of a detector a text speaks of, and whether it does harm."""

    hints: Texts
    clause_breaks: Words
    concessions: Phrases
    conceding: Words
    comparisons: Words
    likenesses: Phrases
    miss: Patterns
    every: Patterns
    false_alarm: Patterns
    certain: Patterns
    harm: Patterns
    harmless: Patterns
    milder_first: Patterns
    worse_first: Patterns


class MisfitWords(WordTable):
    """Patterns of judgements that something does not fit."""

    hints: Texts
    judged: Patterns


class ImbalanceWords(WordTable):
    """Patterns and phrases that say that one class of cases is far larger than the other."""

    said: Patterns
    percent: Phrases
    part_of: Phrases
    out_of: Phrases
    determiners: Words


class NameWords(WordTable):
    """Patterns of questions about how names are spelt."""

    begin: Patterns
    end: Patterns
    contain: Patterns


WORD_TABLES: Mapping[str, type[WordTable]] = {
    "interrogative": InterrogativeWords,
    "words": CommonWords,
    "negation": NegationWords,
    "form": FormWords,
    "kind": KindWords,
    "sequence": SequenceWords,
    "verdict": VerdictWords,
    "quantity": QuantityWords,
    "request": RequestWords,
    "spelling": SpellingWords,
    "error": ErrorWords,
    "misfit": MisfitWords,
    "imbalance": ImbalanceWords,
    "names": NameWords,
}
"""The tables by the name that each has in the file."""


def types_of(table: str) -> dict[str, str]:
    """Return the name of the type of each list of a table, by the list's key in the file."""
    fields = WORD_TABLES[table].__annotations__
    return {name.replace("_", "-"): str(kind) for name, kind in fields.items()}
