"""Reaches out: mailboxes (IMAP, Maildir), which messages are new, signing in, the archive of originals."""
