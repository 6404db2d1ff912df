"""How things stand, and what of it a person must be told."""
