"""Answer yes or no, or say that the deck does not tell.

A verdict needs an edge, or words of the deck, that state what the question asks, or that state
what excludes it. That the graph lacks an edge is no "no".
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from kg._typing import NamedTuple
from kg.answer.reasons import card_reasons, edge_reasons, make_hit
from kg.answer.result import Hit, Reason, Verdict
from kg.answer.strategies.quantity import check_limits
from kg.answer.strategies.scale import is_good_on_scale
from kg.question import Mention, Query
from kg.question.cue_matching import STRONG_CUE
from kg.store import Key, Store, StoredEdge
from kg.text.language import language, sentence_end
from kg.text.normal_forms import Stem, stem, words
from kg.text.phrase_matching import has_phrase

MIN_SHARE_OF_NEIGHBOUR = 0.65
"""Share (0-1) of the words that are left over from which a neighbour is what they describe."""

MIN_SHARE_OF_SUMMARY = 0.8
"""Share (0-1) of the words that are left over from which a summary states them."""

MIN_SHARE_OF_DEFINITION = 0.7
"""Share (0-1) of the words of a definition from which another concept is what they define."""

MIN_LEAD = 0.25
"""Lead of that share over the one of the concept that the question names."""

MIN_SHARE_OF_CONDITION = 0.5
"""Share (0-1) of a condition's words from which a question says that it holds."""

_OPPOSITE: dict[Verdict, Verdict] = {"yes": "no", "no": "yes"}


class Judgement(NamedTuple):
    """A verdict, with the concepts that it is about and the reasons."""

    verdict: Verdict
    hits: list[Hit]


def judge(query: Query, store: Store) -> Judgement:
    """Answer a question that wants yes or no, and mentions at least one concept."""
    limited = check_limits(query, store) if query.quantities else None
    if limited is not None:
        return Judgement(limited[0], [limited[1]])
    case = _Case(query, store)
    for decide in (
        case.by_sameness,
        case.by_scale,
        case.by_order,
        case.by_preference,
        case.by_membership,
        case.by_kind,
        case.by_only,
        case.by_situation,
        case.by_edges,
        case.by_exclusion,
        case.by_identity,
        case.by_neighbour,
        case.by_existence,
    ):
        found = decide()
        if found is not None:
            return found
    return Judgement("unknown", [make_hit(case.concepts[key], 0.5, []) for key in case.keys[:1]])


