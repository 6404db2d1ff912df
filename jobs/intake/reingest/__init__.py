"""What is kept is judged or read again: re-ingest, a changed notice, a store built anew from the archive."""
