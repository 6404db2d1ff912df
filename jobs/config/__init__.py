"""The configuration: its shape, where it is found, its secrets, how each mailbox is entered."""
