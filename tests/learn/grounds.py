"""Small graphs whose edges are stated, derived or beyond the deck."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import strategies as st

from kg.model.attributes import STATUSES
from kg.model.graph import Graph


def on_any_ground(graphs: st.SearchStrategy[Graph]) -> st.SearchStrategy[Graph]:
    """The same graphs, with any status for each edge."""

    def with_statuses(graph: Graph) -> st.SearchStrategy[Graph]:
        statuses = st.tuples(*(st.sampled_from(STATUSES) for _ in graph.edges))
        return statuses.map(
            lambda drawn: replace(
                graph,
                edges=tuple(
                    replace(edge, status=status)
                    for edge, status in zip(graph.edges, drawn, strict=True)
                ),
            )
        )

    return graphs.flatmap(with_statuses)
