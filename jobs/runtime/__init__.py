"""What every command stands on: the opened store and archive, the lock, the log, the process."""
