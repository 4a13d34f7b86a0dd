"""Extract: a deck in, the graph that it seems to describe out, each part with its card."""

from __future__ import annotations

import re
import tomllib
from collections import Counter, defaultdict
from collections.abc import Callable
from functools import cache
from importlib.resources import files

from kg.deck import Card, Deck
from kg.draft import NOWHERE, Draft, DraftConcept, DraftEdge, Place
from kg.extract.book import Book, Entry
from kg.extract.edges import edges_in
from kg.extract.mentions import Finder
from kg.extract.names import clean_name, is_name, is_proper, is_short_for, key_of
from kg.extract.patterns import THRESHOLD
from kg.extract.phrases import find_phrases
from kg.extract.proposal import LeftOut, Proposal, ProposedEdge
from kg.extract.reading import Item, Reading, read_card
from kg.relations import PLAIN, Vocabulary, derive_relation, read_vocabulary
from kg.text import normalise

LONGEST_SUMMARY = 1_200
"""Characters of a summary; a concept of many cards tells of the first ones."""

CITED = 12
"""Ranges that a citation names at most."""

COMMON = 0.3
"""Share of the cards from which on a name tells nothing where it is mentioned."""

_ALSO = re.compile(
    r"(?:also (?:known|called|named|referred to) (?:as )?(?:its |the )?|\(or |, or simply "
    r"|abbreviated (?:as )?|a\.?k\.?a\.? )"
    r"(?P<alias>[\w][\w /+#-]{1,40}?)(?=[,.;)]|$)",
    re.IGNORECASE,
)
_DOING = frozenset("building choosing creating doing getting having making using".split())
_SHORT = re.compile(r"(?P<words>(?:[\w-]+\s){1,6})\((?P<short>[A-Z][A-Za-z]{1,7})\)")
_DEFINES = re.compile(
    r"(?P<name>(?!(?:An?|The|This|That|These|It|There|In|With|When|If|For|To)\b)[A-Z][\w\s-]{4,50}?)"
    r"\s+(?:is|are)\s+(?:an?|the|ideal|used)\b[^.]*\."
)
_GLOSS = re.compile(r"(?:an?|one of the) \w", re.IGNORECASE)
_IS = re.compile(r"(?P<name>[^,.;:()]{3,60}?)\s+(?:is|are|refers to)\s+(?:an?|the)\s")


def extract(
    deck: Deck, vocabulary: Vocabulary, step: Callable[[int, int], None] | None = None
) -> Proposal:
    """The graph that a deck describes.

    Every concept and edge cites the card that it is from, and what no pattern is sure of is left
    out. The same deck gives the same graph.

    Args:
        deck: the cards.
        vocabulary: the kinds and relations of the graph, to which those of decks are added.
        step: told how many cards have been gone through, and of how many.
    """
    return _Extraction(deck, deck_vocabulary(vocabulary)).run(step)


def deck_vocabulary(vocabulary: Vocabulary) -> Vocabulary:
    """A vocabulary with the kinds and relations that graphs made of decks have beside it."""
    more = _more()
    return Vocabulary(
        {**vocabulary.kinds, **{k: v for k, v in more.kinds.items() if k not in vocabulary.kinds}},
        {**more.relations, **vocabulary.relations},
    )


@cache
def _more() -> Vocabulary:
    return read_vocabulary(tomllib.loads(more_relations()))[0]


def more_relations() -> str:
    """The text of the vocabulary that graphs made of decks add."""
    return (files("kg.extract") / "relations.toml").read_text(encoding="utf-8")


