"""Tell what of a graph its deck does not support, by the words of both.

W303  a number or name in a summary, or a number in a limit, that the cited lines lack
W304  a number or name in a summary that only a line has which is not cited
W305  a clause of a summary of which the cited lines lack most words
W306  a stated edge whose ends or conditions the cited lines do not name, or not together
W307  a number, listed item or condition of a cited line that nothing which cites it has
W308  one that only summaries have, but no name, edge or attribute
W309  a cited line that has none of the words of what cites it
W310  an alias that reads like a search phrase
W311  an alias that ends with the name of another concept

The rules know forms only: words, numbers, capitals, lists. A few words of English help them.
"""

from kg.graph_files.faithfulness.deck_findings import deck_findings

__all__ = ["deck_findings"]
