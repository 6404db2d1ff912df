"""Who the candidate is and how he or she is reached."""
