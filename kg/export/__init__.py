"""Write answers, study lists and graphs for people: terminal, text, paper, Anki, calendar, site."""