class _Case:
    """A yes-or-no question with what the graph says of the concepts that it mentions."""

    def __init__(self, query: Query, store: Store) -> None:
        self.query, self.store = query, store
        further = _further_mentions(query, store) if len(query.mentions) < 2 else []
        self.mentions = _distinct(sorted([*query.mentions, *further], key=lambda m: m.start))
        self.keys = [mention.keys[0] for mention in self.mentions]
        self.edges = store.edges_of(self.keys)
        ends = {end for edge in self.edges for end in (edge.subject, edge.object)}
        self.concepts = store.concepts({*self.keys, *ends})
        named = {n for mention in self.mentions for n in mention.span}
        self.outside = [n for n in range(len(query.words)) if n not in named]
        self.lang = language()
        verdict = self.lang.verdict
        self.denials = [n for n in self.outside if query.words[n] in self.lang.denials]
        self.is_necessity = has_phrase(query.words, verdict.necessity_phrases) or any(
            query.words[n] in verdict.necessity for n in self.outside
        )
        self.only = any(query.words[n] in self.lang.negation.only for n in self.outside)
        cues = [cue for cue in query.cues if cue.strength >= STRONG_CUE]
        self.relations = {sense.relation for cue in cues for sense in cue.senses}

    def has(self, wanted: Collection[str]) -> bool:
        """Return True if one of some words stands outside the names."""
        return any(self.query.words[n] in wanted for n in self.outside)

    def has_anywhere(self, wanted: Collection[str]) -> bool:
        """Return True if one of some words stands anywhere in the question."""
        return any(word in wanted for word in self.query.words)

    def hit(self, edges: Iterable[StoredEdge], reason: Reason | None = None) -> list[Hit]:
        """Return the concepts of the question, the first with these edges for reasons."""
        reasons = [*edge_reasons(self.store, edges), *([reason] if reason else [])]
        first, *rest = self.keys
        hits = [make_hit(self.concepts[first], 1.0, reasons)]
        return [*hits, *(make_hit(self.concepts[key], 1.0, []) for key in rest)]

    # Each of these returns None where it does not apply.

    def by_sameness(self) -> Judgement | None:
        """Decide whether two names mean the same concept."""
        verdict = self.lang.verdict
        if not self.has(verdict.sameness) or self.has_anywhere(verdict.sameness_exceptions):
            return None
        if len(self.keys) == 1 and len(self.query.mentions) > 1:
            names = ", ".join(dict.fromkeys(mention.text for mention in self.query.mentions))
            reason = Reason("kind", f"these are names of one concept: {names}")
            return Judgement(self._denied("yes"), self.hit([], reason))
        for edge in self._between(*self.keys[:2]) if len(self.keys) > 1 else ():
            if self.store.relation(edge.relation).symmetric and edge.status != "background":
                return Judgement(self._denied("no"), self.hit([edge]))
        return Judgement("unknown", self.hit([])) if len(self.keys) > 1 else None

    def by_scale(self) -> Judgement | None:
        """Decide whether a high or a low value of the concept is good."""
        for key in self.keys:
            concept = self.concepts[key]
            words_outside = [self.query.words[n] for n in self.outside]
            is_good = is_good_on_scale(words_outside, concept)
            if is_good is not None:
                reason = Reason("edge", f"{concept.name}: {concept.attributes.better} is better")
                hit = Hit(concept, 1.0, (reason, *card_reasons(concept)))
                return Judgement(self._denied("yes" if is_good else "no"), [hit])
        return None

    def by_order(self) -> Judgement | None:
        """Decide whether one concept comes before another in a sequence."""
        words = self.lang.verdict
        asking = words.before | words.after
        if len(self.keys) < 2 or not self.has(asking):
            return None
        cue = next(n for n in self.outside if self.query.words[n] in asking)
        left = [m for m in self.mentions if m.end <= cue]
        right = [m for m in self.mentions if m.start > cue]
        if not left or not right:
            return None
        one, other = left[-1].keys[0], right[0].keys[0]
        for edges in (self._sequence_edges(beyond_deck=False), self._sequence_edges()):
            path = _sequence_path(edges, self._places(one), self._places(other))
            back = _sequence_path(edges, self._places(other), self._places(one))
            if path is not None or back is not None:
                break
        if path is None and back is None:
            return Judgement("unknown", self.hit([]))
        wants_before = self.query.words[cue] in words.before
        is_before = back is not None  # a sequence leads from the later to the earlier
        verdict: Verdict = "yes" if wants_before == is_before else "no"
        verdict = self._denied(verdict)
        return Judgement(verdict, self.hit((path if path is not None else back) or []))

    def _sequence_edges(self, *, beyond_deck: bool = True) -> list[StoredEdge]:
        """Return the edges of all sequences, with or without those beyond the deck."""
        relations = self.store.vocabulary.relations.values()
        names = [relation.name for relation in relations if relation.sequence]
        edges = [edge for name in names for edge in self.store.edges(name)]
        return [edge for edge in edges if beyond_deck or edge.status != "background"]

    def _places(self, key: Key) -> list[Key]:
        """Return a concept and what it is stated to belong to, in which a sequence may place it."""
        exclusive = self._exclusive()
        belongs = [
            edge.object
            for edge in self.edges
            if edge.subject == key and edge.relation in exclusive and edge.status == "stated"
        ]
        return [key, *belongs]

    def _exclusive(self) -> set[str]:
        relations = self.store.vocabulary.relations.values()
        return {relation.name for relation in relations if relation.exclusive}

    def by_preference(self) -> Judgement | None:
        """Decide whether one concept is better than another, under the conditions given."""
        preference = self.lang.verdict.preference
        if len(self.keys) < 2 or not self.has(preference):
            return None
        at = next(n for n in self.outside if self.query.words[n] in preference)
        left = [m for m in self.mentions if m.end <= at]
        right = [m for m in self.mentions if m.start > at]
        if left and right:
            one, other = left[-1].keys[0], right[0].keys[0]
        elif len(right) > 1:  # "prefer X over Y"
            one, other = right[0].keys[0], right[1].keys[0]
        else:
            return Judgement("unknown", self.hit([]))
        for edge in self.edges:
            relation = self.store.relation(edge.relation)
            is_preference = edge.relation in self.relations and not relation.negative
            if not is_preference or {edge.subject, edge.object} != {one, other}:
                continue
            if edge.status == "background" or not self._holds(edge):
                continue
            verdict: Verdict = "yes" if edge.subject == one else "no"
            if self.has_anywhere(self.lang.verdict.inverse_preference):
                verdict = _OPPOSITE[verdict]
            return Judgement(self._denied(verdict), self.hit([edge]))
        return self._by_suited_situation(one, other)

    def _by_suited_situation(self, one: Key, other: Key) -> Judgement:
        """Prefer the one that suits a mentioned situation, if the deck names only one of them."""
        opposites = {r.opposite for r in self.store.vocabulary.relations.values()}
        rest = [key for key in self.keys if key not in (one, other)]
        suited = {
            key: [
                edge
                for edge in self.edges
                if edge.subject == key
                and edge.object in rest
                and edge.relation in opposites
                and edge.status == "stated"
            ]
            for key in (one, other)
        }
        is_inverse = self.has_anywhere(self.lang.verdict.inverse_preference)
        if bool(suited[one]) == bool(suited[other]) or is_inverse:
            return Judgement("unknown", self.hit([]))
        verdict: Verdict = "yes" if suited[one] else "no"
        return Judgement(self._denied(verdict), self.hit(suited[one] or suited[other]))

    def _holds(self, edge: StoredEdge) -> bool:
        """Return True if the question says that the conditions of an edge are the case."""
        stems = set(self.query.stems)
        every, some = edge.qualifiers.all_of, edge.qualifiers.any_of
        said = [_share(name, stems) >= MIN_SHARE_OF_CONDITION for name in every]
        either = [_share(name, stems) >= MIN_SHARE_OF_CONDITION for name in some]
        return all(said) and (any(either) or not either)

    def by_membership(self) -> Judgement | None:
        """Decide whether something is one of those that belong to a concept."""
        text = " ".join(self.query.words)
        if not any(phrase in text for phrase in self.lang.verdict.membership):
            return None
        kinds = {kind for noun in self.query.kind_mentions for kind in noun.kinds}
        kinds |= set(self.query.answer_kinds)
        whole = self.keys[-1]
        members = {
            edge.subject: edge
            for edge in self.edges
            if edge.object == whole
            and edge.status == "stated"
            and self.concepts[edge.subject].kind in kinds
        }
        if len(members) < 2:
            return None
        inside = [members[key] for key in self.keys[:-1] if key in members]
        if inside:
            return Judgement(self._denied("yes"), self.hit(inside))
        names = ", ".join(self.concepts[key].name for key in members)
        reason = Reason("kind", f"the deck names these: {names}")
        hits = [make_hit(self.concepts[whole], 1.0, [reason])]
        return Judgement(self._denied("no"), hits)

    def by_kind(self) -> Judgement | None:
        """Decide whether the only concept mentioned is of the kind that the question names."""
        nouns = [*self.query.kind_mentions]
        content = {*self.query.content_positions} - self.query.mentioned_positions
        kinds = [kind for noun in nouns for kind in noun.kinds] or list(self.query.answer_kinds)
        positions = {n for noun in nouns for n in noun.span} | self.query.kind_positions
        if len(self.keys) != 1 or not kinds or not content <= positions:
            return None
        concept = self.concepts[self.keys[0]]
        article = "an" if concept.kind[0] in "aeiou" else "a"
        reason = Reason("kind", f"it is {article} {concept.kind}")
        verdict: Verdict = "yes" if concept.kind in kinds else "no"
        return Judgement(self._denied(verdict), self.hit([], reason))

    def by_situation(self) -> Judgement | None:
        """Decide whether a concept suits the situation that the question describes best."""
        relations = self.store.vocabulary.relations
        stems = set(self.query.stems)
        best: tuple[float, StoredEdge] | None = None
        for edge in self.edges:
            is_suited = any(r.opposite == edge.relation for r in relations.values())
            is_unsuited = bool(relations[edge.relation].opposite)
            if edge.subject != self.keys[0] or not (is_suited or is_unsuited):
                continue
            situation = self.concepts[edge.object]
            share = 1.0 if edge.object in self.keys else _share(situation.name, stems)
            if edge.status != "background" and (best is None or share > best[0]):
                best = share, edge
        if best is None or best[0] < MIN_SHARE_OF_NEIGHBOUR or self.only:
            return None
        verdict: Verdict = "no" if relations[best[1].relation].opposite else "yes"
        return Judgement(self._denied(verdict), self.hit([best[1]]))

    def by_only(self) -> Judgement | None:
        """Decide whether a concept has a relation to one thing only."""
        if not self.only or len(self.keys) < 2:
            return None
        for one in self.keys:
            for other in self.keys:
                found = [e for e in self._between(one, other) if e.status == "stated"]
                if one == other or not found:
                    continue
                edge = found[0]
                side = edge.subject == one
                rivals = [
                    e
                    for e in self.edges
                    if e.relation == edge.relation
                    and e.status == "stated"
                    and (e.subject if side else e.object) == one
                    and e.other_end(one) != other
                    and self.concepts[e.other_end(one)].kind == self.concepts[other].kind
                ]
                if rivals:
                    return Judgement("no", self.hit([edge, *rivals]))
        return Judgement("unknown", self.hit([]))

    def _between(self, one: Key, other: Key) -> list[StoredEdge]:
        return [edge for edge in self.edges if {edge.subject, edge.object} == {one, other}]

    def by_edges(self) -> Judgement | None:
        """Decide by the edges between two concepts that the question mentions."""
        if self.only or self.is_necessity:
            return None
        pairs = [
            edge
            for n, one in enumerate(self.keys)
            for other in self.keys[n + 1 :]
            for edge in self._between(one, other)
        ]
        pairs = [
            edge
            for edge in pairs
            if self.keys[0] in (edge.subject, edge.object) or edge.relation in self.relations
        ]
        stated = [edge for edge in pairs if edge.status != "background"] or pairs
        fitting = [edge for edge in stated if edge.relation in self.relations] or stated
        relation = self.store.relation
        fitting = [
            edge
            for edge in fitting
            if not (relation(edge.relation).symmetric or relation(edge.relation).sequence)
        ]
        if not fitting:
            return None
        edge = fitting[0]
        verdict: Verdict = "no" if self.store.relation(edge.relation).negative else "yes"
        return Judgement(self._denied(verdict), self.hit(fitting[:2]))

    def by_exclusion(self) -> Judgement | None:
        """Deny a relation where an edge to another object of the same kind excludes it."""
        if self.only or self.is_necessity or len(self.keys) < 2:
            return None
        exclusive = self._exclusive()
        wanted = (self.relations & exclusive) or exclusive
        for one in self.keys:
            for other in self.keys:
                kind = self.concepts[other].kind
                others = [
                    edge
                    for edge in self.edges
                    if edge.subject == one
                    and edge.relation in wanted
                    and edge.status == "stated"
                    and edge.object != other
                    and self.concepts[edge.object].kind == kind
                ]
                if one != other and others:
                    return Judgement(self._denied("no"), self.hit(others[:1]))
        return None

    def by_identity(self) -> Judgement | None:
        """Decide whether the first concept mentioned is what the rest of the question defines."""
        first = self.mentions[0]
        words, verdict = self.query.words, self.lang.verdict
        is_said = not verdict.identity_verbs.isdisjoint(words[first.end : first.end + 1])
        before = words[first.start - 1 : first.start]
        is_asked = not self.lang.words.present_copulas.isdisjoint(before)
        if first.start > 2 or not (is_said or is_asked) or self.denials:
            return None
        end = len(self.query.words) - max(
            (len(tag) for tag in verdict.tags if tuple(self.query.words[-len(tag) :]) == tag),
            default=0,
        )
        rest = _content(self.query.stems, self.query.words, range(first.end + is_said, end))
        if len(rest) < 2:
            return None
        candidates = list(self.store.search(list(rest), 10))
        if self.keys[0] not in candidates:
            candidates.append(self.keys[0])
        concepts = self.store.concepts(candidates)
        shares = {
            key: _share_of(rest, concepts[key].definition or concepts[key].summary)
            for key in candidates
        }
        best = max(candidates, key=lambda key: (shares[key], -key))
        own = shares[self.keys[0]]
        if own >= MIN_SHARE_OF_SUMMARY and own >= shares[best]:
            return Judgement("yes", self.hit([])[:1])
        if shares[best] >= MIN_SHARE_OF_DEFINITION and own <= shares[best] - MIN_LEAD:
            reason = Reason("kind", f"that is {concepts[best].name}")
            hits = [make_hit(concepts[best], 1.0, []), *self.hit([], reason)]
            return Judgement("no", hits)
        return None

    def by_neighbour(self) -> Judgement | None:
        """Decide by a neighbour of the concept, or its summary, that says what is asked."""
        if self.denials or self.only:
            return None
        if self.query.out_of_vocabulary:
            return None
        first = self.keys[0]
        own = set(self.mentions[0].span)
        others = [n for n in range(len(self.query.words)) if n not in own]
        rest = _content(self.query.stems, self.query.words, others)
        if not rest:
            return None
        best: tuple[float, StoredEdge] | None = None
        for edge in self.edges:
            if first not in (edge.subject, edge.object) or edge.status == "background":
                continue
            relation = self.store.relation(edge.relation)
            other = self.concepts[edge.other_end(first)]
            if relation.sequence or relation.symmetric:
                continue
            texts = (other.name, *other.aliases, *other.hidden)
            share = max(_share_of(rest, text) for text in texts)
            if best is None or share > best[0]:
                best = share, edge
        if best is not None and best[0] >= MIN_SHARE_OF_NEIGHBOUR:
            name = self.concepts[best[1].other_end(first)].name
            is_denied = sum(word in self.lang.denials for word in words(name)) % 2 == 1
            is_negative = self.store.relation(best[1].relation).negative
            if is_denied or not self.is_necessity:
                verdict: Verdict = "no" if is_negative != is_denied else "yes"
                return Judgement(verdict, self.hit([best[1]]))
        return self._by_summary(rest) if len(rest) > 1 else None

    def by_existence(self) -> Judgement | None:
        """Decide whether something can be done that a concept names and that something provides."""
        content = self.query.content_positions
        is_named = content and content <= set(self.mentions[0].span)
        if not is_named or len(self.keys) != 1 or self.denials or self.only or self.is_necessity:
            return None
        if self.query.words[0] not in language().verdict.possibility:
            return None
        provided = [
            edge
            for edge in self.edges
            if edge.object == self.keys[0]
            and edge.status == "stated"
            and not self.store.relation(edge.relation).negative
        ]
        return Judgement("yes", self.hit(provided[:1])) if provided else None

    def _by_summary(self, rest: Collection[Stem]) -> Judgement | None:
        """Decide by a sentence of the summary that has the words; a denial in it is a "no"."""
        concept = self.concepts[self.keys[0]]
        for sentence in sentences_of(concept.summary):
            if _share_of(rest, sentence) >= MIN_SHARE_OF_SUMMARY:
                denials = self._denials_in(sentence, rest)
                if self.is_necessity and not denials:
                    continue
                said = Reason("exact", f"the deck says: {sentence}", citation=concept.citation)
                hit = Hit(concept, 1.0, (said, *card_reasons(concept)))
                return Judgement("no" if denials % 2 else "yes", [hit])
        return None

    def _denials_in(self, sentence: str, wanted: Collection[Stem]) -> int:
        """Return how many words deny the clause of a sentence that has most of some words.

        The "no" of "no-code" denies nothing.
        """
        import re

        plain = re.sub(r"\w+(?:-\w+)+", " ", sentence)
        clauses = re.split(rf"[,;:()]|\b(?:{'|'.join(self.lang.words.conjunctions)})\b", plain)
        best = max(clauses, key=lambda clause: _share_of(wanted, clause))
        return sum(word in self.lang.denials for word in words(best))

    def _denied(self, verdict: Verdict) -> Verdict:
        """Return the opposite verdict if the question denies what was decided."""
        return _OPPOSITE[verdict] if len(self.denials) % 2 else verdict


