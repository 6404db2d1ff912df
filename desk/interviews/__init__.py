"""Interviews: hours planned, candidates proposed for them, the board of days and rooms, their letters and calendars."""
