from __future__ import annotations

import time
from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.graph_files.faithfulness import deck_findings
from kg.graph_files.faithfulness.alias_forms import name_words, phrase_reason
from kg.graph_files.faithfulness.clauses import capitals_mark_names, read_clause, split_clauses
from kg.graph_files.faithfulness.evidence import Evidence, figures
from kg.graph_files.faithfulness.line_facts import missing_facts
from kg.graph_files.faithfulness.word_weights import WordWeights
from kg.graph_files.text_deck import TextDeck
from kg.model.attributes import Attributes, Limit, Qualifiers, Status
from kg.model.draft import Draft, DraftConcept, DraftEdge, DraftFlag, Place
from kg.model.vocabulary import Relation, Vocabulary

PLAIN_WEIGHTS = WordWeights([])

SUMMARY_CODES = ("W303", "W304", "W305")

VOCABULARY = Vocabulary(
    {},
    {
        "follows": Relation("follows", "after", "before", "follows", "precedes", ordering=True),
        "part-of": Relation("part-of", "in", "has", "is part of", "has"),
    },
)

TIDES = """\
Tides
The moon pulls the water of the sea, which rises and falls twice a day.
Spring tide: at new moon and full moon the range of the tide is greatest, up to 16 m.
In the Bay of Fundy engineers, fishers and harbour pilots plan by tables of the tide.
Steps of the forecast:
Gauge reading
Harmonic analysis
Table printing
"""

CELLS = """\
Mitochondria make ATP from sugar and oxygen, in every cell of animals and plants.
Chloroplasts catch light and store its energy as sugar, if the plant has water.
"""

GERMAN = """\
Die Elbe entspringt im Riesengebirge und mündet bei Cuxhaven in die Nordsee.
Der Rhein fließt durch den Bodensee und ist 1.233 km lang.
Die Donau durchquert zehn Länder und endet im Schwarzen Meer.
"""


def concept(
    name: str,
    summary: str = "",
    source: str = "",
    *edges: DraftEdge,
    aliases: tuple[str, ...] = (),
    background: str = "",
    attributes: Attributes | None = None,
) -> DraftConcept:
    return DraftConcept(
        name,
        aliases=aliases,
        summary=summary,
        citation=source,
        edges=edges,
        place=Place("g.toml", 1),
        background=background,
        attributes=attributes or Attributes(),
    )


def edge(
    target: str,
    source: str,
    relation: str = "part-of",
    status: Status = "stated",
    qualifiers: Qualifiers | None = None,
) -> DraftEdge:
    qualifiers = qualifiers or Qualifiers()
    place = Place("g.toml", 2)
    return DraftEdge("", relation, target, source, place, status=status, qualifiers=qualifiers)


def told(deck: str, *concepts: DraftConcept, codes: Iterable[str] = ()) -> list[str]:
    """The findings of some codes, or of all."""
    lines = TextDeck("deck.txt", tuple(deck.splitlines()))
    found = deck_findings(Draft(VOCABULARY, concepts), lines)
    return [str(finding) for finding in found if not codes or finding.code in codes]


# Summaries


@pytest.mark.parametrize(
    "summary",
    [
        "Rise and fall of the sea, twice a day.",
        "The sea's water rising and falling; the moon pulls it.",
        "Twice a day the tide is high, as the moon pulls.",
    ],
)
def test_a_summary_in_other_words_is_supported(summary: str) -> None:
    assert told(TIDES, concept("Tide", summary, "2"), codes=SUMMARY_CODES) == []


def test_a_number_that_no_line_says() -> None:
    assert told(TIDES, concept("Spring tide", "Range of up to 18 m at full moon.", "3")) == [
        "deck.txt:3: W307 nothing that cites this line has '16 m'; add it to one of them",
        "g.toml:1: W303 the summary of 'Spring tide' has 18 m, which deck line 3 does not say; "
        "cut it or move it to background",
    ]


@pytest.mark.parametrize(
    ("said", "deck", "is_told"),
    [
        ("Up to 4 MB.", "Up to 4 GB.", True),
        ("Up to 4 GB.", "Up to 4 GB.", False),
        ("Up to 4GB.", "Up to 4 GB.", False),
        ("From 1,000 m on.", "From 1000 m on.", False),
        ("Takes 1 hour.", "Takes one hour.", False),
        ("Takes 3 hours.", "Takes three days, or 3 hours.", False),
        ("About 20 percent.", "About 20%.", False),
        ("About 20%.", "About 2.0%.", True),
        ("In 1990.", "In 1909.", True),
    ],
)
def test_figures(said: str, deck: str, is_told: bool) -> None:
    reading = read_clause(said, Evidence([deck]), PLAIN_WEIGHTS)
    assert bool(reading.missing_figures) == is_told


