"""Runs: settings, commands, polls, processing in confined workers, the daemon, its care; the room that knows all."""
