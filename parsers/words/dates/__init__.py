"""Dates, numbers and stretches of time."""
