"""The recruiter's page, served by `candidatures serve`."""
