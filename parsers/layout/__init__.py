"""Sections, entries, dates and the parts of a letter, found once in a text for every reader of facts."""
