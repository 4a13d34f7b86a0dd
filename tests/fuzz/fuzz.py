"""Feeds a reader bytes that nobody would write; `make fuzz` runs it for each of three readers.

Coverage leads atheris from the corpus kept in tests/fuzz/corpus to new paths through the reader.
Anything but a deck or a fault in words is a bug, and so is a deck that no graph can be made of.
"""

from __future__ import annotations

import sys
import tempfile
import zipfile
from io import BytesIO
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["kg"]):
    from kg.errors import DataError
    from kg.extract import extract
    from kg.formats.anki import package as apkg
    from kg.formats.markdown import notes as markdown
    from kg.formats.tables import delimited
    from kg.graph_files.check import errors
    from kg.model.vocabulary import Vocabulary

CORPUS = Path(__file__).with_name("corpus")
READERS = {"apkg": apkg, "delimited": delimited, "markdown": markdown}


def as_package(content: bytes) -> bytes:
    """Bytes as they are where they begin as a zip file, else as the collection in one.

    Mutations of packed bytes are damaged packages, of which all are alike.
    """
    if content.startswith(b"PK"):
        return content
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("collection.anki21", content)
    return stream.getvalue()


def main() -> None:
    """Fuzz the reader named first; further arguments are libFuzzer's."""
    name = sys.argv.pop(1)
    reader = READERS[name]
    folder = Path(tempfile.mkdtemp(prefix="kg-fuzz-"))
    file = folder / "deck"

    def feed(content: bytes) -> None:
        file.write_bytes(as_package(content) if name == "apkg" else content)
        reader.recognises(content)
        try:
            deck = reader.read(file)
        except DataError:
            return
        if len(deck.cards) <= 50:  # extraction takes longer than reading
            faults = errors(extract(deck, Vocabulary()).draft)
            if faults:
                raise AssertionError(faults)

    atheris.Setup([sys.argv[0], str(CORPUS / name), *sys.argv[1:]], feed)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
