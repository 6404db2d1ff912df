"""`worker`: the daemon's work on any number of machines, with PostgreSQL as the store and its queue."""
