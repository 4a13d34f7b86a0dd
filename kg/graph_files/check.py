"""Find faults in a draft. An E code stops the graph from loading; a W code is a warning.

E101  a file that can't be read or is not UTF-8 text
E102  not valid TOML
E103  a key or value of the wrong type, or a concept without a name
E104  a relation that the vocabulary does not have
E105  a kind that the vocabulary does not have
E106  an edge to a concept that does not exist
E107  an edge between kinds that its relation does not allow
E108  a name or alias that another concept has
E109  the same edge twice, or an edge from a concept to itself
E110  a cycle in an ordering relation
E111  a source that is not of a form such as "28-29", "26-27,91" or "card 12"
E112  a fault in relations.toml
E113  a line that is not a triple subject|relation|object
E114  a line of cards.jsonl that is not a card
W201  no summary
W202  no source
W203  an orphan: no edge from it or to it
W204  an alias that repeats its concept's name or another alias
W205  a search phrase that is a name
W301  a line of the deck that nothing cites
W302  a citation of a line beyond the end of the deck

The package `faithfulness` has W303 to W311: what a graph says against its deck.
"""

from __future__ import annotations

from collections.abc import Iterator

from kg.errors import Finding
from kg.graph_files.text_deck import TextDeck
from kg.model.draft import Draft, DraftConcept, DraftEdge, Place
from kg.model.graph import cited_lines, concept_id
from kg.model.vocabulary import FIELDS
from kg.text.normal_forms import Norm, normalise

_FORM = 'not of a form such as "28-29", "26-27,91" or "card 12"'


def errors(draft: Draft) -> list[Finding]:
    """Return every fault that stops the draft from becoming a graph, in order of place."""
    owners, taken = _owners(draft)
    found = [*draft.faults, *taken]
    seen: set[tuple[str, int, int]] = set()
    for concept in draft.concepts:
        found.extend(_concept_errors(draft, concept, owners, seen))
    found.extend(_cycles(draft, owners))
    for flag in draft.flags:
        if not _is_citation(flag.citation):
            message = f"the flag {_shorten(flag.text)!r} has the source {flag.citation!r}, {_FORM}"
            found.append(_at(flag.place, "E111", message))
        for name in flag.about:
            if normalise(name) not in owners:
                message = f"a flag is about {name!r}: no concept has this name"
                found.append(_at(flag.place, "E106", message))
    return sorted(set(found))


def warnings(draft: Draft) -> list[Finding]:
    """Return every fault that does not stop the graph from loading, in order of place."""
    owners, _ = _owners(draft)
    linked: set[str] = set()
    for concept in draft.concepts:
        for edge in concept.edges:
            target = owners.get(normalise(edge.object))
            if target is not None and target is not concept:
                linked |= {concept.name, target.name}
            conditions = (owners.get(normalise(name)) for name in edge.qualifiers.conditions)
            linked |= {condition.name for condition in conditions if condition is not None}
    found = []
    for concept in draft.concepts:
        if not concept.summary.strip() and not concept.background.strip():
            found.append(_at(concept.place, "W201", f"{concept.name!r} has no summary"))
        is_beyond_deck = bool(concept.background.strip()) and not concept.summary.strip()
        for what, source, place in _cited(concept):
            if not source.strip() and not (is_beyond_deck and what == repr(concept.name)):
                found.append(_at(place, "W202", f"{what} has no source"))
        seen = {normalise(concept.name)}
        for alias in concept.aliases:
            norm = normalise(alias)
            if norm not in seen:
                seen.add(norm)
            else:
                message = f"the alias {alias!r} of {concept.name!r} repeats another of its names"
                found.append(_at(concept.place, "W204", message))
        for phrase in concept.hidden:
            owner = owners.get(normalise(phrase))
            if owner is not None:
                message = f"the search phrase {phrase!r} of {concept.name!r} is a name"
                of_other = f" of {owner.name!r} at {_where(owner)}" if owner is not concept else ""
                found.append(_at(concept.place, "W205", f"{message}{of_other}; leave it out"))
        if concept.name not in linked:
            found.append(_at(concept.place, "W203", f"{concept.name!r} has no edge to or from it"))
    return sorted(set(found))


def deck_warnings(draft: Draft, deck: TextDeck) -> list[Finding]:
    """Return deck lines that nothing cites, and citations beyond the end of the deck."""
    sources = [s for s in draft.citations() if _is_citation(s)]
    found = [
        Finding(deck.path, n, "W301", f"no concept cites this line: {_shorten(deck.lines[n - 1])}")
        for n in deck.uncited(sources)
    ]
    cited = [("the graph", draft.citation, draft.place)]
    cited.extend(row for concept in draft.concepts for row in _cited(concept))
    for what, source, place in cited:
        if _is_citation(source) and max(cited_lines(source), default=0) > len(deck.lines):
            message = f"{what} cites {source!r}; the deck has {len(deck.lines)} lines"
            found.append(_at(place, "W302", message))
    return sorted(set(found))


def _at(place: Place, code: str, message: str) -> Finding:
    return Finding(place.path, place.line, code, message)


