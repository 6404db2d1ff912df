"""School and career guidance."""
