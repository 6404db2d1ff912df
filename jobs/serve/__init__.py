"""The recruiter's page, served: its server, and what it needs of originals and workers."""
