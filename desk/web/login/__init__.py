"""Who gets in: passwords, passkeys, sessions, and how often somebody may try."""
