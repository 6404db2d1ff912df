"""Shows: tables, exports and the recruiter's page, read through the store; writes only what recruiters say and do."""
