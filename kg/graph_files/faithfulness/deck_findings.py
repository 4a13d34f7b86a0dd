"""Run every check of what a graph says against its deck."""

from __future__ import annotations

from kg.errors import Finding
from kg.graph_files.faithfulness.alias_findings import alias_findings
from kg.graph_files.faithfulness.edge_findings import edge_findings
from kg.graph_files.faithfulness.judged_deck import JudgedDeck
from kg.graph_files.faithfulness.line_findings import citation_findings, fact_findings
from kg.graph_files.faithfulness.summary_findings import summary_findings
from kg.graph_files.text_deck import TextDeck
from kg.model.draft import Draft


def deck_findings(draft: Draft, deck: TextDeck) -> list[Finding]:
    """Return what of a graph its deck does not support, and what of the deck the graph leaves out.

    Only what the graph states is judged: background texts and edges are left alone. All findings
    are warnings that may be wrong; they are in order of place.
    """
    judged = JudgedDeck(draft, deck.lines)
    found = [
        *summary_findings(judged),
        *edge_findings(judged),
        *fact_findings(judged, deck.path),
        *citation_findings(judged),
        *alias_findings(draft),
    ]
    return sorted(set(found))
