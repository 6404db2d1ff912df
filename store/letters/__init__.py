"""Letters to candidates: drafted, approved by a person, sent once."""