def _owners(draft: Draft) -> tuple[dict[Norm, DraftConcept], list[Finding]]:
    """Return the concept of each normalised name or alias, and a finding for each used twice."""
    owners: dict[Norm, DraftConcept] = {}
    by_id: dict[str, DraftConcept] = {}
    found: list[Finding] = []
    for concept in draft.concepts:
        other = by_id.setdefault(concept_id(concept.name), concept)
        if other is not concept:
            message = f"{concept.name!r} is already defined at {_where(other)}"
            found.append(_at(concept.place, "E108", message))
        else:
            owners.setdefault(normalise(concept.name), concept)
    for concept in draft.concepts:
        if by_id[concept_id(concept.name)] is not concept:
            continue
        for alias in concept.aliases:
            norm = normalise(alias)
            said = f"the alias {alias!r} of {concept.name!r}"
            if not norm:
                message = f"{said} has no letter or digit"
                found.append(_at(concept.place, "E103", message))
                continue
            other = owners.setdefault(norm, concept)
            if other is not concept:
                message = f"{said} already means {other.name!r} at {_where(other)}"
                found.append(_at(concept.place, "E108", message))
    return owners, found


def _concept_errors(
    draft: Draft,
    concept: DraftConcept,
    owners: dict[Norm, DraftConcept],
    seen: set[tuple[str, int, int]],
) -> Iterator[Finding]:
    kinds, relations = draft.vocabulary.kinds, draft.vocabulary.relations
    # A vocabulary without kinds could not be read, which is one fault already.
    if concept.kind not in kinds and kinds:
        yield _at(
            concept.place,
            "E105",
            f"{concept.name!r} has the unknown kind {concept.kind!r}; known: {', '.join(kinds)}",
        )
    for what, source, place in _cited(concept):
        if source and not _is_citation(source):
            yield _at(place, "E111", f"{what} has the source {source!r}, {_FORM}")
    for edge in concept.edges:
        relation = relations.get(edge.relation)
        target = owners.get(normalise(edge.object))
        if relation is None:
            known = ", ".join([*sorted(FIELDS), *relations])
            message = f"{concept.name!r} has the unknown relation or field {edge.relation!r}"
            if kinds:
                yield _at(edge.place, "E104", f"{message}; known: {known}")
            continue
        for name in edge.qualifiers.conditions:
            if normalise(name) not in owners:
                message = f"{_said(concept, edge)}: no concept has the name {name!r} of a condition"
                yield _at(edge.place, "E106", message)
        if target is None:
            yield _at(edge.place, "E106", f"{_said(concept, edge)}: no concept has this name")
            continue
        a, b = id(concept), id(target)
        # A symmetric edge holds in both directions.
        key = (edge.relation, *((min(a, b), max(a, b)) if relation.symmetric else (a, b)))
        if target is concept:
            yield _at(edge.place, "E109", f"{_said(concept, edge)}: an edge to itself")
        elif key in seen:
            yield _at(edge.place, "E109", f"{_said(concept, edge)}: the same edge twice")
        seen.add(key)
        for end, allowed in ((concept, relation.from_kinds), (target, relation.to_kinds)):
            if allowed and end.kind not in allowed and end.kind in kinds:
                side = "starts at" if end is concept else "leads to"
                message = (
                    f"{_said(concept, edge)}: {edge.relation} {side} "
                    f"{' or '.join(sorted(allowed))}, and {end.name!r} is a {end.kind}"
                )
                yield _at(edge.place, "E107", message)


def _cycles(draft: Draft, owners: dict[Norm, DraftConcept]) -> Iterator[Finding]:
    """Yield a finding for each edge that closes a cycle, in the order of the files."""
    for relation in draft.vocabulary.ordering():
        after: dict[str, list[tuple[str, DraftEdge]]] = {}
        for concept in draft.concepts:
            for edge in concept.edges:
                target = owners.get(normalise(edge.object))
                if edge.relation == relation.name and target is not None and target is not concept:
                    after.setdefault(concept.name, []).append((target.name, edge))
        done: set[str] = set()
        for start in after:
            # Depth first with an explicit trail, so that a long chain can't overflow.
            trail: dict[str, Iterator[tuple[str, DraftEdge]]] = {}
            if start not in done:
                trail[start] = iter(after[start])
            while trail:
                name, rest = next(reversed(trail.items()))
                for following, edge in rest:
                    if following in trail:
                        loop = _loop(trail, following)
                        message = f"{relation.name} runs in a circle: {loop}"
                        yield _at(edge.place, "E110", message)
                    elif following not in done:
                        trail[following] = iter(after.get(following, ()))
                        break
                else:
                    done.add(name)
                    trail.popitem()


def _loop(trail: dict[str, Iterator[tuple[str, DraftEdge]]], start: str, most: int = 8) -> str:
    """Return the cycle at the end of the trail in words, a long one shortened."""
    names = [start]
    for name in reversed(trail):
        names.append(name)
        if name == start:
            break
        if len(names) > most:
            names += ["…", start]
            break
    return " -> ".join(reversed(names))


def _where(concept: DraftConcept) -> str:
    return f"{concept.place.path}:{concept.place.line}"


def _cited(concept: DraftConcept) -> Iterator[tuple[str, str, Place]]:
    """Yield what has a citation, the citation and its place; an edge only if it has its own."""
    yield repr(concept.name), concept.citation, concept.place
    for limit in concept.attributes.limits:
        if limit.citation not in ("", concept.citation):
            what = f"the limit {limit.text()!r} of {concept.name!r}"
            yield what, limit.citation, concept.place
    for edge in concept.edges:
        if edge.citation != concept.citation and edge.status != "background":
            yield f"the edge {_said(concept, edge)}", edge.citation, edge.place


def _said(concept: DraftConcept, edge: DraftEdge) -> str:
    return f"{concept.name!r} {edge.relation} {edge.object!r}"


def _is_citation(source: str) -> bool:
    try:
        cited_lines(source)
    except ValueError:
        return False
    return True


def _shorten(line: str, width: int = 60) -> str:
    line = line.strip()
    return line if len(line) <= width else line[: width - 1].rstrip() + "…"
