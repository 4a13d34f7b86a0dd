"""An answer for people: the verdict or the name first, then why, the card and the rest."""

from __future__ import annotations

from collections.abc import Sequence

from kg._typing import TYPE_CHECKING
from kg.export.terminal import BEYOND_DECK, MARKS
from kg.model.concept import cite
from kg.text.phrasing import capitalise, join_list

if TYPE_CHECKING:
    from kg.answer import Answer, Hit, Reason
    from kg.export.terminal import Screen

VERDICTS = {"yes": "Yes.", "no": "No.", "unknown": "The deck does not say."}
"""The sentences that give a verdict."""

MIN_SURE = 0.5
"""Score (0-1) of the first hit below which it is marked as not sure: it may as well be wrong."""

FULL_SUMMARY = 100
"""Length of a summary, in characters, from which it needs nothing beyond the deck beside it."""

MAX_CLAUSES = 4
"""Number of reasons that are shown for each concept of a comparison."""


def show_answer(screen: Screen, answer: Answer, *, explain: bool = False) -> None:
    """Print an answer.

    The verdict or the number comes first, then the first hit with its reasons and what its card
    says, and the others by name. The hits of a list have a line each.

    Args:
        screen: where to.
        answer: the answer; it has a hit or a verdict.
        explain: show also how the question was read, which of its words matched, and scores.
    """
    if explain:
        screen.line(f"Reading: {answer.reading}", 0, dim=True)
    if answer.number is not None:
        screen.heading(str(answer.number))
    if answer.verdict:
        _show_verdict(screen, answer)
    elif answer.kind in ("list", "order", "count"):
        _show_list(screen, answer)
    elif answer.kind == "comparison":
        _show_comparison(screen, answer.hits)
    elif answer.kind == "path":
        screen.heading(" \u2192 ".join(hit.concept.name for hit in answer.hits))
        for hit in answer.hits[1:]:
            screen.line(_sentence(hit))
    elif answer.hits:
        first, *rest = answer.hits
        _show_hit(screen, first, is_sure=first.score >= MIN_SURE)
        if rest:
            label = "See also" if first.score >= MIN_SURE else "Or"
            screen.line(f"{label}: {', '.join(hit.concept.name for hit in rest)}", 0, dim=True)
    if explain:
        for hit in answer.hits:
            words = [r.text for r in hit.because if r.type not in ("edge", "card", "kind")]
            matched = f", matched: {'; '.join(words)}" if words else ""
            screen.line(f"{hit.concept.name}: {hit.score:.2f}{matched}", 0, dim=True)


def short_answer(answer: Answer) -> str:
    """Return an answer in a few words: the verdict, the number, or the names; "-" without any."""
    if answer.verdict:
        return VERDICTS[answer.verdict].rstrip(".")
    if answer.number is not None:
        return str(answer.number)
    is_whole = answer.kind in ("list", "order", "comparison", "path")
    return ", ".join(h.concept.name for h in answer.hits[: None if is_whole else 1]) or "-"


def _show_verdict(screen: Screen, answer: Answer) -> None:
    """Print yes or no with the reason; or that it can't be told, with what there is to read."""
    first = answer.hits[0] if answer.hits else None
    screen.heading(VERDICTS[answer.verdict])
    if first is None:
        return
    said = _sentence(first) or next((r.text for r in first.because if r.type != "card"), "")
    if said:
        screen.line(f"{capitalise(said).removesuffix('.')}.")
    is_told = answer.verdict != "unknown"
    _show_hit(screen, first, is_explained=False, is_short=is_told)


def _show_list(screen: Screen, answer: Answer) -> None:
    """Print a line for each hit; a reason that all share is said once, below them."""
    forms = {_shared_form(hit) for hit in answer.hits}
    shared = forms.pop() if len(forms) == 1 else ""
    for n, hit in enumerate(answer.hits, 1):
        why = "; ".join(_clauses(hit, cites=False))
        edge = next((r.citation for r in hit.because if r.citation), "")
        aside = cite(edge or hit.concept.citation)
        if answer.kind == "order":
            screen.heading(f"{n}. {hit.concept.name}", aside)
        elif shared or not why:
            screen.heading(hit.concept.name, aside)
        else:
            screen.heading(hit.concept.name, f"{why}; {aside}" if aside else why)
    if shared and len(answer.hits) == 1:
        screen.line(f"because {'; '.join(_clauses(answer.hits[0]))}")
    elif shared and answer.kind != "count":
        screen.line(f"{capitalise(shared)}.", 0, dim=True)


