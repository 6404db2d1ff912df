"""Sections, entries and dates of a text, found once for every reader of facts."""
