"""Draw a graph as an interactive map: layout, data for the page, and the page."""
