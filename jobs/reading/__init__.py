"""From an original to a Reading: what workers find in a mail and its files, and what the parsers make of it."""
