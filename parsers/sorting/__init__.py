"""What a message is for the notice, and whose."""
