"""The members of a sequence that a question about positions means."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from kg.answer.strategies.order import Line, Order
from kg.question.position_patterns import Anchor, PositionQuestion
from kg.store import Key, Store, ends
from kg.text.normal_forms import stem, words


class SequenceMembers:
    """Find the members that one question means, and the line in which they stand."""

    def __init__(self, question: PositionQuestion, order: Order, store: Store) -> None:
        self._question = question
        self._order = order
        self._store = store

    def line(self) -> Line | None:
        """Return the line that is asked about, if it is clear which."""
        asked = self._question
        if not (asked.has_noun or asked.scopes or asked.scope_stems):
            return None
        lines = [
            (len(line.members), line.members[0] in self.fitting(line.members), line)
            for line in self.lines()
            if self.fitting(line.members, widely=True) and self.is_in_scope(line.members)
        ]
        best = max((rank[:2] for rank in lines), default=None)
        found = [rank[2] for rank in lines if rank[:2] == best]
        return found[0] if len(found) == 1 else None

    def lines(self) -> Iterator[Line]:
        """Yield the lines of what the question names as a whole, or all lines."""
        keys = [key for mention in self._question.scopes for key in mention.keys]
        found = [
            line for key in keys for line in self._order.lines_within(key, self._question.kinds)
        ]
        yield from found or self._order.lines()

    def member_at(self, anchor: Anchor) -> Key | None:
        """Return the member from which a place is counted."""
        asked = self._question
        if anchor.mention is None:
            line = self.line()
            total = len(line.members) if line else 0
            if line is None or not 0 < abs(anchor.place) <= total:
                return None
            return line.members[anchor.place - 1 if anchor.place > 0 else anchor.place]
        kinds = anchor.kinds if anchor.is_inside else asked.kinds
        for key in anchor.mention.keys:
            is_member = self._order.is_member(key)
            if (
                is_member
                and not anchor.is_inside
                and (not kinds or self._store.kinds_of([key])[key] == kinds[0])
            ):
                return key
            found = self._order.places(key, kinds[:1]) if kinds or anchor.is_inside else {}
            if not found and anchor.is_inside:
                found = self._order.places(key)
            if len(found) == 1:
                return next(iter(found))
            if is_member and not anchor.is_inside:
                return key
        return None

    def common_members(self, anchors: Iterable[Anchor]) -> dict[Key, Key] | None:
        """Return for each concept named the member that stands for it, all in one sequence.

        A concept that is a member stands for itself if it can.
        """
        options: list[tuple[Key, dict[Key, Key]]] = []  # members by their sequences' first keys
        for anchor in anchors:
            mention = anchor.mention
            if mention is None:
                member = self.member_at(anchor)
                if member is None:
                    return None
                options.append((member, {self._sequence_of(member): member}))
                continue
            for key in mention.keys:
                places: dict[Key, Key] = {}
                found = self._order.places(key, anchor.kinds[:1] if anchor.is_inside else ())
                for member in found:
                    if len(found) == 1:
                        places[self._sequence_of(member)] = member
                if self._order.is_member(key) and not anchor.is_inside:
                    places[self._sequence_of(key)] = key
                if places:
                    options.append((key, places))
                    break
            else:
                return None
        common = set.intersection(*(set(places) for _, places in options)) if options else set()
        if not common:
            return None
        best = min(common, key=lambda s: (-sum(p[s] == key for key, p in options), s))
        return {key: places[best] for key, places in options}

    def _sequence_of(self, member: Key) -> Key:
        """Return the lowest key of the sequence in which a member stands."""
        return min(ends(self._order.edges_around([member])))

    def fitting(
        self, keys: Iterable[Key], like: Key | None = None, *, widely: bool = False
    ) -> list[Key]:
        """Return the concepts of a kind asked for; of that of `like` if any kind may be meant."""
        asked = self._question
        kind_of = self._store.kinds_of([*(keys := list(keys)), *([like] if like else [])])
        found = [key for key in keys if kind_of[key] in asked.kinds]
        if found or not ((widely and asked.is_general) or not asked.kinds):
            return found
        return [key for key in keys if like and kind_of[key] == kind_of[like]] or keys

    def is_in_scope(self, members: Collection[Key]) -> bool:
        """Return True if the members belong to all that the question names as their whole."""
        asked = self._question
        wanted = set(asked.scope_stems)
        for mention in asked.scopes:
            if not any(self._order.linked(key).issuperset(members) for key in mention.keys):
                wanted.update(map(stem, words(mention.text)))
        if not wanted:
            return True
        names = self._store.names(self._order.common_wholes(members)).values()
        forms = [[stem(word) for word in words(form)] for wholes in names for form in wholes]
        # "lifecycle" may stand for the ML lifecycle, but "model" not for model development.
        if asked.scope_stems and not asked.scope_stems & {form[-1] for form in forms if form}:
            return False
        return wanted <= {part for form in forms for part in form}
