"""Rows of the tables that searches read: passage, posting, word, spelling, stem and synonym."""

from __future__ import annotations

from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from itertools import permutations

from kg.model.graph import ConceptId, Graph
from kg.store.graph_tables import (
    Memo,
    Rows,
    Tables,
    concept_numbers,
    positions,
    used_vocabulary,
)
from kg.store.postings import impact, list_number, pack
from kg.store.term_codes import code_of
from kg.text.normal_forms import normalise, stem, words
from kg.text.synonyms import synonym_sets
from kg.text.word_list import frequencies

MAX_PASSAGE_EDGES = 64
"""Edges of a concept whose words are in its passage; those of a hub would drown the rest."""

MAX_PASSAGE_WORDS = 2_000
"""Length of a passage for BM25, at most; longer ones lose no more."""

_MAX_BYTE = 255


def search_tables(graph: Graph) -> Tables:
    """Yield the rows of the tables that hold words; each must be read before the next is."""
    codes = _TermCoder()
    passages = _Passages(graph, codes)
    yield "passage", passages.passage_rows()
    yield "posting", passages.posting_rows()
    vocabulary = sorted(codes.stem_numbers)
    yield "word", ((word,) for word in vocabulary)
    yield "spelling", _spelling_rows(vocabulary)
    yield "stem", passages.stem_rows()
    yield "synonym", passages.synonym_rows()


class _TermCoder:
    """Numbers stems in the order in which they appear, and encodes words by them.

    `stems` are the stems by their number less 1, `stem_numbers` the number of each word's stem.
    """

    def __init__(self) -> None:
        self.stems: list[str] = []
        self.stem_numbers: dict[str, int] = {}
        self._codes: Mapping[str, str] = Memo(self._add)
        self._number_by_stem: dict[str, int] = {}

    def encode(self, normalised: Iterable[str]) -> str:
        """Return normalised words as a string of term codes."""
        return "".join(map(self._codes.__getitem__, normalised))

    def _add(self, word: str) -> str:
        """Give the stem of a new word a number, and return its term code."""
        stem_ = stem(word)
        n = self._number_by_stem.get(stem_)
        if n is None:
            self.stems.append(stem_)
            n = self._number_by_stem[stem_] = len(self.stems)
        self.stem_numbers[word] = n
        return code_of(n)


