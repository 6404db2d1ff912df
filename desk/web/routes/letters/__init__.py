"""The addresses of letters to candidates, and of the minutes from which they follow."""
