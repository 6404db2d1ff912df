"""A folder on an IMAP server, opened with EXAMINE and read with PEEK."""