def test_names_that_no_line_says() -> None:
    text = "Their membrane makes ATP, said Peter Mitchell, as NADH gives electrons to them."
    found = told(CELLS, concept("Mitochondria", text, "1"), codes=["W303"])
    assert len(found) == 1
    assert "has Peter Mitchell, NADH, which deck line 1 does not say" in found[0]


@pytest.mark.parametrize("text", ["The SOS signal.", "Signals of SOS."])
def test_initials_of_words_are_said_by_them(text: str) -> None:
    assert not read_clause(text, Evidence(["save our souls"]), PLAIN_WEIGHTS).missing_names
    assert read_clause(text, Evidence(["save souls"]), PLAIN_WEIGHTS).missing_names == ("SOS",)


def test_what_another_line_says_is_to_be_cited() -> None:
    found = told(
        TIDES,
        concept("Tide", "Twice a day, as at Fundy, the water rises and falls.", "2"),
        codes=SUMMARY_CODES,
    )
    assert [line.split(": ", 1)[1] for line in found] == [
        "W304 the summary of 'Tide' has Fundy (line 4), which deck line 2 does not "
        "say; cite the line if it speaks of this"
    ]


def test_only_clauses_beyond_the_lines_are_named() -> None:
    text = "The moon pulls the sea. Friction slows the rotation of our planet; fossils record it."
    found = told(TIDES, concept("Tide", text, "2"), codes=SUMMARY_CODES)
    assert len(found) == 1
    assert "W305 the summary of 'Tide' goes beyond deck line 2: 'Friction slows the" in found[0]
    assert "(friction, slows, rotation, planet); 'fossils record it.'" in found[0]
    assert "pulls" not in found[0]


def test_lines_of_edges_and_names_of_neighbours_support_a_summary() -> None:
    spring = concept("Spring tide", source="3", aliases=("syzygy",))
    text = "At syzygy the range of the tide is greatest."
    alone = told(TIDES, concept("Tide", text, "2"), spring, codes=["W305"])
    linked = told(TIDES, concept("Tide", text, "2", edge("Spring tide", "3")), spring)
    assert "(syzygy, range, greatest)" in alone[0]
    assert [line for line in linked if "W305" in line] == []


def test_a_summary_may_tell_its_place_in_a_list() -> None:
    text = "Step of the forecast, after gauge reading; the deck only names it."
    assert told(TIDES, concept("Harmonic analysis", text, "7")) == []


def test_background_is_not_judged() -> None:
    text = "Laplace found 37 constituents in Brest."
    alone = concept("Harmonic analysis", background=text)
    assert (
        told(TIDES, alone, concept("Tide", "The moon pulls the sea.", "2", background=text)) == []
    )


def test_a_limit_that_its_line_does_not_say() -> None:
    def limits(most: float) -> list[str]:
        limit = Attributes((Limit("range", None, most, "m", "3"),))
        return told(TIDES, concept("Spring tide", "At full moon.", "3", attributes=limit))

    assert limits(16) == []
    assert any("the limit 'range up to 17 m'" in line and "W303" in line for line in limits(17))


def test_a_citation_of_cards_or_of_nonsense_is_not_judged() -> None:
    for source in ("card 3", "page 3", "99", ""):
        assert told(TIDES, concept("Tide", "Volcanoes erupt lava in Hawaii.", source)) == []


def test_other_languages() -> None:
    rhein = "Strom durch den Bodensee, 1.233 km lang"
    assert told(GERMAN, concept("Rhein", rhein, "2"), codes=SUMMARY_CODES) == []
    assert told(
        GERMAN,
        concept("Elbe", "Mündet bei Cuxhaven; trennt Hamburgs Stadtteile.", "1"),
        codes=["W305"],
    )
    japanese = "富士山は日本で一番高い山です。\n琵琶湖は日本最大の湖です。"
    assert told(japanese, concept("富士山", "日本で一番高い山。", "1")) == []
    assert told(japanese, concept("琵琶湖", "世界遺産の鍾乳洞と火山。", "2"), codes=["W305"])


def test_capitals_mark_no_names_in_german() -> None:
    assert not capitals_mark_names(GERMAN.splitlines())
    assert capitals_mark_names(TIDES.splitlines())
    assert told(GERMAN, concept("Elbe", "Fluss in Richtung Cuxhaven.", "1"), codes=["W303"]) == []


TEXT = st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=80)


@given(TEXT, st.integers(0, 20), st.integers(1, 20))
def test_the_words_of_a_line_are_supported_by_it(line: str, start: int, size: int) -> None:
    summary = " ".join(line.split()[start : start + size])
    deck = TextDeck("deck.txt", (line,))
    found = deck_findings(Draft(VOCABULARY, (concept("Any", summary, "1"),)), deck)
    assert [f for f in found if f.code in ("W303", "W304", "W305")] == []


