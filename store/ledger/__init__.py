"""Which message every mailbox showed, what became of it, and what is to be read."""
