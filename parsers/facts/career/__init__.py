"""The posts of a career, found once in a text: dates, function, employer, sector, and which lines are whose."""