def _sequence_path(
    edges: Iterable[StoredEdge], starts: Iterable[Key], goals: Collection[Key]
) -> list[StoredEdge] | None:
    """Return the edges of a sequence from a later concept back to an earlier one."""
    before = {edge.subject: edge for edge in edges}
    for at in starts:
        path: list[StoredEdge] = []
        while at in before and len(path) <= len(before):
            path.append(before[at])
            at = before[at].object
            if at in goals:
                return path
    return None


def _further_mentions(query: Query, store: Store) -> list[Mention]:
    """Return names in the question that were taken for words that only shape it."""
    named, contentless = query.mentioned_positions, language().contentless_words
    spans = [
        range(start, end)
        for start in range(len(query.words))
        for end in range(start + 1, min(len(query.words), start + 4) + 1)
        if named.isdisjoint(range(start, end))
        and any(query.words[n] not in contentless for n in range(start, end))
    ]
    forms = {span: " ".join(query.words[span.start : span.stop]) for span in spans}
    matches = store.name_matches(forms.values())
    found: list[Mention] = []
    taken: set[int] = set()
    for span in sorted(spans, key=lambda span: (-len(span), span.start)):
        named_here = [m for m in matches.get(forms[span], ()) if m.match_type in ("name", "alias")]
        if named_here and taken.isdisjoint(span):
            taken.update(span)
            keys = tuple(match.key for match in named_here)
            found.append(Mention(keys, span.start, span.stop, "alias", forms[span]))
    return sorted(found, key=lambda mention: mention.start)


def _distinct(mentions: Sequence[Mention]) -> list[Mention]:
    """Return the mentions, each concept once."""
    found: dict[Key, Mention] = {}
    for mention in mentions:
        found.setdefault(mention.keys[0], mention)
    return list(found.values())


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


def _share(name: str, stems: Collection[Stem]) -> float:
    """Return the share (0-1) of a name's words that are among some stems."""
    own = list(map(stem, words(name)))
    return sum(one in stems for one in own) / max(1, len(own))
