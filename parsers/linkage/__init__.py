"""Whose a message is: which mails are one candidate's (record linkage)."""
