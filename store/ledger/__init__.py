"""Which message every mailbox showed, how each mailbox has been, what became of it, and what is to be read."""
