"""Fuzz a reader: feed it damaged and random files; `make fuzz` does so for three readers.

Guided by coverage, atheris mutates the files in tests/fuzz/corpus to reach new code in the reader.
A reader must give a deck or raise DataError, and every deck must give a graph without faults;
anything else is a bug.
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


def main() -> None:
    """Fuzz the reader named by the first argument; further arguments are libFuzzer's."""
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
