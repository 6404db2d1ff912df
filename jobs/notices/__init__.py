"""The notices: when each opens, closes and is over, and which of them a message is for."""
