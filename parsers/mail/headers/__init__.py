"""Header blocks: fields, addresses, dates, what servers say of a sender."""
