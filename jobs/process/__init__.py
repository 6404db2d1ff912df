"""From an original to what the store knows of it, for live mail and re-ingest alike."""
