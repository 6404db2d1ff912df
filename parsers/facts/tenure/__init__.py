"""Whether the candidate has tenure: a permanent appointment in a school."""
