"""What every command stands on: store and archive as a pair, the lock, the log, file owners, the daemon's note."""
