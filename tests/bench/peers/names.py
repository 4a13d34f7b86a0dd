"""What looks through all names one by one: RapidFuzz in memory, fzf as a command."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

from kg.model.graph import Graph
from kg.text.normal_forms import normalise
from tests.bench.peers.peer import Ask, Choices, Setting

FILE = "names.tsv"

LIKENESS: Choices = {"scorer": ("ratio", "token_sort_ratio", "WRatio")}

READING: Choices = {"extended": (True, False)}
"""Whether fzf looks for each word of the text, or for all of it in order."""


def build(graph: Graph, folder: Path) -> None:
    """A line for every name and alias, and the identifier behind it."""
    with (folder / FILE).open("w", encoding="utf-8") as out:
        for concept in graph.concepts.values():
            for form in (concept.name, *concept.aliases):
                out.write(f"{' '.join(form.split())}\t{concept.id}\n")


def _read(folder: Path) -> tuple[list[str], list[str]]:
    lines = (folder / FILE).read_text(encoding="utf-8").splitlines()
    forms, identifiers = zip(*(line.split("\t") for line in lines), strict=True)
    return list(forms), list(identifiers)


def open_rapidfuzz(folder: Path, setting: Setting) -> Ask:
    """The name most like the text, both in lower case and without marks."""
    from rapidfuzz import fuzz, process  # noqa: TID251 - measured against, not built upon

    scorer: Callable[..., float] = getattr(fuzz, setting["scorer"])
    forms, identifiers = _read(folder)
    norms = list(map(normalise, forms))

    def ask(text: str) -> str | None:
        found = process.extractOne(normalise(text), norms, scorer=scorer)
        return identifiers[found[2]] if found else None

    return ask


def open_fzf(folder: Path, setting: Setting) -> Ask:
    """The first line of `fzf --filter`, a process a lookup."""
    command = [
        "fzf",
        "--delimiter=\t",
        "--nth=1",
        *([] if setting["extended"] else ["--no-extended"]),
    ]

    def ask(text: str) -> str | None:
        with (folder / FILE).open("rb") as lines:
            done = subprocess.run(
                [*command, f"--filter={text}"], stdin=lines, capture_output=True, check=False
            )
        first = done.stdout.partition(b"\n")[0].decode()
        return first.split("\t")[1] if first else None

    return ask
