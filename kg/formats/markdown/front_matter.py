"""Read front matter: the YAML that a Markdown note may begin with."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml  # noqa: TID251

from kg.formats.source import fault

MAX_FRONT_MATTER_CHARS = 65_536
"""Characters of front matter; a note with more is refused."""

_MAX_FRONT_MATTER_LINES = 200
"""Lines within which front matter must end; else the note has none."""

_MAX_BRACKETS = 500
"""Brackets in front matter; if there are more it is ignored, as YAML takes quadratic time."""

_MAX_YAML_INT = 10**18
"""A whole number from here on is ignored: to write it out could take very long."""


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The settings in front matter that a graph can use.

    `line_count` is the number of lines that it takes; 0 if the note has none.
    """

    title: str = ""
    aliases: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    line_count: int = 0


def read_front_matter(lines: Sequence[str], path: Path | str) -> FrontMatter:
    """Return the front matter of a note; it is empty if it is not valid YAML.

    Args:
        lines: the lines of the note.
        path: the file, for error messages.

    Raises:
        DataError: it is too long, or has a YAML anchor, alias or tag, which could grow without
            bounds or create objects (E505).
    """
    if not lines or lines[0].rstrip() != "---":
        return FrontMatter()
    possible_ends = enumerate(lines[1:_MAX_FRONT_MATTER_LINES], 1)
    end = next((n for n, line in possible_ends if line.rstrip() in ("---", "...")), None)
    if end is None:
        return FrontMatter()
    text = "\n".join(lines[1:end])
    if len(text) > MAX_FRONT_MATTER_CHARS:
        message = f"front matter has more than {MAX_FRONT_MATTER_CHARS:,} characters"
        raise fault(path, "E505", message)
    if text.count("[") + text.count("{") > _MAX_BRACKETS:
        return FrontMatter(line_count=end + 1)
    try:
        events = list(yaml.parse(text, Loader=yaml.SafeLoader))
        forbidden = next((event for event in events if _is_forbidden(event)), None)
        data = yaml.safe_load(text) if forbidden is None else None
    except (yaml.YAMLError, ValueError, OverflowError, RecursionError):
        return FrontMatter(line_count=end + 1)
    if forbidden is not None:
        line = (forbidden.start_mark.line if forbidden.start_mark else 0) + 2
        message = "front matter has a YAML anchor, alias or tag; write the value out in full"
        raise fault(path, "E505", message, line)
    if not isinstance(data, dict):
        return FrontMatter(line_count=end + 1)
    values = {str(key).lower(): value for key, value in data.items()}
    title = _as_texts([values.get("title") or values.get("name")])
    return FrontMatter(
        title[0] if title else "",
        _as_texts(values.get("aliases") or values.get("alias")),
        tuple(tag.lstrip("#") for tag in _as_texts(values.get("tags") or values.get("tag"))),
        end + 1,
    )


def _is_forbidden(event: yaml.Event) -> bool:
    """Return True if a YAML event has an anchor or a tag, or is an alias."""
    return bool(getattr(event, "anchor", None) or getattr(event, "tag", None))


def _as_texts(value: object) -> tuple[str, ...]:
    """Return a YAML value as texts: the items of a list, or the parts of a text with commas."""
    if isinstance(value, str):
        value = value.split(",")
    if not isinstance(value, list):
        return ()
    plain = (
        v for v in value if isinstance(v, str | float) or (isinstance(v, int) and v < _MAX_YAML_INT)
    )
    return tuple(text for text in (str(v).strip() for v in plain) if text)
