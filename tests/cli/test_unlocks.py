from __future__ import annotations

import json

from tests.cli.conftest import Run


def test_unlocks_names_what_else_is_needed(tea: Run) -> None:
    result = tea("unlocks", "plucking")
    assert result.out.splitlines() == [
        "Steaming\tstep\t1 step\tneeds nothing else",
        "Withering\tstep\t1 step\tneeds nothing else",
        "Black tea\tdrink\t1 step\tneeds Oxidation too",
        "Green tea\tdrink\t1 step\tneeds Steaming too",
        "Oxidation\tstep\t2 steps\tneeds Withering too",
        "Oolong\tdrink\t3 steps\tneeds Oxidation too",
    ]
    (steaming, *_) = json.loads(tea("unlocks", "picking", "--json").out)
    assert steaming == {
        "id": "steaming",
        "name": "Steaming",
        "kind": "step",
        "steps": 1,
        "needs": [],
    }
    assert "4 more build on it" in tea("unlocks", "picking", "-n", "2").err


def test_unlocks_nothing(tea: Run) -> None:
    result = tea("unlocks", "café crème")
    assert (result.code, result.out) == (0, "")
    assert "nothing that you don't know yet builds on Café crème" in result.err
    assert tea("unlocks", "xyzzy").code == 1
