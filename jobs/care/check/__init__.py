"""`check`: everything the program needs, tried."""