@given(TEXT, TEXT)
def test_any_text_can_be_judged(one: str, other: str) -> None:
    many = concept("Any", one, "1", edge("Other", "1"), aliases=(other,))
    deck = TextDeck("deck.txt", tuple(other.split("\n")))
    draft = Draft(VOCABULARY, (many, concept("Other", other, "1")))
    found = deck_findings(draft, deck)
    assert found == sorted(set(found))
    assert {f.code for f in found} <= {f"W{number}" for number in range(303, 312)}


# Edges


def test_an_edge_with_an_end_that_no_line_names() -> None:
    tide, moon = concept("Spring tide"), concept("Lunar eclipse")
    found = told(
        TIDES, concept("Tide", "", "", edge("Lunar eclipse", "3")), tide, moon, codes=["W306"]
    )
    assert found[0].startswith(
        "g.toml:2: W306 the edge 'Tide' part-of 'Lunar eclipse': deck line 3 does not name "
        "'Lunar eclipse'; cite the line that says it"
    )


@pytest.mark.parametrize(
    ("aliases", "is_told"),
    [((), True), (("full moon",), False), (("how the full moon looks",), True)],
)
def test_a_name_names_an_end_but_a_search_phrase_does_not(
    aliases: tuple[str, ...], is_told: bool
) -> None:
    ends = (
        concept("Spring tide", "", "", edge("Plenilune", "3")),
        concept("Plenilune", aliases=aliases),
    )
    assert bool(told(TIDES, *ends, codes=["W306"])) == is_told


def test_the_heading_of_a_list_names_an_end() -> None:
    ends = concept("Harmonic analysis", "", "", edge("Forecast", "7")), concept("Forecast")
    assert told(TIDES, *ends, codes=["W306"]) == []
    assert told(TIDES.replace("forecast", "work"), *ends, codes=["W306"])


@pytest.mark.parametrize(("relation", "is_told"), [("follows", False), ("part-of", True)])
def test_the_item_before_speaks_for_an_order_only(relation: str, is_told: bool) -> None:
    ends = (
        concept("Table printing", "", "", edge("Harmonic analysis", "8", relation)),
        concept("Harmonic analysis"),
    )
    assert bool(told(TIDES, *ends, codes=["W306"])) == is_told


def test_ends_must_stand_together() -> None:
    deck = "Otters eat urchins.\nSnow falls.\nKelp is a brown alga.\n"
    ends = concept("Otters", "", "", edge("Kelp", "1,3")), concept("Kelp")
    assert "none of deck lines 1, 3 names both" in told(deck, *ends, codes=["W306"])[0]
    joined = deck.replace("Kelp", "Eaten by urchins, which otters eat, kelp")
    assert told(joined, *ends, codes=["W306"]) == []


def test_a_condition_must_be_named() -> None:
    ends = concept("Chloroplasts"), concept("Sugar"), concept("Water"), concept("Frost")

    def when(name: str) -> list[str]:
        said = edge("Sugar", "2", qualifiers=Qualifiers(all_of=(name,)))
        return told(CELLS, concept("Chloroplast", "", "", said), *ends, codes=["W306"])

    assert when("Water") == []
    assert "does not name 'Frost'" in when("Frost")[0]


@pytest.mark.parametrize("status", ["background", "derived"])
def test_only_stated_edges_are_judged(status: Status) -> None:
    ends = concept("Tide", "", "", edge("Frost", "3", status=status)), concept("Frost")
    assert told(TIDES, *ends, codes=["W306"]) == []


# Lines


@pytest.mark.parametrize(
    ("line", "text", "facts"),
    [
        ("Owls hunt mice, voles and shrews.", "owls hunt voles", ["shrews"]),
        ("Owls hunt mice, voles and shrews.", "owls, mice, voles, shrews", []),
        ("It melts at 327 degrees.", "lead melts", ["327 degrees"]),
        ("It floats if the hull displaces enough water.", "it floats", None),
        ("Therefore, foxes move and dens stay empty.", "dens", []),
        ("A nest, also called an eyrie, is large.", "nest", []),
    ],
)
def test_facts_of_a_line(line: str, text: str, facts: list[str] | None) -> None:
    expected = ["if the hull displaces enough water"] if facts is None else facts
    assert missing_facts(line, Evidence([text]), PLAIN_WEIGHTS) == expected


