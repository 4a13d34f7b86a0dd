from __future__ import annotations

from tests.extract.decks import concept, propose, specific_edges_of


def test_services_are_used_for_the_step_that_their_name_ends_in() -> None:
    proposal = propose(
        ("ML lifecycle", "- Data processing (cleaning, joining)\n- Model monitoring"),
        ("Amazon Acme Canvas", "x"),
        ("Amazon Acme Model Monitor", "x"),
        ("Amazon Acme Joining Jobs", "x"),
    )
    assert specific_edges_of(proposal) >= {
        "Amazon Acme Model Monitor used-for Model monitoring",
        "Amazon Acme Model Monitor part-of-stage Model monitoring",
        "Amazon Acme Joining Jobs used-for joining",
        "Amazon Acme Joining Jobs part-of-stage Data processing",
    }
    assert concept(proposal, "Amazon Acme Canvas").kind == "service"
    assert not [e for e in proposal.edges if e.subject == "Amazon Acme Canvas"]
