"""Write answers, study lists and graphs for people: one module for each place to read them."""
