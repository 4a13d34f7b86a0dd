"""Front matter: the YAML that notes in Markdown may begin with."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml  # noqa: TID251

from kg.formats.source import fault

MOST = 65_536
"""Characters of front matter at most."""

_DEEPEST = 500
"""Brackets in front matter at most; the time that YAML takes grows with the square of them."""


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What front matter says that a graph has a place for; `lines` is how many it takes."""

    title: str = ""
    aliases: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    lines: int = 0


def read_front_matter(lines: Sequence[str], path: Path | str) -> FrontMatter:
    """The front matter at the head of a note; what is not of YAML's form is passed over.

    Raises:
        DataError: it has anchors, aliases or tags of YAML, which could grow without bounds or
            make objects, or it is too long (E505).
    """
    if not lines or lines[0].rstrip() != "---":
        return FrontMatter()
    end = next((n for n, row in enumerate(lines[1:200], 1) if row.rstrip() in ("---", "...")), None)
    if end is None:
        return FrontMatter()
    text = "\n".join(lines[1:end])
    if len(text) > MOST:
        raise fault(path, "E505", f"front matter of more than {MOST:,} characters")
    if text.count("[") + text.count("{") > _DEEPEST:
        return FrontMatter(lines=end + 1)
    try:
        events = list(yaml.parse(text, Loader=yaml.SafeLoader))
        grows = next((e for e in events if _is_more_than_text(e)), None)
        data = yaml.safe_load(text) if grows is None else None
    except (yaml.YAMLError, ValueError, OverflowError, RecursionError):
        return FrontMatter(lines=end + 1)
    if grows is not None:
        at = (grows.start_mark.line if grows.start_mark else 0) + 2
        message = "front matter with an anchor, alias or tag of YAML; write it out in full"
        raise fault(path, "E505", message, at)
    if not isinstance(data, dict):
        return FrontMatter(lines=end + 1)
    found = {str(key).lower(): value for key, value in data.items()}
    title = found.get("title") or found.get("name")
    return FrontMatter(
        _texts([title])[0] if _texts([title]) else "",
        _texts(found.get("aliases") or found.get("alias")),
        tuple(tag.lstrip("#") for tag in _texts(found.get("tags") or found.get("tag"))),
        end + 1,
    )


def _is_more_than_text(event: yaml.Event) -> bool:
    """Whether an event of YAML is an anchor, or an alias of one, or has a tag."""
    return bool(getattr(event, "anchor", None) or getattr(event, "tag", None))


def _texts(value: object) -> tuple[str, ...]:
    if isinstance(value, str):
        value = value.split(",")
    if not isinstance(value, list):
        return ()
    told = (v for v in value if isinstance(v, str | float) or (isinstance(v, int) and v < 10**18))
    return tuple(text for text in (str(v).strip() for v in told) if text)
