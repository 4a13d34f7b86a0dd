"""The output of `kg import`: what was read, guessed, skipped and changed."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from kg.errors import Skipped
from kg.export.terminal import Screen
from kg.extract import Proposal
from kg.graph_files.writing import ImportPlan
from kg.model.draft import Draft, DraftEdge
from kg.text.phrasing import quantity
from kg_cli.output import print_json

MAX_SUMMARY_ROWS = 10
"""Skipped rows, merges and changes of each kind that the summary names without --explain."""

MAX_CARDS_SHOWN = 3
"""Cards that are shown as read, where the layout was guessed."""

MAX_SIDE_CHARS = 70
"""Characters of each side of such a card."""

OVERRULING_OPTIONS = "--columns, --separator, --header/--no-header, --html/--no-html or --format"

CHANGE_LABELS = {
    "kept": "your edits kept",
    "conflict": "your edits kept, though the deck says something new",
    "orphaned": "your edits kept, though no longer in the deck",
    "deleted": "left out, as you deleted it",
    "merged": "left out, as you gave its name to another concept",
    "needed": "kept, though no longer in the deck, as a concept of yours links to it",
    "dropped": "links left out, as your edits leave no place for them (to rename a concept, keep"
    " its old name as an alias)",
    "removed": "removed, as no longer in the deck",
    "added": "added",
    "updated": "updated",
}
"""The words for each kind of `Change`, in the order of the summary."""


def summary_counts(found: Proposal | Draft, skipped: Sequence[Skipped]) -> str:
    """Return how much came in: the cards or concepts read, and what was skipped."""
    if isinstance(found, Proposal):
        read = quantity(found.cards, "card")
        if found.articles:
            read += f" and {quantity(found.articles, 'note')}"
    else:
        read = quantity(len(found.concepts), "concept")
    return f"{read} read, {len(skipped)} skipped"


def show_reading(found: Proposal | Draft, skipped: Sequence[Skipped], *, is_json: bool) -> None:
    """Show how a deck is read: what was guessed, its first cards, and what is skipped."""
    cards = found.draft.cards if isinstance(found, Proposal) else ()
    if is_json:
        print_json(
            {
                "cards": found.cards if isinstance(found, Proposal) else 0,
                "guessed": list(found.guesses) if isinstance(found, Proposal) else [],
                "skipped": [row._asdict() for row in skipped],
                "first": [card.to_json() for card in cards[:MAX_CARDS_SHOWN]],
            }
        )
        return
    screen = Screen(sys.stdout)
    if isinstance(found, Proposal):
        _show_guesses(screen, found)
    for place, reason in skipped:
        screen.line(f"skipped: {place}: {reason}", 0)
    screen.line(f"{summary_counts(found, skipped)}; nothing was written", 0)


def _show_guesses(screen: Screen, found: Proposal) -> None:
    """Show what was guessed of the layout, the first cards as read, and what would overrule it."""
    for guess in found.guesses:
        screen.line(f"guessed: {guess}", 0)
    for card in found.draft.cards[:MAX_CARDS_SHOWN]:
        front, back = (" ".join(text.split()) for text in (card.front_text, card.back_text))
        screen.line(f"{front[:MAX_SIDE_CHARS]} → {back[:MAX_SIDE_CHARS]}")
    if found.guesses:
        screen.line(f"read otherwise with {OVERRULING_OPTIONS}", 0)


def show_proposal(screen: Screen, found: Proposal, *, explain: bool) -> None:
    """Show how many cards were read, and which links and merges were made of them."""
    questions = (
        f" ({quantity(found.questions, 'question')})" if found.questions != found.cards else ""
    )
    screen.line(f"{quantity(found.cards, 'card')} read{questions}", 0)
    if found.guesses:
        _show_guesses(screen, found)
    screen.table(("links", "pattern"), [(n, pattern) for pattern, n in found.by_pattern()])
    if explain:
        for edge in found.edges:
            screen.line(
                f"{edge.subject} -{edge.relation}-> {edge.object} [{edge.citation}] "
                f"{edge.pattern}, {edge.confidence:.2f}"
            )
        for edge, reason in found.rejected:
            screen.line(
                f"rejected: {edge.subject} -{edge.relation}-> {edge.object} [{edge.citation}] "
                f"{edge.pattern}: {reason}"
            )
    elif found.rejected:
        screen.line(f"{quantity(len(found.rejected), 'link')} rejected; --explain shows them", 0)
    limit = None if explain else MAX_SUMMARY_ROWS
    for name, concept, reason in found.merges[:limit]:
        screen.line(f"merged: {name} is {concept} ({reason})", 0)
    show_rest(screen, len(found.merges), limit, "merged")


def show_rest(screen: Screen, count: int, limit: int | None, what: str) -> None:
    """Show how many rows are beyond the limit, if any."""
    if limit is not None and count > limit:
        screen.line(f"and {count - limit} more {what}; --explain shows them", 0)


def show_changes(screen: Screen, plan: ImportPlan) -> None:
    """Show what became of the concepts of an earlier import; nothing on the first."""
    if all(change.kind == "added" for change in plan.changes):
        return
    for kind, label in CHANGE_LABELS.items():
        names = [change.name for change in plan.changes if change.kind == kind]
        if names:
            shown = ", ".join(names[:MAX_SUMMARY_ROWS])
            rest = len(names) - MAX_SUMMARY_ROWS
            screen.line(f"{label}: {shown}{f' and {rest} more' if rest > 0 else ''}", 0)


def import_as_object(
    found: Proposal | Draft,
    skipped: Sequence[Skipped],
    plan: ImportPlan,
    folder: Path,
    concepts: int,
    edges: int,
) -> dict[str, object]:
    """Return the summary of an import as a JSON object."""
    summary: dict[str, object] = {"folder": str(folder), "concepts": concepts, "edges": edges}
    if isinstance(found, Proposal):
        summary |= {
            "cards": found.cards,
            "notes": found.articles,
            "guessed": list(found.guesses),
            "asked": found.questions,
            "patterns": dict(found.by_pattern()),
            "grounds": [_edge_as_object(edge) for edge in found.edges],
            "left_out": [
                _edge_as_object(edge) | {"reason": reason} for edge, reason in found.rejected
            ],
            "merges": [merge._asdict() for merge in found.merges],
        }
    summary["skipped"] = [row._asdict() for row in skipped]
    summary["changes"] = [change._asdict() for change in plan.changes]
    return summary


def _edge_as_object(edge: DraftEdge) -> dict[str, object]:
    return {
        "subject": edge.subject,
        "relation": edge.relation,
        "object": edge.object,
        "pattern": edge.pattern,
        "source": edge.citation,
        "confidence": edge.confidence,
    }
