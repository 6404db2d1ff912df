"""Every rule by which a fact is read: its id, version and sentence in four languages, and the examples that test it."""
