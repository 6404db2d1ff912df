"""The addresses of the jury: its members' opinions, and what its chair does."""
