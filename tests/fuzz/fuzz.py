"""Fuzz what reads input: feed it damaged and random bytes, as `make fuzz` and `make fuzz-short` do.

Guided by coverage, atheris mutates the files in tests/fuzz/corpus to reach new code. Each target
either takes the bytes or raises the error that it promises; anything else is a bug:

- a reader gives a deck or draft of which a graph without faults can be made, or raises DataError;
- a question gets an answer that can be written as JSON;
- TOML gives a graph that can be compiled, or DataError;
- progress is read again as it was written, or DataError;
- the data of a page come back from its JSON, and can't end the element that holds them.
"""

from __future__ import annotations

import json
import re
import sys
import tempfile
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["kg"]):
    from kg.answer import respond
    from kg.errors import DataError
    from kg.extract import Proposal
    from kg.formats.registry import FILE_FORMATS, load_reader
    from kg.graph_files.check import errors
    from kg.graph_files.load import load_graph
    from kg.graph_files.read_source import read_source
    from kg.graph_files.source_files import shipped_graph
    from kg.learn.progress.progress_json import dump_progress, parse_progress
    from kg.map.page import as_json
    from kg.store import open_store
    from kg.store.compiling import compile_in_memory

CORPUS = Path(__file__).with_name("corpus")
MAX_CARDS = 50
"""Cards of a deck of which a graph is made; that takes longer than reading them."""

Feed = Callable[[bytes], None]
_ELEMENT_END = re.compile(r"</|<!--|[\u2028\u2029]")


def as_package(content: bytes) -> bytes:
    """Return bytes that begin like a zip file as they are, others as the collection in one.

    Bytes that are not packed are worth more: most mutations of packed bytes only give a damaged
    package.
    """
    if content.startswith(b"PK"):
        return content
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("collection.anki21", content)
    return stream.getvalue()


def reader(name: str, folder: Path) -> Feed:
    """Return what feeds the reader of a format."""
    file, module = folder / "deck", load_reader(FILE_FORMATS[name])

    def feed(content: bytes) -> None:
        file.write_bytes(as_package(content) if name == "apkg" else content)
        module.recognises(content)
        try:
            found = module.read(file)
            if len(getattr(found, "cards", ())) > MAX_CARDS:
                return
            made = read_source(file, form=name)
        except DataError:
            return
        faults = errors(made.draft) if isinstance(made, Proposal) else errors(made)
        if isinstance(made, Proposal) and faults:
            raise AssertionError(faults)

    return feed


def question(folder: Path) -> Feed:
    """Return what asks the shipped graph."""
    store = open_store(shipped_graph(), folder)

    def feed(content: bytes) -> None:
        text = content.decode("utf-8", "surrogateescape")
        if text.strip():
            json.dumps(respond(text, store).to_json())

    return feed


def toml(folder: Path) -> Feed:
    """Return what reads a graph of one file."""
    file = folder / "graph.toml"

    def feed(content: bytes) -> None:
        file.write_bytes(content)
        try:
            graph = load_graph(file)
        except DataError:
            return
        compile_in_memory(graph).close()

    return feed


def progress(folder: Path) -> Feed:
    """Return what reads a learner's progress."""

    def feed(content: bytes) -> None:
        try:
            read = parse_progress(content.decode("utf-8", "replace"), folder)
        except DataError:
            return
        if parse_progress(dump_progress(read), folder) != read:
            raise AssertionError(read)

    return feed


def page(_: Path) -> Feed:
    """Return what writes the data of a page."""

    def feed(content: bytes) -> None:
        text = content.decode("utf-8", "replace")
        written = as_json({text: [text]})
        if _ELEMENT_END.search(written) or json.loads(written) != {text: [text]}:
            raise AssertionError(written)

    return feed


def target(name: str, folder: Path) -> Feed:
    """Return the function of a target."""
    others = {"question": question, "toml": toml, "progress": progress, "page": page}
    return others[name](folder) if name in others else reader(name, folder)


def main() -> None:
    """Fuzz the target named by the first argument; further arguments are libFuzzer's."""
    name = sys.argv.pop(1)
    found, work = (Path(tempfile.mkdtemp(prefix="kg-fuzz-")) for _ in range(2))
    # New inputs go into the first folder, so that those of the project stay few.
    folders = [str(folder) for folder in (found, CORPUS / name) if folder.is_dir()]
    atheris.Setup([sys.argv[0], *folders, *sys.argv[1:]], target(name, work))
    atheris.Fuzz()


if __name__ == "__main__":
    main()
