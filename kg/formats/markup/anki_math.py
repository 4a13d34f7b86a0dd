"""Turn Anki's own marks of mathematics into those of everybody else: dollar signs."""

from __future__ import annotations

_MARKS = (("[$$]", "[/$$]", "$$"), ("[$]", "[/$]", "$"), ("[latex]", "[/latex]", ""))


def with_common_marks(source: str) -> str:
    """Return a text whose formulas stand between dollar signs instead of Anki's marks.

    What `[latex]` encloses keeps its own marks; if it has none, it is one formula.

    >>> with_common_marks("[$]x^2[/$] is [latex]$a$[/latex] or [latex]b[/latex]")
    '$x^2$ is $a$ or $b$'
    """
    if "[$" not in source and "[latex]" not in source:
        return source
    for opening, closing, mark in _MARKS:
        first, *rest = source.split(opening)
        parts = [first]
        for part in rest:
            formula, found, after = part.partition(closing)
            if not found:
                parts.append(opening + part)
                continue
            own = mark or ("" if "$" in formula or "\\begin" in formula else "$")
            bare = formula.strip() if own else formula
            parts.append(f"{own}{bare}{own}{after}")
        source = "".join(parts)
    return source
