"""A simulated deadline evening on several workers, with PostgreSQL and a mail server."""
