"""OAuth 2 for mailboxes: signing in, and the tokens that are kept."""
