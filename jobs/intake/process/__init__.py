"""The queue of mails to be read: each is read and replaces what the store knew of it, live mail and re-ingest alike."""
