"""Years of service."""