class _Passages:
    """The passages of all concepts, counted while their rows are read for the other tables."""

    def __init__(self, graph: Graph, coder: _TermCoder) -> None:
        self._graph, self._coder = graph, coder
        self._numbers = concept_numbers(graph)
        self._kind_numbers = positions(used_vocabulary(graph).kinds)
        # By term code: the concepts that have it, and twice how often, capped to a byte.
        self._keys: defaultdict[str, array[int]] = defaultdict(lambda: array("I"))
        self._doubled_counts: defaultdict[str, bytearray] = defaultdict(bytearray)
        self._keys_by_name: defaultdict[str, array[int]] = defaultdict(lambda: array("I"))
        # By concept number: words of the passage, and of its names.
        self._lengths = array("H", [0])
        self._name_lengths = bytearray([0])
        self._document_frequencies: dict[str, int] = {}

    def passage_rows(self) -> Rows:
        """Yield the rows of `passage`."""
        names = {c.id: normalise(c.name).split() for c in self._graph.concepts.values()}
        encode = self._coder.encode
        edge_codes = self._edge_codes({i: encode(parts) for i, parts in names.items()})
        for concept in self._graph.concepts.values():
            n = self._numbers[concept.id]
            first = concept.definition
            rest = " ".join([concept.summary[len(first) :], *concept.attributes.texts()])
            # To a search, a hidden phrase is as good as a name.
            others = (*concept.aliases, *concept.hidden)
            aliases = [word for alias in others for word in words(alias)]
            texts = map(words, (first, rest, concept.background))
            parts: list[Iterable[str]] = [names[concept.id], aliases, *texts]
            name, alias, definition, summary, background = (encode(part) for part in parts)
            own = name + alias + definition + summary + background
            edges = "".join(edge_codes.pop(concept.id, ()))
            self._count(n, own, edges, name + alias)
            # Nothing but the presence of a stem counts here, so each is stored once.
            distinct = "".join(sorted(set(edges)))
            kind = self._kind_numbers[concept.kind]
            yield n, name, alias, definition, summary, background, distinct, kind

    def _count(self, n: int, own: str, edges: str, named: str) -> None:
        self._lengths.append(min(len(own) + len(edges), MAX_PASSAGE_WORDS))
        self._name_lengths.append(min(len(named), _MAX_BYTE))
        keys, doubled = self._keys, self._doubled_counts
        for code, count in Counter(own + own + edges).items():  # a word of an edge counts half
            keys[code].append(n)
            doubled[code].append(count if count <= _MAX_BYTE else _MAX_BYTE)
        for code in set(named):
            self._keys_by_name[code].append(n)

    def _edge_codes(self, names: Mapping[ConceptId, str]) -> dict[ConceptId, list[str]]:
        """Return, for each concept, its edges as term codes, without its own name."""
        encode = self._coder.encode
        wordings: dict[str, tuple[str, str]] = {}
        for name in sorted({edge.relation for edge in self._graph.edges}):
            relation = self._graph.vocabulary.relations[name]
            if not relation.negative:  # its words would count for what they deny
                wordings[name] = encode(words(relation.says)), encode(words(relation.back))
        codes: dict[ConceptId, list[str]] = {}
        for edge in self._graph.edges:
            if edge.relation not in wordings:
                continue
            forward, backward = wordings[edge.relation]
            # A condition, such as a situation, speaks for what holds under it.
            when = "".join([encode(words(c)) for c in edge.qualifiers.conditions])
            for end, text in (
                (edge.subject, forward + names[edge.object] + when),
                (edge.object, backward + names[edge.subject]),
            ):
                texts = codes.setdefault(end, [])
                if len(texts) < MAX_PASSAGE_EDGES:
                    texts.append(text)
        return codes

    def posting_rows(self) -> Rows:
        """Yield the rows of `posting`, once `passage_rows` is read."""
        lengths, mean = self._lengths, max(1.0, sum(self._lengths) / max(1, len(self._lengths) - 1))
        impacts_by_length = {
            length: bytes([impact(doubled / 2, length / mean) for doubled in range(_MAX_BYTE + 1)])
            for length in sorted(set(lengths))
        }
        mean_name = max(1.0, sum(self._name_lengths) / max(1, len(self._name_lengths) - 1))
        name_impacts = [impact(1, length / mean_name) for length in range(_MAX_BYTE + 1)]
        for n, stem_ in enumerate(self._coder.stems, 1):
            code = code_of(n)
            if code not in self._keys:
                continue
            keys, counts = self._keys.pop(code), self._doubled_counts.pop(code)
            pairs = zip(keys, counts, strict=True)
            impacts = bytes([impacts_by_length[lengths[k]][c] for k, c in pairs])
            yield from pack(list_number(n, of_names=False), keys, impacts)
            self._document_frequencies[stem_] = len(keys)
            if code in self._keys_by_name:
                keys = self._keys_by_name.pop(code)
                impacts = bytes([name_impacts[self._name_lengths[k]] for k in keys])
                yield from pack(list_number(n, of_names=True), keys, impacts)

    def stem_rows(self) -> Rows:
        """Yield the rows of `stem`, once `posting_rows` is read."""
        english: Counter[str] = Counter()
        counts = frequencies()
        for word, n in self._coder.stem_numbers.items():
            stem_ = self._coder.stems[n - 1]
            english[stem_] = max(english[stem_], counts.get(word, 0))
        for n, stem_ in enumerate(self._coder.stems, 1):
            yield n, stem_, self._document_frequencies.get(stem_, 0), english[stem_]

    def synonym_rows(self) -> Rows:
        """Yield the rows of `synonym`, once `posting_rows` is read."""
        stem_sets = ({stem(word) for word in synonyms} for synonyms in synonym_sets())
        pairs = {pair for stems in stem_sets for pair in permutations(stems, 2)}
        known = self._document_frequencies
        yield from sorted((one, other) for one, other in pairs if other in known)


def _spelling_rows(vocabulary: list[str]) -> Rows:
    """Yield the words by first two letters and length, and by last two reversed and length."""
    groups: defaultdict[tuple[str, str, int], list[str]] = defaultdict(list)
    for word in vocabulary:
        groups["first", word[:2], len(word)].append(word)
        groups["last", word[:-3:-1], len(word)].append(word)
    for group, found in sorted(groups.items()):
        yield *group, " ".join(found)
