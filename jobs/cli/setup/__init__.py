"""The commands from nothing to a configuration that works: `init`, `login`, `check`; and the manual page."""
