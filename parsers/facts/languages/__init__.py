"""The languages that the candidate speaks, with their levels."""