def test_facts_that_nothing_has_and_that_only_summaries_have() -> None:
    fundy = "Engineers and fishers plan by tables of the tide."
    found = told(TIDES, concept("Bay of Fundy", fundy, "4"))
    assert found == [
        "deck.txt:4: W307 nothing that cites this line has 'harbour'; add it to one of them",
        "deck.txt:4: W308 only summaries have 'engineers', 'fishers' of this line; "
        "add an edge or attribute",
    ]
    full = concept("Bay of Fundy", fundy + " So do harbour pilots.", "4")
    assert ["W308" in line for line in told(TIDES, full)] == [True]
    ends = (
        concept(name, "", "", edge("Bay of Fundy", "4"))
        for name in ("Engineers", "Fishers", "Harbour pilots")
    )
    assert told(TIDES, full, *ends) == []


def test_a_flag_may_say_what_is_left_out() -> None:
    deck = TextDeck("deck.txt", ("Lead melts at 327 degrees.",))
    lead = concept("Lead", "Melts.", "1")
    flag = DraftFlag("It may be 327 degrees or more.", "1", ("Lead",))
    assert [f.code for f in deck_findings(Draft(VOCABULARY, (lead,)), deck)] == ["W307"]
    assert deck_findings(Draft(VOCABULARY, (lead,), flags=(flag,)), deck) == []


def test_a_cited_line_without_any_word_of_its_concept() -> None:
    deck = "Otters eat urchins.\n\nGranite cools slowly underground.\n"
    otters = concept("Otters", "They eat urchins.", "1,3")
    assert told(deck, otters) == [
        "g.toml:1: W309 'Otters' cites deck line 3, which has none of its words; cite others?"
    ]
    assert told(deck.replace("\n\n", "\n"), concept("Otters", "They eat urchins.", "1-2")) == []


# Aliases


@pytest.mark.parametrize(
    "alias",
    [
        "predict the tide",
        "collect shells",
        "how tides work",
        "without a boat",
        "when the sea falls",
        "sea that rises and falls",
        "height of water at the coast today",
    ],
)
def test_search_phrases(alias: str) -> None:
    assert phrase_reason(alias, frozenset())
    found = told(TIDES, concept("Tide", aliases=(alias,)))
    assert len(found) == 1
    assert f"W310 the alias {alias!r} of 'Tide' reads like a search phrase: it " in found[0]
    assert found[0].endswith("; move it to hidden")


@pytest.mark.parametrize(
    "alias",
    [
        *["tide", "MSE", "tidal range", "F1 score", "Type I error", "area under the curve"],
        *["on-demand pricing", "cost of living", "King Lear", "Run DMC", "Gezeiten", "日本語"],
        *["coefficient of determination", "fine tuning", "Bay of Fundy"],
    ],
)
def test_names_are_no_search_phrases(alias: str) -> None:
    assert phrase_reason(alias, frozenset()) == ""


def test_a_word_of_names_is_no_verb() -> None:
    assert phrase_reason("train station", frozenset())
    assert phrase_reason("train station", name_words(["Trains"])) == ""


def test_an_alias_that_ends_with_the_name_of_another_concept() -> None:
    surge = concept("Storm surges")
    found = told(TIDES, concept("Flood mark", aliases=("height of a storm surge",)), surge)
    assert found == [
        "g.toml:1: W311 the alias 'height of a storm surge' of 'Flood mark' ends with the name of "
        "'Storm surges'; move it there or to hidden"
    ]
    assert told(TIDES, concept("Great surge", aliases=("winter storm surge",)), surge) == []


# Size


def test_clauses() -> None:
    assert split_clauses("") == []
    assert split_clauses("See e.g. the sea; it rises! 山。川") == [
        *["See e.g. the sea", "it rises!", "山", "川"]
    ]


@pytest.mark.parametrize("piece", ["1,", "a, ", "and ", "if ", "A.", "; ", "(", "x" * 9, "’s "])
def test_long_lines_take_linear_time(piece: str) -> None:
    def seconds(times: int) -> float:
        line = piece * times
        start = time.process_time()
        list(figures(line))
        read_clause(line, Evidence([line]), PLAIN_WEIGHTS)
        missing_facts(line, Evidence([]), PLAIN_WEIGHTS)
        return time.process_time() - start

    few = min(seconds(2_000) for _ in range(3))
    assert seconds(16_000) < 8 * few * 4 + 0.2


def test_many_concepts_take_linear_time() -> None:
    def seconds(count: int) -> float:
        deck = "\n".join(f"Species{n} lives near species{n + 1}." for n in range(count))
        concepts = [
            concept(
                f"Species{n}",
                f"Lives near species{n + 1}.",
                f"{n + 1}",
                edge("Species0", f"{n + 1}"),
            )
            for n in range(count)
        ]
        start = time.process_time()
        told(deck, *concepts)
        return time.process_time() - start

    few = min(seconds(250) for _ in range(2))
    assert seconds(2_000) < 8 * few * 4 + 0.2
