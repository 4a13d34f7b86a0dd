"""Parse TOML files and find the line of everything in them."""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_right
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.errors import DataError, Finding
from kg.model.draft import Place
from kg.system.files import read_text

# The strings and comments of a TOML text that parses.
_LITERAL = re.compile(
    r""""{3}(?:[^\\]|\\.)*?"{3,5}|'{3}.*?'{3,5}|"(?:[^"\\\n]|\\.)*"|'[^'\n]*'|\#[^\n]*""",
    re.DOTALL,
)
_ERROR_LINE = re.compile(r"\(at line (\d+)")


@dataclass(frozen=True, slots=True)
class TomlFile:
    """A parsed TOML file with its text, to look up lines in.

    Places are offsets into `text`, in which comments and multi-line strings are blank. It is empty
    where no places are wanted: then all is on the first line.
    """

    path: str
    text: str
    breaks: list[int]
    data: dict[str, Any]

    def place(self, offset: int) -> Place:
        """Return the line of an offset."""
        return Place(self.path, bisect_right(self.breaks, offset - 1) + 1)

    def key(self, key: str, start: int = 0, end: int | None = None) -> int:
        """Return the offset at which a table (start:end) sets a key, else the table's start."""
        name = rf"[\"']?{re.escape(key)}[\"']?[ \t]*"
        pattern = rf"^[ \t]*(?:{name}[=.]|\[+[ \t]*(?:concept[ \t]*\.[ \t]*)?{name}[.\]])"
        match = re.compile(pattern, re.MULTILINE).search(
            self.text, start, len(self.text) if end is None else end
        )
        return match.start() if match else start

    def quoted(self, value: str, start: int, end: int) -> int | None:
        """Return the offset of the first quoted value after `start`, or None."""
        at = self.text.find(value, start + 1, end)
        while at >= 0:
            before, after = self.text[at - 1], self.text[at + len(value) : at + len(value) + 1]
            if before == after and before in "\"'":
                return at
            at = self.text.find(value, at + 1, end)
        return None

    def table(self, name: str) -> int:
        """Return the offset of a table such as relation.used-for or the first below it, else 0."""
        parts = [rf"[\"']?{re.escape(part)}[\"']?" for part in name.split(".", 1)]
        dotted = r"[ \t]*\.[ \t]*".join(parts)
        pattern = rf"^[ \t]*(?:\[+[ \t]*)?{dotted}[ \t]*[\].=]"
        match = re.search(pattern, self.text, re.MULTILINE)
        return match.start() if match else 0

    def tables_of(self, key: str) -> list[int]:
        """Return the offset of each [[key]] table."""
        pattern = rf"^[ \t]*\[\[[ \t]*([\"']?){re.escape(key)}\1[ \t]*\]\]"
        return [match.start() for match in re.finditer(pattern, self.text, re.MULTILINE)]


def parse_toml(file: Path, faults: list[Finding], *, with_places: bool = True) -> TomlFile | None:
    """Parse a TOML file; on failure add a finding to the faults and return None.

    Without places it takes half the time.
    """
    try:
        text = read_text(file)
        data = tomllib.loads(text)
        text = _LITERAL.sub(_blank, text) if with_places else ""
        return TomlFile(str(file), text, [m.start() for m in re.finditer("\n", text)], data)
    except DataError as error:
        faults.extend(error.findings)
    except tomllib.TOMLDecodeError as error:
        match = _ERROR_LINE.search(str(error))
        line = int(match[1]) if match else text.count("\n") + 1
        faults.append(Finding(str(file), line, "E102", f"not valid TOML: {error}"))
    except ValueError:  # from int(), which refuses to read thousands of digits
        faults.append(Finding(str(file), 1, "E102", "not valid TOML: a number is too long"))
    except RecursionError:
        faults.append(Finding(str(file), 1, "E102", "not valid TOML: nested too deep"))
    return None


def _blank(literal: re.Match[str]) -> str:
    """Blank out comments and multi-line strings, so that nothing is found in them."""
    if literal[0].startswith(("#", '"""', "'''")):
        return re.sub(r"[^\n]", " ", literal[0])
    return literal[0]
