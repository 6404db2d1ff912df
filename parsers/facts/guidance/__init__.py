"""Experience in guidance."""
