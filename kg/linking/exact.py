"""What is called so: a name, alias or acronym as it is written, looked up."""

from __future__ import annotations

from collections.abc import Iterable

from kg.store import NameMatch, Store
from kg.text.normal_forms import normalise, squash, stems

_TRUST = {"name": 0, "alias": 1, "stem": 2, "squash": 3, "initialism": 4}
"""Ways to call a concept, the surest first; see `Store.called`."""


def best_matches(forms: Iterable[NameMatch]) -> list[NameMatch]:
    """Of the ways in which a key calls concepts, those of the surest kind only."""
    ranked = sorted(forms, key=lambda form: (_TRUST[form.match_type], form.key))
    return [form for form in ranked if form.match_type == ranked[0].match_type]


def lookup(store: Store, name: str) -> list[NameMatch]:
    """The concepts called so in the surest way: as it is, by its stems, or without its spaces."""
    norm = normalise(name)
    ways = [way for way in (norm, " ".join(stems(name)), squash(name)) if way]
    known = store.name_matches(ways)
    return next((best_matches(known[way]) for way in ways if way in known), [])
