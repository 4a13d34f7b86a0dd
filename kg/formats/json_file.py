"""Read a JSON file."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from kg.formats.source import decode, fault, read_content

_HIGH_SURROGATE = r"\\u[dD][89abAB][0-9a-fA-F]{2}"
_LOW_SURROGATE = r"\\u[dD][c-fC-F][0-9a-fA-F]{2}"
_LONE_SURROGATE = re.compile(
    rf"{_HIGH_SURROGATE}(?!{_LOW_SURROGATE})|(?<!{_HIGH_SURROGATE}){_LOW_SURROGATE}"
)
"""An escape for half of a character, which no text may contain."""


def read_json(path: Path, encoding: str | None) -> Any:
    """Return the data of a JSON file; half characters are replaced by U+FFFD.

    Raises:
        DataError: it can't be read, or is not JSON (E501, E502; E505 at the line of the fault).
    """
    return parse_json(decode(read_content(path), path, encoding, is_lines=False), path)


def parse_json(text: str, path: Path) -> Any:
    """Return the data of JSON; half characters are replaced by U+FFFD.

    Args:
        text: the JSON.
        path: the file that it is from, for error messages.

    Raises:
        DataError: it is not JSON (E505 at the line of the fault).
    """
    try:
        return json.loads(_LONE_SURROGATE.sub(r"\\ufffd", text))
    except json.JSONDecodeError as error:
        raise fault(path, "E505", f"not valid JSON: {error.msg}", error.lineno) from error
    except ValueError as error:  # from int(), which refuses to read thousands of digits
        raise fault(path, "E505", "not valid JSON: a number is too long") from error
    except RecursionError as error:
        raise fault(path, "E505", "JSON nested too deeply") from error
