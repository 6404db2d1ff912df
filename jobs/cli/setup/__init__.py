"""From nothing to a configuration that is known to work."""
