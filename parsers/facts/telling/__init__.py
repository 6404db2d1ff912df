"""What is told of all that was read: of which work it is, what says the opposite, one fact out of several texts."""
