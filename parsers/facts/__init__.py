"""What a text says of its candidate, with the passage that says it."""