def _shared_form(hit: Hit) -> str:
    """Return the reasons for a hit with "each" instead of its name."""
    forms = []
    for clause in _clauses(hit, cites=False):
        said = f"each {clause[3:]}" if clause.startswith("it ") else clause
        stem = said.removesuffix(hit.concept.name)
        forms.append(f"{stem}each" if stem != said else said)
    return "; ".join(forms)


def _show_comparison(screen: Screen, hits: Sequence[Hit]) -> None:
    """Print what each of some concepts is, and what the graph says of it alone."""
    for n, hit in enumerate(hits):
        if n:
            screen.blank()
        _show_hit(screen, hit, is_explained=False, is_short=True)
        clauses = _clauses(hit)
        shared = [clause for clause in clauses if clause.startswith("like ")]
        alone = [clause for clause in clauses if clause not in shared][:MAX_CLAUSES]
        for clause in [*alone, *(shared if n == len(hits) - 1 else ())]:
            screen.line(f"- {clause}")


def _show_hit(
    screen: Screen,
    hit: Hit,
    *,
    is_sure: bool = True,
    is_explained: bool = True,
    is_short: bool = False,
) -> None:
    """Print a concept with the reasons for it and what its card says.

    In short, this is the first sentence that the card says, and no doubt about the card.
    """
    concept = hit.concept
    screen.heading(concept.name, f"{concept.kind}{'' if is_sure else ', not sure'}")
    clauses = _clauses(hit) if is_explained else []
    if clauses:
        screen.line(f"because {'; '.join(clauses)}")
    cited = f" [{cite(concept.citation)}]" if concept.citation else ""
    summary = concept.summary.split(". ")[0].rstrip(".") + "." if is_short else concept.summary
    if hit.card is not None and not is_short:
        from kg.export.card_text import show_card  # imported late: few graphs have cards

        show_card(screen, hit.card, concept.name)
    elif concept.summary:
        screen.line(f"{summary}{cited}")
    is_needed = hit.is_beyond_deck or any(r.status == "background" for r in hit.because)
    if concept.background and (is_needed or len(concept.summary) < FULL_SUMMARY):
        screen.line(f"{BEYOND_DECK}: {concept.background}{'' if concept.summary else cited}")
    elif cited and not concept.summary:
        screen.line(cited.strip())
    for flag in () if is_short else concept.flags:
        screen.line(f"Note: {flag.text}", dim=True)


def _sentence(hit: Hit) -> str:
    """Return the edges that lead to a hit as sentences, joined; empty without any."""
    return "; ".join(
        reason.text + _ground(reason, "")
        for reason in hit.because
        if reason.type in ("edge", "kind")
    )


def _clauses(hit: Hit, *, cites: bool = True) -> list[str]:
    """Return the edges that lead to a hit as clauses that speak of it as "it".

    Those of one relation are one clause: "it is used for Tuning and Evaluation".
    """
    name = hit.concept.name
    by_verb: dict[str, list[str]] = {}
    limits: list[str] = []
    clauses: list[str] = []
    for reason in hit.because:
        if reason.type not in ("edge", "kind"):
            continue
        ground = _ground(reason, hit.concept.citation if cites else reason.citation)
        if reason.text.startswith(f"{name}: "):
            limits.append(reason.text.removeprefix(f"{name}: ") + ground)
        elif reason.subject == name:
            verb, said, rest = reason.text.removeprefix(name).partition(f" {reason.object}")
            by_verb.setdefault(verb, []).append(said.strip() + rest + ground)
        else:
            clauses.append(reason.text + ground)
    joined = [f"it{verb} {join_list(objects)}" for verb, objects in by_verb.items()]
    of_limits = [f"of its limits: {join_list(limits)}"] if limits else []
    return [*joined, *of_limits, *clauses]


def _ground(reason: Reason, known: str) -> str:
    """Return the citation of an edge, unless it is known, and the mark of its ground."""
    cited = f" [{reason.citation}]" if reason.citation and reason.citation != known else ""
    return cited + MARKS[reason.status]
