"""`run`: the daemon, its schedule, what it listens to and how it ends."""
