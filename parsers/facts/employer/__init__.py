"""The candidate's present employer."""
