"""A graph with derived edges, edges beyond the deck, hedges, conditions, hidden phrases, limits."""

from __future__ import annotations

BREWS = {
    "graph.toml": 'title = "Brews"\n',
    "relations.toml": """\
[kind.drink]
plural = "drinks"
words = ["drink"]

[kind.occasion]
plural = "occasions"
words = ["occasion"]

[kind.step]
plural = "steps"
words = ["step"]

[relation.suited-to]
out = "suited to"
in = "suits"
says = "is suited to"
back = "calls for"
opposite = "unsuited-to"
learn = "subject"

[relation.unsuited-to]
out = "unsuited to"
in = "spoilt by"
says = "is unsuited to"
back = "is spoilt by"
negative = true
learn = "subject"

[relation.made-by]
out = "made by"
in = "makes"
says = "is made by"
back = "makes"

[relation.needs]
out = "needs"
in = "needed by"
says = "needs"
back = "is needed by"
through = ["made-by"]

[relation.unlike]
out = "unlike"
in = "unlike"
says = "differs from"
back = "differs from"
symmetric = true
learn = "neither"
""",
    "drinks.toml": """\
[[concept]]
name = "Espresso"
kind = "drink"
aliases = ["short black"]
hidden = ["wake up call"]
summary = "Coffee pressed through a fine sieve."
background = "It was invented in Turin."
source = "1"
better = "higher"
limit = [{ of = "volume", max = 30, unit = "ml", source = "11" }]
suited-to = ["Morning", { to = "Evening", status = "background" }]
unsuited-to = [{ to = "Autumn", status = "background" }]
made-by = [{ to = "Grinding", source = "2" }]

[[concept]]
name = "Lemonade"
kind = "drink"
summary = "Lemons with water and sugar."
source = "3"
limit = [{ of = "volume", max = 500, unit = "ml" }]
suited-to = [
    "Summer",
    { to = "Morning", source = "4", strength = "less" },
    { to = "Evening", source = "5", when = { any-of = ["Heat", "Thirst"] } },
]

[[concept]]
name = "Cocoa"
kind = "drink"
summary = "Hot milk with ground cocoa beans."
source = "6"
limit = [{ of = "volume", max = 200, unit = "ml" }]
suited-to = [{ to = "Winter", strength = "ideal" }, { to = "Evening", strength = "can" }]
made-by = [{ to = "Grinding", status = "background" }]

[[concept]]
name = "Cider"
kind = "drink"
summary = "Pressed apples left to ferment."
source = "7"
suited-to = ["Autumn", "Evening"]
unsuited-to = ["Morning"]

[[concept]]
name = "Water"
kind = "drink"
summary = "What falls from the sky as rain."
source = "10"
suited-to = [{ to = "Thirst", status = "background" }]

[[concept]]
name = "Mead"
kind = "drink"
background = "Honey and water left to ferment for weeks. The oldest drink."
suited-to = [{ to = "Winter", status = "background" }]
made-by = [{ to = "Fermenting", status = "background" }]
""",
    "rest.toml": """\
[[concept]]
name = "Morning"
kind = "occasion"
summary = "The first hours of a day."
source = "8"

[[concept]]
name = "Evening"
kind = "occasion"
summary = "The last hours of a day."
source = "8"

[[concept]]
name = "Summer"
kind = "occasion"
summary = "The warmest months of a year."
source = "8"

[[concept]]
name = "Autumn"
kind = "occasion"
summary = "The months in which apples ripen."
source = "8"

[[concept]]
name = "Winter"
kind = "occasion"
summary = "The coldest months of a year."
source = "8"

[[concept]]
name = "Heat"
kind = "occasion"
source = "5"

[[concept]]
name = "Thirst"
kind = "occasion"
source = "5"

[[concept]]
name = "Grinding"
kind = "step"
summary = "Turns beans into a powder."
source = "2"
needs = [{ to = "Mill", source = "9" }]

[[concept]]
name = "Fermenting"
kind = "step"
summary = "Turns sugar into alcohol over time."
source = "7"
needs = [{ to = "Yeast", status = "background" }]

[[concept]]
name = "Mill"
summary = "Breaks beans between two stones."
source = "9"

[[concept]]
name = "Yeast"
background = "A fungus that eats sugar."
""",
}
"""Espresso needs a mill as it is made by grinding; the deck knows neither mead nor yeast."""
