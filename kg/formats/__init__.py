"""Read the files in which people keep cards, notes and graphs; `registry` lists the formats."""
