"""What a message is for the notice (its disposition): by its headers, and once it is read by its words and papers."""
