"""The vocabulary of the rules, in French, Dutch, German and English."""
