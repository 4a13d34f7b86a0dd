"""Look up a text as a name, alias or initials: as written, by its stems, or without spaces."""

from __future__ import annotations

from collections.abc import Iterable

from kg.store import NameMatch, Store
from kg.store.sqlite_schema import MATCH_TYPES
from kg.text.normal_forms import normalise, squash, stems

_RANK = {match_type: n for n, match_type in enumerate(MATCH_TYPES)}


def best_matches(matches: Iterable[NameMatch]) -> list[NameMatch]:
    """Keep only the matches of the most reliable type, sorted by key."""
    ranked = sorted(matches, key=lambda match: (_RANK[match.match_type], match.key))
    return [match for match in ranked if match.match_type == ranked[0].match_type]


def lookup(store: Store, name: str) -> list[NameMatch]:
    """Return the best matches of a name as it is; failing that, by its stems; then squashed."""
    norm = normalise(name)
    forms = [form for form in (norm, " ".join(stems(name)), squash(name)) if form]
    found = store.name_matches(forms)
    return next((best_matches(found[form]) for form in forms if form in found), [])
