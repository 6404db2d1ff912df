"""What a paper is, and how it is headed."""
