"""Verdicts on what a concept is, and on its links with another one."""

from __future__ import annotations

from kg.answer.reasons import card_reasons, make_hit
from kg.answer.result import Hit, Reason, Verdict
from kg.answer.strategies.scale import is_good_on_scale
from kg.answer.strategies.verdict_case import MIN_SHARE_OF_NEIGHBOUR, Case, Judgement, share_of_name
from kg.store import StoredEdge


def by_sameness(case: Case) -> Judgement | None:
    """Decide whether two names mean the same concept."""
    verdict = case.lang.verdict
    if not case.has(verdict.sameness) or case.has_anywhere(verdict.sameness_exceptions):
        return None
    if len(case.keys) == 1 and len(case.query.mentions) > 1:
        names = ", ".join(dict.fromkeys(mention.text for mention in case.query.mentions))
        reason = Reason("kind", f"these are names of one concept: {names}")
        return Judgement(case.denied("yes"), case.hit([], reason))
    for edge in case.between(*case.keys[:2]) if len(case.keys) > 1 else ():
        if case.store.relation(edge.relation).symmetric and edge.status != "background":
            return Judgement(case.denied("no"), case.hit([edge]))
    return Judgement("unknown", case.hit([])) if len(case.keys) > 1 else None


def by_scale(case: Case) -> Judgement | None:
    """Decide whether a high or a low value of the concept is good."""
    for key in case.keys:
        concept = case.concepts[key]
        words_outside = [case.query.words[n] for n in case.outside]
        is_good = is_good_on_scale(words_outside, concept)
        if is_good is not None:
            reason = Reason("edge", f"{concept.name}: {concept.attributes.better} is better")
            hit = Hit(concept, 1.0, (reason, *card_reasons(concept)))
            return Judgement(case.denied("yes" if is_good else "no"), [hit])
    return None


def by_membership(case: Case) -> Judgement | None:
    """Decide whether something is one of those that belong to a concept."""
    text = " ".join(case.query.words)
    if not any(phrase in text for phrase in case.lang.verdict.membership):
        return None
    kinds = {kind for noun in case.query.kind_mentions for kind in noun.kinds}
    kinds |= set(case.query.answer_kinds)
    whole = case.keys[-1]
    members = {
        edge.subject: edge
        for edge in case.edges
        if edge.object == whole
        and edge.status == "stated"
        and case.concepts[edge.subject].kind in kinds
    }
    if len(members) < 2:
        return None
    inside = [members[key] for key in case.keys[:-1] if key in members]
    if inside:
        return Judgement(case.denied("yes"), case.hit(inside))
    names = ", ".join(case.concepts[key].name for key in members)
    reason = Reason("kind", f"the deck names these: {names}")
    hits = [make_hit(case.concepts[whole], 1.0, [reason])]
    return Judgement(case.denied("no"), hits)


def by_kind(case: Case) -> Judgement | None:
    """Decide whether the only concept mentioned is of the kind that the question names."""
    nouns = [*case.query.kind_mentions]
    content = {*case.query.content_positions} - case.query.mentioned_positions
    kinds = [kind for noun in nouns for kind in noun.kinds] or list(case.query.answer_kinds)
    positions = {n for noun in nouns for n in noun.span} | case.query.kind_positions
    if len(case.keys) != 1 or not kinds or not content <= positions:
        return None
    concept = case.concepts[case.keys[0]]
    article = "an" if concept.kind[0] in "aeiou" else "a"
    reason = Reason("kind", f"it is {article} {concept.kind}")
    verdict: Verdict = "yes" if concept.kind in kinds else "no"
    return Judgement(case.denied(verdict), case.hit([], reason))


def by_situation(case: Case) -> Judgement | None:
    """Decide whether a concept suits the situation that the question describes best."""
    relations = case.store.vocabulary.relations
    stems = set(case.query.stems)
    best: tuple[float, StoredEdge] | None = None
    for edge in case.edges:
        is_suited = any(r.opposite == edge.relation for r in relations.values())
        is_unsuited = bool(relations[edge.relation].opposite)
        if edge.subject != case.keys[0] or not (is_suited or is_unsuited):
            continue
        situation = case.concepts[edge.object]
        share = 1.0 if edge.object in case.keys else share_of_name(situation.name, stems)
        if edge.status != "background" and (best is None or share > best[0]):
            best = share, edge
    if best is None or best[0] < MIN_SHARE_OF_NEIGHBOUR or case.only:
        return None
    verdict: Verdict = "no" if relations[best[1].relation].opposite else "yes"
    return Judgement(case.denied(verdict), case.hit([best[1]]))


def by_only(case: Case) -> Judgement | None:
    """Decide whether a concept has a relation to one thing only."""
    if not case.only or len(case.keys) < 2:
        return None
    for one in case.keys:
        for other in case.keys:
            found = [e for e in case.between(one, other) if e.status == "stated"]
            if one == other or not found:
                continue
            edge = found[0]
            side = edge.subject == one
            rivals = [
                e
                for e in case.edges
                if e.relation == edge.relation
                and e.status == "stated"
                and (e.subject if side else e.object) == one
                and e.other_end(one) != other
                and case.concepts[e.other_end(one)].kind == case.concepts[other].kind
            ]
            if rivals:
                return Judgement("no", case.hit([edge, *rivals]))
    return Judgement("unknown", case.hit([]))


def by_edges(case: Case) -> Judgement | None:
    """Decide by the edges between two concepts that the question mentions."""
    if case.only or case.is_necessity:
        return None
    pairs = [
        edge
        for n, one in enumerate(case.keys)
        for other in case.keys[n + 1 :]
        for edge in case.between(one, other)
    ]
    pairs = [
        edge
        for edge in pairs
        if case.keys[0] in (edge.subject, edge.object) or edge.relation in case.relations
    ]
    stated = [edge for edge in pairs if edge.status != "background"] or pairs
    fitting = [edge for edge in stated if edge.relation in case.relations] or stated
    relation = case.store.relation
    fitting = [
        edge
        for edge in fitting
        if not (relation(edge.relation).symmetric or relation(edge.relation).sequence)
    ]
    if not fitting:
        return None
    edge = fitting[0]
    verdict: Verdict = "no" if case.store.relation(edge.relation).negative else "yes"
    return Judgement(case.denied(verdict), case.hit(fitting[:2]))


def by_exclusion(case: Case) -> Judgement | None:
    """Deny a relation where an edge to another object of the same kind excludes it."""
    if case.only or case.is_necessity or len(case.keys) < 2:
        return None
    exclusive = case.exclusive()
    wanted = (case.relations & exclusive) or exclusive
    for one in case.keys:
        for other in case.keys:
            kind = case.concepts[other].kind
            others = [
                edge
                for edge in case.edges
                if edge.subject == one
                and edge.relation in wanted
                and edge.status == "stated"
                and edge.object != other
                and case.concepts[edge.object].kind == kind
            ]
            if one != other and others:
                return Judgement(case.denied("no"), case.hit(others[:1]))
    return None