class _Extraction:
    def __init__(self, deck: Deck, vocabulary: Vocabulary) -> None:
        self.deck = deck
        self.vocabulary = vocabulary
        self.book = Book()
        self.finder = Finder()
        self.relations = dict(vocabulary.relations)
        self.found: list[ProposedEdge] = []
        self.kind_words: dict[str, str] = {
            normalise(word): kind.name
            for kind in reversed(list(vocabulary.kinds.values()))
            for word in (*kind.words, kind.name)
        }

    def run(self, step: Callable[[int, int], None] | None) -> Proposal:
        """Go through the cards: first what they name, then what they say of it."""
        read: list[tuple[Card, Reading, Entry]] = []
        for card in self.deck.cards:
            reading = read_card(card, loose=self.deck.loose)
            read.append((card, reading, self._name(card, reading)))
        for card, reading, entry in read:
            self._list(card, reading, entry)
        for card, reading, entry in read:
            self._told_within(card, reading, entry)
        self._families(read)
        names = [name for e in self.book.entries if e.is_spoken for name in (e.name, *e.aliases)]
        names += [card.front for card, reading, _ in read if reading.heading is not None]
        for phrase, number in list(find_phrases(self.deck.cards, names)):
            if self.book.find(phrase) is None:
                self.book.add(phrase, number).is_phrase = True
        self._look_for_all()
        for done, (card, reading, entry) in enumerate(read, 1):
            self._relate(card, reading, entry)
            if step is not None:
                step(done, len(read))
        self._heads()
        return self._proposal()

    def _name(self, card: Card, reading: Reading) -> Entry:
        """The concept that a card is about."""
        is_spoken = reading.role in ("term", "answer")
        entry = self.book.add(reading.name, card.number, is_spoken=is_spoken)
        if reading.text and all(reading.text != text for _, text in entry.texts):
            entry.texts.append((card.number, reading.text))
        for more in card.more:
            entry.texts.append((card.number, more if more.endswith(".") else f"{more}."))
        if not is_spoken:
            entry.kinds[reading.role] += 1
        elif reading.kind:
            self._vote(entry, reading.kind.split()[-1])
        for alias in (*reading.aliases, *card.aliases):
            self.book.call(entry, alias, "another name on the card")
        if reading.role == "term":
            self._aliases(entry, reading.text)
        for blank in card.blanks:
            if is_name(blank, 5) and len(normalise(blank)) > 2:
                hidden = self.book.add(clean_name(blank), card.number)
                self._edge(entry, "mentions", hidden, "blank", card, 0.8)
        return entry

    def _aliases(self, entry: Entry, text: str) -> None:
        for found in _ALSO.finditer(text[:400]):
            alias = clean_name(found["alias"])
            if is_name(alias, 4):
                self.book.call(entry, alias, "called so on its card")
        opening = _IS.match(text)
        if opening is None:
            return
        subject = clean_name(opening["name"])
        told, own = normalise(subject).split(), normalise(entry.name).split()
        if not is_name(subject, 5) or not told or told == own or told[0] in ("it", "this", "there"):
            return
        if told[0] == own[0] and len(told) > 1:
            self.book.call(entry, subject, "called so on its card")

    def _vote(self, entry: Entry, noun: str) -> None:
        kind = self.kind_words.get(key_of(noun))
        if kind is not None and kind != PLAIN:
            entry.kinds[kind] += 1

    def _list(self, card: Card, reading: Reading, entry: Entry) -> None:
        """The items of a card that is a list, joined with what they belong to."""
        heading = reading.heading
        if heading is None:
            self._compare(card, reading, entry)
            return
        whole = self.book.add(reading.of, card.number)
        if heading.whole and not whole.kinds:
            whole.kinds[heading.whole] += 2
        if not reading.items:
            if heading.kind:
                entry.kinds[heading.kind] += 2
            self._edge(entry, heading.relation, whole, heading.name, card, heading.confidence)
        before: Entry | None = None
        for item in reading.items:
            if key_of(item.name) == key_of(whole.name):
                continue
            part = self._item(card, item, sequence=heading.sequence)
            if heading.kind:
                part.kinds[heading.kind] += 2
            pattern = f"list: {heading.name}"
            a, b = (whole, part) if heading.inverse else (part, whole)
            self._edge(a, heading.relation, b, pattern, card, heading.confidence)
            if heading.sequence and before is not None:
                self._edge(part, "follows", before, "ordered list", card, 0.8)
            before = part
        if heading.relation == "option-of" and len(reading.items) == 2:
            one, other = (self.book.add(item.name, card.number) for item in reading.items)
            self._edge(one, "contrasts-with", other, "two options", card, 0.7)

    def _item(self, card: Card, item: Item, *, sequence: bool) -> Entry:
        entry = self.book.add(item.name, card.number)
        if item.text:
            entry.texts.append((card.number, item.text))
        before: Entry | None = None
        for name in item.inner:
            inner = self.book.add(name, card.number)
            relation = "part-of-stage" if sequence else "part-of"
            self._edge(inner, relation, entry, "in parentheses", card, 0.8)
            if sequence:
                inner.kinds["step"] += 1
                if before is not None:
                    self._edge(inner, "follows", before, "ordered list", card, 0.6)
            before = inner
        return entry

    def _compare(self, card: Card, reading: Reading, entry: Entry) -> None:
        if len(reading.compared) != 2:
            return
        one, other = (self.book.add(name, card.number) for name in reading.compared)
        self._edge(one, "contrasts-with", other, "difference", card, 0.85)
        for end in (one, other):
            self._edge(entry, "mentions", end, "difference", card, 0.9)

    def _told_within(self, card: Card, reading: Reading, entry: Entry) -> None:
        """Names that a text gives by itself: behind its initials, or as what it defines."""
        for found in _SHORT.finditer(reading.text) if "(" in reading.text else ():
            name = _spelt_out(found["words"], found["short"])
            if name and self.book.find(found["short"]) is None:
                self.book.call(self.book.add(name, card.number), found["short"], "its initials")
        defined = _DEFINES.match(reading.text) if reading.role == "term" else None
        if defined is None:
            return
        subject = clean_name(defined["name"])
        said = normalise(subject).split()
        is_new = 1 < len(said) < 5 and is_name(subject) and self.book.find(subject) is None
        if is_new and not set(said).isdisjoint(normalise(entry.name).split()):
            other = self.book.add(subject, card.number)
            other.texts.append((card.number, defined[0]))
            self._edge(entry, "related-to", other, "what its card defines", card, 0.7)

    def _families(self, read: list[tuple[Card, Reading, Entry]]) -> None:
        """Names that several others begin with, where cards also use them alone."""
        begun: Counter[str] = Counter()
        for entry in self.book.entries:
            parts = entry.name.split()
            if entry.is_spoken and len(parts) > 1 and is_proper(entry.name):
                begun[" ".join(parts[:1])] += 1
                begun[" ".join(parts[:2])] += len(parts) > 2
        for name, often in sorted(begun.items()):
            if often < 3 or self.book.find(name) is not None or len(name) < 3:
                continue
            alone = re.compile(rf"(?<![\w-]){re.escape(name)}(?! ?[A-Z])(?![\w-])")
            card = next((c for c, r, _ in read if alone.search(f"{r.name} . {r.text}")), None)
            if card is not None:
                self.book.add(name, card.number)

    def _look_for_all(self) -> None:
        """Let texts be searched for every name that is not too common to tell anything."""
        for entry in self.book.entries:
            if entry.is_spoken:
                for name in (entry.name, *entry.aliases):
                    self.finder.add(name, entry.number)
        spread: Counter[int] = Counter()
        for card in self.deck.cards:
            spread.update({m.which for m in self.finder.find(f"{card.front}\n{card.back}")})
        most = max(20.0, COMMON * len(self.deck.cards))
        self.common = {which for which, often in spread.items() if often > most}

    def _relate(self, card: Card, reading: Reading, entry: Entry) -> None:
        """What a card says about its concept, its links, and where it is filed."""
        text = reading.text if reading.role != "question" else f"{card.front} {reading.text}"
        patterned = reading.role in ("term", "answer")
        if reading.role == "term" and _GLOSS.match(text):
            text = f"{entry.name} is {text[0].lower()}{text[1:]}"
        for pattern, relation, other, confidence, inverse in edges_in(
            entry, text, card.number, self.book, self.finder
        ):
            if pattern == "mention" and other.number in self.common:
                confidence -= 0.2
            if not patterned:
                pattern, relation, inverse = "mention", "mentions", False
            a, b = (other, entry) if inverse else (entry, other)
            self._edge(a, relation, b, pattern, card, confidence)
            if pattern == "is a" and confidence >= THRESHOLD:
                self._vote(entry, other.name.split()[-1])
        if patterned:
            self._kind_told(entry, reading.text)
        if reading.kind:
            asked = self.book.find(reading.kind) or self.book.find(reading.kind.split()[-1])
            if asked is not None and asked.is_spoken:
                self._edge(entry, "kind-of", asked, "asked which", card, 0.8)
        for link in card.links:
            target = self.book.add(link.target, card.number)
            relation = _relation_name(link.relation) or "related-to"
            self.relations.setdefault(relation, derive_relation(relation))
            self._edge(entry, relation, target, "link", card, 0.9)
        self._file(card, entry)

    def _kind_told(self, entry: Entry, text: str) -> None:
        """A kind that the text says the concept is of."""
        found = re.search(
            r"\b(?:is|are) (?:an?|the|one of the) ((?:[\w-]+ ){0,5}?[\w-]+)\b", text[:200]
        )
        if found is None:
            return
        for noun in reversed(found[1].split()):
            if self.kind_words.get(key_of(noun), PLAIN) != PLAIN:
                self._vote(entry, noun)
                return

    def _file(self, card: Card, entry: Entry) -> None:
        """The decks, headings and tags that a card is under."""
        for name in (*card.trail[-1:], *card.tags):
            parts = [clean_name(p) for p in re.split(r"::|/", name)]
            above: Entry | None = None
            for part in parts:
                if not normalise(part) or len(part) > 80 or not any(c.isalpha() for c in part):
                    continue
                topic = self.book.find(part)
                if topic is None:
                    topic = self.book.add(part, card.number)
                    topic.kinds["topic"] += 1
                if "topic" in topic.kinds:
                    topic.cards[card.number] = None
                if above is not None and above is not topic:
                    self._edge(topic, "under", above, "hierarchy", card, 0.9)
                above = topic
            if above is not None:
                self._edge(entry, "under", above, "filed", card, 0.9)

    def _heads(self) -> None:
        """Names that end in, or begin with, the name of another concept."""
        for entry in list(self.book.entries):
            parts = entry.name.split()
            if not entry.is_spoken or not 1 < len(parts) <= 5 or parts[0].lower() in _DOING:
                continue
            card = self.deck.cards[next(iter(entry.cards)) - 1]
            for n in range(1, len(parts)):
                head = self.book.find(" ".join(parts[n:]))
                if (
                    head is not None
                    and head is not entry
                    and head.is_spoken
                    and not parts[n][0].isupper()
                ):
                    self._edge(entry, "kind-of", head, "last words of the name", card, 0.65)
                    break
            if not is_proper(entry.name):
                continue
            for n in range(len(parts) - 1, 0, -1):
                family = self.book.find(" ".join(parts[:n]))
                if family is not None and family is not entry and is_proper(family.name):
                    self._edge(entry, "part-of", family, "first words of the name", card, 0.6)
                    break

    def _edge(
        self, a: Entry, relation: str, b: Entry, pattern: str, card: Card, confidence: float
    ) -> None:
        source = self.deck.source(card)
        self.found.append(
            ProposedEdge(a.name, relation, b.name, pattern, source, round(confidence, 2))
        )

    def _proposal(self) -> Proposal:
        kinds = {e.name: self._kind(e) for e in self.book.entries}
        kept, left_out = self._sift(kinds)
        by_concept: defaultdict[str, list[DraftEdge]] = defaultdict(list)
        for edge in kept:
            by_concept[edge.a].append(DraftEdge(edge.relation, edge.b, edge.source, NOWHERE))
        joined = {name for edge in kept for name in (edge.a, edge.b)}
        place = {card.number: card for card in self.deck.cards}
        concepts = tuple(
            DraftConcept(
                entry.name,
                kinds[entry.name],
                tuple(entry.aliases),
                _summary(entry, kinds[entry.name]),
                self._sources(entry, place),
                tuple(by_concept[entry.name]),
                self._place(entry, place),
            )
            for entry in self.book.entries
            if not entry.is_phrase or entry.name in joined
        )
        vocabulary = Vocabulary(self.vocabulary.kinds, self.relations)
        draft = Draft(vocabulary, concepts, title=self.deck.title)
        return Proposal(
            draft, len(self.deck.cards), self.deck.asked, tuple(kept), tuple(self.book.merges),
            tuple(left_out), self.deck.skipped,
        )  # fmt: skip

    def _kind(self, entry: Entry) -> str:
        rank = {kind: n for n, kind in enumerate(self.vocabulary.kinds)}
        known = [kind for kind in entry.kinds if kind in rank]
        return min(known, key=lambda kind: (-entry.kinds[kind], rank[kind]), default=PLAIN)

    def _sources(self, entry: Entry, place: dict[int, Card]) -> str:
        """The citation of all cards of a concept, neighbours as ranges."""
        spans: list[list[int]] = []
        for number in sorted(entry.cards):
            card = place[number]
            is_line = self.deck.cites == "lines"
            first, last = (card.first, card.last) if is_line else (number, number)
            if spans and first <= spans[-1][1] + 1:
                spans[-1][1] = max(spans[-1][1], last)
            else:
                spans.append([first, last])
        told = ",".join(f"{a}-{b}" if b > a else str(a) for a, b in spans[:CITED])
        if self.deck.cites == "lines":
            return told
        return f"card {told}" if told.isdigit() else f"cards {told}"

    def _place(self, entry: Entry, place: dict[int, Card]) -> Place:
        card = place[min(entry.cards)]
        return Place(card.path, card.first or card.number)

    def _sift(self, kinds: dict[str, str]) -> tuple[list[ProposedEdge], list[LeftOut]]:
        """The edges to write, the surest of each pair of ends and relation, and the others."""
        kept: dict[tuple[str, str, str], ProposedEdge] = {}
        typed: set[frozenset[str]] = set()
        left_out: list[LeftOut] = []
        above: defaultdict[str, defaultdict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
        order = {edge: n for n, edge in reversed(list(enumerate(self.found)))}
        for edge in sorted(
            order, key=lambda e: (e.relation == "mentions", -e.confidence, order[e])
        ):
            reason = self._wrong(edge, kinds, kept, typed, above)
            if reason:
                if reason != "said before":
                    left_out.append(LeftOut(edge, reason))
                continue
            kept[edge.a, edge.relation, edge.b] = edge
            typed.add(frozenset((edge.a, edge.b)))
            if self.relations[edge.relation].ordering:
                above[edge.relation][edge.a].add(edge.b)
        return sorted(kept.values(), key=lambda e: order[e]), left_out

    def _wrong(
        self,
        edge: ProposedEdge,
        kinds: dict[str, str],
        kept: dict[tuple[str, str, str], ProposedEdge],
        typed: set[frozenset[str]],
        above: defaultdict[str, defaultdict[str, set[str]]],
    ) -> str:
        """Why an edge can't be written; empty where it can."""
        if edge.a == edge.b:
            return "said before"
        if edge.confidence < THRESHOLD:
            return f"confidence {edge.confidence:.2f} is below {THRESHOLD}"
        relation = self.relations.get(edge.relation)
        if relation is None:
            return f"the vocabulary has no relation {edge.relation!r}"
        twin = (edge.b, edge.relation, edge.a)
        if (edge.a, edge.relation, edge.b) in kept or (relation.symmetric and twin in kept):
            return "said before"
        if edge.relation == "mentions" and frozenset((edge.a, edge.b)) in typed:
            return "said before"
        for name, allowed in ((edge.a, relation.from_kinds), (edge.b, relation.to_kinds)):
            if allowed and kinds[name] not in allowed:
                return f"{name!r} is a {kinds[name]}, which {edge.relation!r} does not join"
        if relation.ordering and _reaches(above[edge.relation], edge.b, edge.a):
            return f"it would close a circle of {edge.relation!r}"
        return ""


def _reaches(above: dict[str, set[str]], start: str, goal: str) -> bool:
    seen, stack = {start}, [start]
    while stack:
        at = stack.pop()
        if at == goal:
            return True
        for other in sorted(above.get(at, ())):
            if other not in seen:
                seen.add(other)
                stack.append(other)
    return False


def _relation_name(told: str) -> str:
    name = "-".join(normalise(told).split())
    return name if name not in {"name", "kind", "aliases", "summary", "source"} else f"has-{name}"


def _summary(entry: Entry, kind: str) -> str:
    """What the cards say, one after another, until it is long."""
    told: list[str] = []
    size = 0
    for _, text in entry.texts:
        said = " ".join(text.split())
        is_short = len(said) < 2 * len(entry.name) + 8
        if not said or (is_short and normalise(said) == normalise(entry.name)):
            continue  # it says no more than the name
        if told and size + len(said) > LONGEST_SUMMARY:
            break
        told.append(said if said[-1:] in ".!?…:" or kind == "question" else f"{said}.")
        size += len(said)
    return " ".join(told)


def _spelt_out(words: str, short: str) -> str:
    """The last words of some whose first letters are a short form; empty where they are not."""
    parts = words.split()
    for n in range(len(parts) - 1, -1, -1):
        name = clean_name(" ".join(parts[n:]))
        if is_short_for(short, name):
            return name if is_name(name, 6) else ""
    return ""
