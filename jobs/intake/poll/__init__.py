"""One poll: what is new in the mailboxes is kept and recorded."""
